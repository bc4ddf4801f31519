using Chonk.Gate.Diagnostics;
using Chonk.Gate.Fingerprints;
using Chonk.Gate.Running;
using Chonk.Gate.Tests.Support;
using Chonk.Gate.Verdicts;
using Diagnostic = Chonk.Gate.Diagnostics.Diagnostic;

namespace Chonk.Gate.Tests.Running;

/// <summary>Runs of small shell scripts in the prover's place.</summary>
public sealed class ProfileRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Execute_ProverThatSaysASentence_IsQuotedInFull()
    {
        string said = $"prover: error: --control_stage: {new string('x', 200)} is not CIRCUIT:STAGE:MIB";
        Assert.EndsWith($"; it said: {said}", ProfileRun.Execute(Request($"sh -c 'echo {said} >&2; exit 1' {{flow}}"), CancellationToken.None)!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nope:after_oink:2", "the control switch names nothing here: no circuit 'Nope'; circuits are #0 app")]
    [InlineData("*:after_nothing:2", "the control switch names nothing here: no stage 'after_nothing'; stages are after_alloc, ")]
    [InlineData("*:after_oink", "the control switch is circuit:stage:MiB")]
    public void Execute_ControlThatNamesNothing_LeavesNoProfile(string control, string expected)
    {
        string source = folder.Write(ProfileText.Of(["app"]), "source.json");
        Diagnostic refusal = ProfileRun.Execute(
            Request($"sh -c 'cp \"{source}\" \"{{profile}}\" # {{flow}}'") with { ControlStage = control }, CancellationToken.None)!;

        Assert.Equal(DiagnosticCode.ProverFailed, refusal.Code);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder["memory"]));
    }

    [Fact]
    public void Execute_ScriptThatWritesAProfile_LeavesProfileAndStampAndNothingElse()
    {
        string source = folder.Write(ProfileText.Of(["app"]), "source.json");
        ProfileRequest request = Request($"sh -c 'cp \"{source}\" \"{{profile}}\"; echo $HARDWARE_CONCURRENCY > \"{folder["threads"]}\"; env > \"{folder["env"]}\" # {{flow}}'");

        Assert.Null(ProfileRun.Execute(request, CancellationToken.None));

        Assert.Equal(2, Directory.GetFileSystemEntries(folder["memory"]).Length);
        Assert.Equal("3", File.ReadAllText(folder["threads"]).Trim());
        Assert.DoesNotContain(File.ReadAllLines(folder["env"]), l => l.StartsWith("MSBUILD", StringComparison.Ordinal));
        ProfileStamp stamp = ProfileStamp.TryReadFile(ProfileStamp.PathOf(request.ProfilePath))!;
        Assert.Equal("3", stamp.Fingerprint.Facts["threads"]);
        Assert.Equal("10.0", stamp.Fingerprint.Facts["sdk"]);
    }

    [Theory]
    [InlineData("sh -c 'echo first; echo last words >&2; exit 7' {flow}", "exit code 7; it said: last words")]
    [InlineData("/nowhere/prover {flow}", "'/nowhere/prover' could not be started")]
    [InlineData("sh -c 'true' {flow}", "it ended well and wrote no profile")]
    [InlineData("sh \"-c {flow}", "open quote")]
    public void Execute_Failure_SaysWhyAndLeavesNothing(string command, string message)
    {
        Diagnostic? failure = ProfileRun.Execute(Request(command), CancellationToken.None);

        Assert.Equal(DiagnosticCode.ProverFailed, failure!.Code);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder["memory"]));
    }

    [Fact]
    public void Execute_HalfAProfile_IsRefusedAndTheOldOneStays()
    {
        folder.Write("old", "memory", "app.memory_profile.json");
        Diagnostic? failure = ProfileRun.Execute(Request("sh -c 'printf \"[{\" > \"{profile}\"' {flow}"), CancellationToken.None);

        Assert.Equal(DiagnosticCode.UnreadableProfile, failure!.Code);
        Assert.Equal("old", File.ReadAllText(folder["memory", "app.memory_profile.json"]));
    }

    [Fact]
    public void Execute_FingerprintCommand_IsToldTheFlow()
    {
        string facts = folder.Write("""echo "{\"tool\":\"$(cat "$1")\"}" """, "facts.sh");
        string profile = folder.Write(ProfileText.Of(["app"]), "prepared.json");
        ProfileRequest request = Request($"sh -c 'cp \"$1\" \"$2\"' {{flow}} \"{profile}\" {{profile}}") with { FingerprintCommand = $"sh \"{facts}\" {{flow}}" };

        Assert.Null(ProfileRun.Execute(request, CancellationToken.None));
        Assert.Equal("flow", ProfileStamp.TryReadFile(ProfileStamp.PathOf(request.ProfilePath))!.Fingerprint.Facts[Fingerprint.Tool]);
    }

    [Fact]
    public void Execute_TooLong_IsEndedWithItsChildren()
    {
        string hours = Hours(1);
        ProfileRequest request = Request($"sh -c 'sleep {hours} & wait' {{flow}}") with { Timeout = TimeSpan.FromSeconds(1) };

        Assert.Contains("it ran longer than 1 s", ProfileRun.Execute(request, CancellationToken.None)!.Message, StringComparison.Ordinal);
        Patience.Until(() => RunningProcesses.With("sleep", hours).Count == 0, "the prover's child ended");
    }

    /// <summary>The prover runs elsewhere: what the caller calls relative must not be looked for there.</summary>
    [Fact]
    public void Execute_RelativePaths_AreThoseOfTheCaller()
    {
        string source = folder.Write(ProfileText.Of(["app"]), "source.json");
        ProfileRequest request = Request($"sh -c 'test -f \"$1\" && cp \"{source}\" \"$2\"' sh {{flow}} {{profile}}");
        string here = Environment.CurrentDirectory;

        Assert.Null(ProfileRun.Execute(
            request with
            {
                Flow = request.Flow with { File = Path.GetRelativePath(here, request.Flow.File) },
                ProfilePath = Path.GetRelativePath(here, request.ProfilePath),
            },
            CancellationToken.None));
        Assert.True(File.Exists(request.ProfilePath));
    }

    /// <summary>A process left behind keeps the output open; the prover is over all the same.</summary>
    [Fact]
    public void Execute_ProverThatLeavesAProcessBehind_IsOverWhenTheProverIs()
    {
        string hours = Hours(2);
        string source = folder.Write(ProfileText.Of(["app"]), "source.json");
        ProfileRequest request = Request($"sh -c 'cp \"{source}\" \"{{profile}}\"; sleep {hours} & exit 0' {{flow}}") with { Timeout = Patience.Limit };

        Diagnostic? failure = ProfileRun.Execute(request, CancellationToken.None);
        Patience.Until(() => RunningProcesses.With("sleep", hours).Count == 1, "the process left behind is there");
        RunningProcesses.With("sleep", hours)[0].Kill();
        Assert.Null(failure);
    }

    [Fact]
    public void Execute_MegabytesOfOutput_AreReadAndForgotten()
    {
        ProfileRequest request = Request("sh -c 'yes 0123456789012345678901234567890123456789 | head -c 30000000; head -c 30000000 /dev/zero; echo; echo at last >&2; exit 3' {flow}");

        Assert.Contains("exit code 3; it said: at last", ProfileRun.Execute(request, CancellationToken.None)!.Message, StringComparison.Ordinal);
    }

    /// <summary>Two builds that end at once replace profile and stamp one after the other, and no reader sees half of each.</summary>
    [Fact]
    public async Task Execute_TwoAtOnce_NeverMixProfileAndStamp()
    {
        ProfileRequest[] requests = [.. Enumerable.Range(0, 2).Select(i =>
            Request($"sh -c 'cp \"{folder.Write(ProfileText.Of([$"app{i}"]), $"source{i}.json")}\" \"{{profile}}\"' {{flow}}"))];
        ProfileRequest one = requests[0];
        Assert.Null(ProfileRun.Execute(one, CancellationToken.None));
        using var done = new CancellationTokenSource();
        Task<List<string>> reader = Task.Run(() =>
        {
            var complaints = new List<string>();
            while (!done.IsCancellationRequested)
            {
                if (GateCheck.Stale(one.Flow, one.ProfilePath, one.ProverPath, out _) is { } stale)
                {
                    complaints.Add(stale);
                }

                // Leaves the writers their turn.
                Thread.Sleep(1);
            }

            return complaints;
        });

        await Task.WhenAll(requests.Select(r => Task.Run(() =>
        {
            for (int i = 0; i < 40; i++)
            {
                Assert.Null(ProfileRun.Execute(r, CancellationToken.None));
            }
        })));
        await done.CancelAsync();
        Assert.Empty(await reader);
    }

    [Fact]
    public async Task Execute_Cancelled_EndsTheProver()
    {
        string hours = Hours(3);
        using var cancellation = new CancellationTokenSource();
        ProfileRequest request = Request($"sh -c 'exec sleep {hours}' {{flow}}");
        Task<Diagnostic?> run = Task.Run(() => ProfileRun.Execute(request, cancellation.Token));
        Patience.Until(() => RunningProcesses.With("sleep", hours).Count == 1, "the prover runs");

        await cancellation.CancelAsync();
        Assert.Contains("it was cancelled", (await run)!.Message, StringComparison.Ordinal);
        Patience.Until(() => RunningProcesses.With("sleep", hours).Count == 0, "the prover ended");
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Some hours for <c>sleep</c>, with digits that tell this process's sleepers from others.</summary>
    private static string Hours(int test) => $"{3600 * test}.{Environment.ProcessId}";

    private ProfileRequest Request(string command)
    {
        Directory.CreateDirectory(folder["memory"]);
        return new ProfileRequest
        {
            Flow = new Flow("app", folder.Write("flow", "flows", "app", Flow.FileName)),
            ProverCommand = command,
            ProverPath = folder.Write("prover", "prover"),
            ProfilePath = folder["memory", "app.memory_profile.json"],
            Threads = 3,
            Facts = new Dictionary<string, string> { ["sdk"] = "10.0" },
        };
    }
}
