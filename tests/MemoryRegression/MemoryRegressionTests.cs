using Chonk.Gate.Baselines;
using Chonk.Gate.Fingerprints;
using Chonk.Gate.Profiles;
using Chonk.Gate.Rendering;
using Chonk.Gate.Running;
using Chonk.Gate.Sessions;
using Chonk.Gate.Verdicts;
using Xunit.Abstractions;

namespace Chonk.MemoryRegression;

/// <summary>
/// The memory of every flow is held to its baseline.
/// <para>
/// Building the prover proves each flow in <c>flows/</c> once and leaves a memory profile: five checkpoints a circuit, and at each the
/// bytes of every live buffer. These tests compare that profile with <c>baselines/FLOW.verified.json</c>: live bytes to 0.5 % or 256 KiB,
/// resident memory to the spread seen on the machine that made the baseline.
/// </para>
/// <para>
/// When a change is meant: <c>dotnet build src/Chonk.Cli -c Release -t:UpdateMemoryBaselines '-p:ChonkBaselineReason="why"'</c>, and commit the baseline.
/// </para>
/// </summary>
public sealed class MemoryRegressionTests(ITestOutputHelper output)
{
    public static TheoryData<string> Flows => [.. Flow.In(Repository.FlowsDirectory).Select(f => f.Name)];

    [Fact]
    public void Repository_HasFlowsAndOneBaselineForEach()
    {
        string[] flows = [.. Flow.In(Repository.FlowsDirectory).Select(f => f.Name)];
        string[] baselines =
        [
            .. Directory.EnumerateFiles(Repository.BaselinesDirectory, "*" + Baseline.FileSuffix)
                .Select(f => Path.GetFileName(f)[..^Baseline.FileSuffix.Length])
                .Order(StringComparer.Ordinal),
        ];

        Assert.NotEmpty(flows);
        Assert.Equal(flows, baselines);
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task Flow_StaysWithinItsBaseline(string name)
    {
        Flow flow = Repository.Flow(name);
        string profilePath = ProfileStamp.ProfilePathOf(Repository.ProfilesDirectory, name);
        string baselinePath = Baseline.PathOf(Repository.BaselinesDirectory, name);

        // A profile is only worth comparing when it was made by the prover and from the flow that are here now.
        string? stale = GateCheck.Stale(flow, profilePath, Repository.ProverDirectory, out ProfileStamp? stamp);
        Assert.True(stale is null, stale);
        Assert.True(ProfileReader.TryReadFile(profilePath, out MemoryProfile? profile, out var fault), fault?.Message);

        // Measured metrics are judged by these facts, so a run must state every one of them.
        Assert.Equal(Fingerprint.Compared.Order(StringComparer.Ordinal), stamp!.Fingerprint.Facts.Keys);

        Verdict verdict = GateCheck.Check(flow, profilePath, baselinePath, Repository.ProverDirectory, Repository.ProverProject);
        string report = TextReport.Render(verdict);
        output.WriteLine(report);

        // The snapshot is the baseline this run would make; Verify asks the comparer whenever the two texts differ.
        string snapshot = Snapshot(name, baselinePath, profile!, stamp.Fingerprint);
        await Verifier.Verify(snapshot, "json")
            .UseDirectory(Repository.BaselinesDirectory)
            .UseFileName(name)
            .UseStringComparer((_, _, _) => Task.FromResult(verdict.IsAccepted ? CompareResult.Equal : CompareResult.NotEqual(report)))
            .DisableDiff();
        Assert.True(verdict.IsAccepted, report);
    }

    /// <summary>
    /// The positive control: a gate that does not see one MiB more in one stage of one circuit is asleep. It is compared with the profile the
    /// build left, so it says the same while a flow is outside its baseline.
    /// </summary>
    [Fact]
    public void Control_OneMebibyteInOneStage_IsCaughtAndNamed()
    {
        string folder = Directory.CreateTempSubdirectory("chonk control").FullName;
        using var said = new StringWriter();
        string prover = Path.Combine(Repository.ProverDirectory, "chonk.dll");
        var options = new GateOptions
        {
            FlowsDirectory = Repository.FlowsDirectory,
            BaselinesDirectory = Repository.BaselinesDirectory,
            MemoryDirectory = folder,
            ProverCommand = $"dotnet \"{prover}\"",
            FingerprintCommand = $"dotnet \"{prover}\" fingerprint --ivc_inputs_path {{flow}}",
            ProverPath = Repository.ProverDirectory,
            CleanProfileDirectories = [Repository.ProfilesDirectory],
            FlowNames = [Flow.In(Repository.FlowsDirectory)[0].Name],
        };
        int exitCode = new GateSession(options, said, CancellationToken.None).Control("#2:after_oink:1");
        output.WriteLine(said.ToString());
        Directory.Delete(folder, recursive: true);

        Assert.Equal(0, exitCode);
    }

    /// <summary>The baseline with this run's values. Its reason is empty, for the person who accepts it to fill in.</summary>
    private static string Snapshot(string flow, string baselinePath, MemoryProfile profile, Fingerprint fingerprint)
    {
        Baseline? previous = BaselineReader.TryReadFile(baselinePath, out Baseline? read, out _) ? read : null;
        var change = new BaselineChange(BaselineEditor.DateText(DateTimeOffset.UtcNow), "", "", GitCommit.Of(Repository.Root), 1, 0, 0, fingerprint);
        return BaselineWriter.Write(BaselineEditor.Accept(previous, flow, [profile], change));
    }
}
