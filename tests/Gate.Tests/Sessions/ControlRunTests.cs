using Chonk.Gate.Sessions;
using Chonk.Gate.Tests.Support;

namespace Chonk.Gate.Tests.Sessions;

/// <summary>A control is judged by what it adds to a run without it, whatever the baseline makes of either.</summary>
public sealed class ControlRunTests
{
    private const string Control = "tail:after_oink:1";
    private static readonly ReportFiles NoFiles = new();

    [Fact]
    public void Control_FlowOutsideItsBaselineAlready_IsCaughtAndNamed()
    {
        using ScriptedProver prover = Accepted();
        Func<int, string, string, long> red = static (c, _, s) => c == 0 && s == "after_trace" ? 2 * ProfileText.Mebibyte : 0;
        prover.Prepare("one", ProfileText.Of(["app", "tail"], red));
        prover.Prepare("one", Held(red), "control");
        Assert.Equal(ExitCodes.Regression, prover.Run(s => s.Check(1, NoFiles)).ExitCode);

        (int exitCode, string output) = prover.Run(s => s.Control(Control));
        Assert.True(exitCode == ExitCodes.Pass, output);
        Assert.StartsWith("control tail:after_oink:1 in one: caught and named\n", output, StringComparison.Ordinal);
        Assert.Contains("tail:after_oink", output, StringComparison.Ordinal);
        Assert.DoesNotContain("app:after_trace  ", output, StringComparison.Ordinal);
        Assert.Contains("without it already: memory gate: one: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("to accept", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_GrowthThatWasThereWithoutIt_IsNotCaught()
    {
        using ScriptedProver prover = Accepted();
        string red = Held(static (_, _, _) => 0);
        prover.Prepare("one", red);
        prover.Prepare("one", red, "control");

        (int exitCode, string output) = prover.Run(s => s.Control(Control));
        Assert.Equal(ExitCodes.Regression, exitCode);
        Assert.Contains("NOT CAUGHT", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_BaselineLooserThanTheControl_IsCaughtAndSaysSo()
    {
        using ScriptedProver prover = Accepted();
        Func<int, string, string, long> less = static (_, _, _) => -2 * ProfileText.Mebibyte;
        prover.Prepare("one", ProfileText.Of(["app", "tail"], less));
        prover.Prepare("one", Held(less), "control");

        (int exitCode, string output) = prover.Run(s => s.Control(Control));
        Assert.True(exitCode == ExitCodes.Pass, output);
        Assert.Contains("beside the baseline it would pass", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_EveryCircuit_MustBeFoundInEach()
    {
        using ScriptedProver prover = Accepted();
        prover.Prepare("one", ProfileText.Of(["app", "tail"]));
        prover.Prepare("one", ProfileText.Of(["app", "tail"], static (_, _, s) => s == "after_oink" ? ProfileText.Mebibyte : 0), "control");
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Control("*:after_oink:1")).ExitCode);

        prover.Prepare("one", Held(static (_, _, _) => 0), "control");
        Assert.Equal(ExitCodes.Regression, prover.Run(s => s.Control("*:after_oink:1")).ExitCode);
    }

    /// <summary>Where not all fits, the largest are shown, in the order of the flow, and the rest is counted: as for any verdict.</summary>
    [Fact]
    public void Control_MoreCheckpointsThanFit_ShowsTheLargestInTheOrderOfTheFlow()
    {
        string[] circuits = [.. Enumerable.Range(0, 11).Select(c => $"c{c:00}")];
        using var prover = new ScriptedProver("one");
        prover.Prepare("one", ProfileText.Of(circuits));
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Update("first", 1, null)).ExitCode);
        prover.Prepare("one", ProfileText.Of(circuits, static (c, _, s) => s == "after_oink" ? (c == 3 ? 1 : c + 2) * ProfileText.Mebibyte : 0), "control");

        (int exitCode, string output) = prover.Run(s => s.Control("*:after_oink:1"));
        Assert.True(exitCode == ExitCodes.Pass, output);
        string[] lines = output.Split('\n');
        Assert.Matches("^  circuit:stage +metric +without +with +change +allowed +mostly$", lines[1]);
        Assert.Equal(circuits.Where(c => c != "c03").Select(c => $"{c}:after_oink"), lines[3..13].Select(l => l.Trim().Split(' ')[0]));
        Assert.Equal("  and 1 more checkpoint", lines[13]);
    }

    [Theory]
    [InlineData("Nope:after_oink:1", "one: no circuit 'Nope'; circuits are #0 app, #1 tail")]
    [InlineData("#9:after_oink:1", "one: no circuit '#9'; circuits are #0 app, #1 tail")]
    [InlineData("*:after_nothing:2", "one: no stage 'after_nothing'; stages are after_alloc, ")]
    [InlineData("*:after_oink:0", "the control switch is circuit:stage:MiB, for example '*:after_oink:2' or '#0:after_oink:1'; '*:after_oink:0' is none")]
    public void Control_NameThatIsNot_IsAUsageError(string control, string expected)
    {
        using ScriptedProver prover = Accepted();
        (int exitCode, string output) = prover.Run(s => s.Control(control));

        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.StartsWith(expected, output, StringComparison.Ordinal);
        Assert.Single(output.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void Control_MalformedSwitch_RunsNothing()
    {
        using ScriptedProver prover = Accepted();
        prover.Prepare("one", ProfileText.Of(["app", "tail"]));
        Assert.Equal(ExitCodes.Usage, prover.Run(s => s.Control("*:after_oink:-1")).ExitCode);
        Assert.False(File.Exists(prover["one.count"]));
    }

    [Fact]
    public void Control_RunsOfOtherCheckpointsOrProvers_CannotTell()
    {
        using ScriptedProver prover = Accepted();
        prover.Prepare("one", ProfileText.Of(["app", "tail", "more"], static (c, _, s) => c == 1 && s == "after_oink" ? ProfileText.Mebibyte : 0), "control");
        (int exitCode, string output) = prover.Run(s => s.Control(Control));
        Assert.Equal(ExitCodes.Inconclusive, exitCode);
        Assert.Contains("control tail:after_oink:1 in one: cannot tell: the run without it passed other checkpoints", output, StringComparison.Ordinal);

        // The script changes itself between the two runs.
        prover.Prepare("one", Held(static (_, _, _) => 0), "control");
        File.AppendAllText(prover["prover.sh"], "\necho '#' >> \"$0\"\n");
        (exitCode, output) = prover.Run(s => s.Control(Control));
        Assert.Equal(ExitCodes.Inconclusive, exitCode);
        Assert.Contains("cannot tell: the prover has changed", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_ProfileThatIsThere_SavesTheRunWithoutTheSwitch()
    {
        using ScriptedProver prover = Accepted();
        GateOptions options = prover.Options with { CleanProfileDirectories = [prover["nowhere"], prover["memory"]] };
        prover.Prepare("one", ProfileText.Of(["app", "tail"]));
        prover.Prepare("one", Held(static (_, _, _) => 0), "control");
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Control(Control), options).ExitCode);
        Assert.Equal("1", File.ReadAllText(prover["one.count"]).Trim());

        // Other threads are other peaks: such a profile is not taken.
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Control(Control), options with { Threads = 3 }).ExitCode);
        Assert.Equal("3", File.ReadAllText(prover["one.count"]).Trim());
    }

    [Fact]
    public void Control_WithoutABaseline_HasNothingToProve()
    {
        using var prover = new ScriptedProver("one");
        prover.Prepare("one", ProfileText.Of(["app", "tail"]));
        (int exitCode, string output) = prover.Run(s => s.Control(Control));

        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("CHONK1005", output, StringComparison.Ordinal);
    }

    private static ScriptedProver Accepted()
    {
        var prover = new ScriptedProver("one");
        prover.Prepare("one", ProfileText.Of(["app", "tail"]));
        prover.Prepare("one", Held(static (_, _, _) => 0), "control");
        (int exitCode, string output) = prover.Run(s => s.Update("first", 1, null));
        Assert.True(exitCode == ExitCodes.Pass, output);
        return prover;
    }

    private static string Held(Func<int, string, string, long> otherwise) => ProfileText.Of(
        ["app", "tail"], (c, n, s) => otherwise(c, n, s) + (c == 1 && s == "after_oink" ? ProfileText.Mebibyte : 0));
}
