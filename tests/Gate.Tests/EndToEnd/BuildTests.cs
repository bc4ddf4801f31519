using System.Globalization;
using Chonk.Gate.Running;

namespace Chonk.Gate.Tests.EndToEnd;

/// <summary>The gate in real builds of a real project. A build takes seconds, so one test walks through what belongs together.</summary>
public sealed class BuildTests
{
    [Fact]
    public void Build_FromNoBaselineToControlRun_ProfilesOnceAndSaysWhatItShould()
    {
        using var project = new FakeProject();
        project.WriteFlow("two+apps of one", "first 20480\nsecond 40960\n");

        // Refused before anything is proved.
        (int exitCode, string output) = project.Build("-t:UpdateMemoryBaselines");
        Assert.Contains("error CHONK1012: no baseline was changed: a reason is needed", output, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);
        Assert.Equal(0, project.ProverRuns);

        (exitCode, output) = project.Build();
        Assert.Contains("error CHONK1005", output, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);

        // The update uses the profile the failed build left.
        (exitCode, output) = project.Build("-t:UpdateMemoryBaselines", "-p:ChonkBaselineReason=first values");
        Assert.Contains("memory gate: two+apps of one: baseline created 40.00 MiB, 10 checkpoints: first values", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
        Assert.Equal(1, project.ProverRuns);

        (exitCode, output) = project.Build();
        Assert.Contains("memory gate: two+apps of one: peak 40.00 MiB live in second:after_accumulate, +0.0 % since the baseline, 10 checkpoints: pass", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);

        (exitCode, output) = project.Build();
        Assert.DoesNotContain("memory gate", output, StringComparison.Ordinal);
        Assert.Equal((0, 1), (exitCode, project.ProverRuns));

        // The control switch: the baseline's line of that stage is named, and the next build does not forget.
        string[] rows = File.ReadAllLines(project.Baseline("two+apps of one"));
        int line = 1 + Array.FindIndex(rows, r => r.Contains("\"second\", \"stage\": \"after_oink\"", StringComparison.Ordinal));
        (exitCode, output) = project.Build("-p:ChonkControlStage=second:after_oink:2");
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"two+apps of one.verified.json({line},5): error CHONK1001: two+apps of one: second after_oink grew: live 26.00 MiB"),
            output,
            StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);
        (exitCode, _) = project.Build("-p:ChonkControlStage=second:after_oink:2");
        Assert.NotEqual(0, exitCode);
        Assert.Equal(2, project.ProverRuns);
        (exitCode, output) = project.Build("-p:ChonkControlStage=second:after_oink:2", "-t:UpdateMemoryBaselines", "-p:ChonkBaselineReason=no");
        Assert.Contains("error CHONK1012", output, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);

        // A mistyped circuit would hold nothing; it must not pass for a gate that sleeps.
        (exitCode, output) = project.Build("--no-restore", "-p:ChonkControlStage=secnd:after_oink:2");
        Assert.Contains("error CHONK1011: two+apps of one: no memory profile: the control switch names nothing here: no circuit 'secnd'; circuits are #0 first, #1 second", output, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);
        (_, output) = project.Build("--no-restore", "-p:ChonkControlStage=second:after_oink:2");
        Assert.Contains("CHONK1001", output, StringComparison.Ordinal);
        Assert.Equal(4, project.ProverRuns);

        // The terminal logger shows no messages, but errors with their places; a graph build is a build.
        foreach (string[] options in new[] { new[] { "-tl:on" }, ["-graph"] })
        {
            (exitCode, output) = project.Build(["-p:ChonkControlStage=second:after_oink:2", .. options]);
            Assert.Contains("CHONK1001", output, StringComparison.Ordinal);
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"({line},5)"), output, StringComparison.Ordinal);
            Assert.NotEqual(0, exitCode);
        }

        Assert.Contains("cannot be accepted; without the control: dotnet build fake.csproj -c Release", output, StringComparison.Ordinal);
        Assert.DoesNotContain("to accept:", output, StringComparison.Ordinal);
        Assert.Equal(4, project.ProverRuns);
        (exitCode, output) = project.Build("-p:ChonkControlStage=second:after_oink:2", "-p:ChonkMemoryGateSeverity=warning");
        Assert.Contains("warning CHONK1001", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public void Build_StaleBaseline_IsAWarningThatCanBeSilencedOrRaised()
    {
        using var project = new FakeProject();
        project.WriteFlow("flow", "first 20480\n");
        Assert.Equal(0, project.Build("-t:UpdateMemoryBaselines", "-p:ChonkBaselineReason=first values").ExitCode);
        project.WriteFlow("flow", "first 10240\n");

        (int exitCode, string output) = project.Build("--no-restore");
        Assert.Contains("warning CHONK1003: flow: first after_alloc is below its baseline, tighten it", output, StringComparison.Ordinal);
        Assert.True(exitCode == 0, output);
        (exitCode, output) = project.Build("--no-restore", "-p:ChonkControlStage=first:after_oink:1", "-p:NoWarn=CHONK1003");
        Assert.DoesNotContain("CHONK1003", output, StringComparison.Ordinal);
        Assert.True(exitCode == 0, output);
        (exitCode, output) = project.Build("--no-restore", "-p:WarningsAsErrors=CHONK1003");
        Assert.Contains("error CHONK1003", output, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);

        (exitCode, output) = project.Build("--no-restore", "-t:UpdateMemoryBaselines", "-p:ChonkBaselineTightenOnly=true");
        Assert.Contains("memory gate: flow: baseline tightened, 20.00 MiB -> 10.00 MiB", output, StringComparison.Ordinal);
        (exitCode, output) = project.Build("--no-restore", "-p:WarningsAsErrors=CHONK1003");
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void Build_WithTheGateOffOrPublishing_RunsNoProver()
    {
        using var project = new FakeProject();
        project.WriteFlow("flow", "first 100\n");

        (int exitCode, string output) = project.Build("-p:ChonkMemoryGate=false");
        Assert.True(exitCode == 0, output);
        (exitCode, output) = project.Run(new Dictionary<string, string>(), "publish", "--nologo", "-c", "Debug");
        Assert.True(exitCode == 0, output);
        (exitCode, output) = project.Run(new Dictionary<string, string>(), "build", "--no-restore", "-p:DesignTimeBuild=true");
        Assert.True(exitCode == 0, output);
        Assert.Equal(0, project.ProverRuns);
        Assert.False(Directory.Exists(project["artifacts"]));
    }

    [Fact]
    public void Build_FlowsThatShareAProfile_AreRefusedByName()
    {
        using var project = new FakeProject();
        project.WriteFlow("a", "first 100\n");
        project.WriteFlow("b", "first 200\n");
        project.WriteFlow("c", "first 300\n");
        string file = project["flows", "a", Flow.FileName], other = project["flows", "b", Flow.FileName];
        project.SetFlowItems(
            $"""<ChonkFlow Include="{file}" FlowName="one" /><ChonkFlow Include="{other}" FlowName="$(Other)" /><ChonkFlow Include="flows/c/{Flow.FileName}" />""");
        string profile = project["artifacts", "memory", "Debug", "one.memory_profile.json"];

        string[] options = [];
        foreach (string name in new[] { "one", "ONE", "x/../one" })
        {
            (int exitCode, string output) = project.Build([$"-p:Other={name}", "-p:ChonkMemoryGateSeverity=warning", .. options]);

            Assert.NotEqual(0, exitCode);
            Assert.Contains($"error CHONK1015: these flows would share one profile, {profile}: one ({file}), {name} ({other}); give each", output, StringComparison.OrdinalIgnoreCase);
            Assert.Single(output.Split('\n').Where(l => l.Contains("CHONK1015", StringComparison.Ordinal)).Distinct());
            options = ["--no-restore"];
        }

        Assert.Equal(0, project.ProverRuns);
        Assert.False(Directory.Exists(project["artifacts"]));
    }

    [Fact]
    public void Build_ProverFails_SaysWhyAndLeavesNoProfile()
    {
        using var project = new FakeProject();
        project.WriteFlow("broken", "fail\n");

        (int exitCode, string output) = project.Build();

        Assert.NotEqual(0, exitCode);
        Assert.Contains("error CHONK1011: broken: no memory profile: exit code 1; it said: fake: cannot prove this", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(project["artifacts", "memory", "Debug"]), f => f.EndsWith(".json", StringComparison.Ordinal));

        // How many threads there can be is the prover's to say; the gate changes no number.
        project.WriteFlow("broken", "first 100\n");
        (exitCode, output) = project.Build("--no-restore", "-p:ChonkProverThreads=300");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error CHONK1011: broken: no memory profile: exit code 1; it said: fake: HARDWARE_CONCURRENCY is 1 to 256", output, StringComparison.Ordinal);
    }
}
