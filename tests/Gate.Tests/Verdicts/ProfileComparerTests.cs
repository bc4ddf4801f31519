using Chonk.Gate.Baselines;
using Chonk.Gate.Diagnostics;
using Chonk.Gate.Fingerprints;
using Chonk.Gate.Profiles;
using Chonk.Gate.Tests.Support;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Tests.Verdicts;

public sealed class ProfileComparerTests
{
    private static readonly string[] Circuits = ["app", "inner", "inner", "tail"];

    [Fact]
    public void Compare_SameProfile_Passes()
    {
        Verdict verdict = Judge(ProfileText.Make(Circuits), ProfileText.Make(Circuits));

        Assert.Equal(Outcome.Pass, verdict.Outcome);
        Assert.Empty(verdict.Diagnostics);
        Assert.Equal(0, verdict.ExitCode);
        Assert.Equal("tail:after_accumulate", verdict.PeakAt.ToString());
    }

    public static TheoryData<int, string, int> EveryStage
    {
        get
        {
            var data = new TheoryData<int, string, int>();
            foreach (string stage in ProfileText.Stages)
            {
                for (int circuit = 0; circuit < Circuits.Length; circuit++)
                {
                    data.Add(circuit, stage, 1);
                    data.Add(circuit, stage, 2);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryStage))]
    public void Compare_ExtraMebibytesInOneStage_FailsNamingCircuitAndStageAndCategory(int circuit, string stage, int mebibytes)
    {
        MemoryProfile now = ProfileText.Make(Circuits, (c, _, s) => c == circuit && s == stage ? mebibytes * ProfileText.Mebibyte : 0);
        Baseline baseline = BaselineText.Of(ProfileText.Make(Circuits));
        Verdict verdict = Judge(baseline, now);

        Diagnostic finding = Assert.Single(verdict.Diagnostics);
        Assert.Equal((DiagnosticCode.Grew, DiagnosticSeverity.Error), (finding.Code, finding.Severity));
        string label = circuit == 2 ? "inner[1]" : Circuits[circuit];
        Assert.Contains($"{label} {stage} grew", finding.Message, StringComparison.Ordinal);
        Assert.EndsWith($"; other +{mebibytes}.00 MiB; from held +{mebibytes}.00 MiB", finding.Message, StringComparison.Ordinal);
        Assert.Equal(baseline.Records.First(r => r.Key.CircuitLabel == label && r.Key.Stage == stage).Line, finding.Line);
        Assert.Equal((Outcome.Fail, 1), (verdict.Outcome, verdict.ExitCode));
    }

    [Theory]
    [InlineData(262144, Outcome.Pass)]
    [InlineData(262145, Outcome.Fail)]
    [InlineData(-262144, Outcome.Pass)]
    [InlineData(-262145, Outcome.Stale)]
    public void Compare_AtTheAbsoluteLimit_IsTwoSidedToTheByte(long extra, Outcome expected)
    {
        Verdict verdict = Judge(ProfileText.Make(["app"]), ProfileText.Make(["app"], (_, _, s) => s == "after_oink" ? extra : 0));
        Assert.Equal(expected, verdict.Outcome);
    }

    [Fact]
    public void Allowed_OfALargeRecord_IsRelative()
    {
        // 0.5 % of 1 GiB is 5,368,709 bytes, above 256 KiB.
        Assert.Equal(5_368_709, Tolerance.Exact.Allowed(1 << 30));
        Assert.Equal(262_144, Tolerance.Exact.Allowed(0));
    }

    [Fact]
    public void Compare_Ceiling_FailsWhateverTheBaseline()
    {
        MemoryProfile profile = ProfileText.Make(["app"]);
        Verdict verdict = Judge(BaselineText.Of(profile, "flow", 13), profile);

        Diagnostic finding = Assert.Single(verdict.Diagnostics);
        Assert.Equal((DiagnosticCode.CeilingExceeded, 4), (finding.Code, finding.Line));
        Assert.Equal(Outcome.Fail, verdict.Outcome);
        Assert.Equal(Outcome.Pass, Judge(BaselineText.Of(profile, "flow", 15), profile).Outcome);
    }

    [Fact]
    public void Compare_InsertedCircuit_IsOneFindingAndRenamesNothing()
    {
        Verdict verdict = Judge(ProfileText.Make(["a", "b"], Flat), ProfileText.Make(["a", "new", "b"], Flat));

        Assert.Equal(["circuit new was added at index 1"], verdict.ShapeChanges);
        Assert.Equal(DiagnosticCode.ShapeChanged, Assert.Single(verdict.Diagnostics).Code);
    }

    [Fact]
    public void Compare_RemovedCircuit_PointsAtItsRow()
    {
        Baseline baseline = BaselineText.Of(ProfileText.Make(["a", "b"], Flat));
        Verdict verdict = Judge(baseline, ProfileText.Make(["a"], Flat));

        Diagnostic finding = Assert.Single(verdict.Diagnostics);
        Assert.Contains("circuit b was removed", finding.Message, StringComparison.Ordinal);
        Assert.Equal(baseline.Records[5].Line, finding.Line);
    }

    [Fact]
    public void Compare_MovedCircuit_IsTheOnlyOneReported()
    {
        Verdict verdict = Judge(ProfileText.Make(["a", "b", "c", "d"], Flat), ProfileText.Make(["a", "c", "d", "b"], Flat));

        Assert.Equal(["circuit b was moved to index 3"], verdict.ShapeChanges);
    }

    [Fact]
    public void Compare_MissingAndAddedCheckpoints_AreNamed()
    {
        MemoryProfile now = ProfileText.Read(ProfileText.Of(["a"], Flat).Replace("after_oink", "after_commit", StringComparison.Ordinal));
        Verdict verdict = Judge(ProfileText.Make(["a"], Flat), now);

        Assert.Equal(["checkpoint a:after_commit was added", "checkpoint a:after_oink is missing"], verdict.ShapeChanges);
        Assert.Equal(Outcome.Fail, verdict.Outcome);
    }

    [Fact]
    public void Compare_CheckpointsInAnotherOrder_IsAFailure()
    {
        string swapped = ProfileText.Of(["a"], Flat).Replace("after_oink", "x", StringComparison.Ordinal)
            .Replace("after_trace", "after_oink", StringComparison.Ordinal).Replace("\"x\"", "\"after_trace\"", StringComparison.Ordinal);
        Verdict verdict = Judge(ProfileText.Make(["a"], Flat), ProfileText.Read(swapped));

        Assert.Contains("another order from after_oink on", Assert.Single(verdict.ShapeChanges), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_ProfileWithoutABaselineMetric_IsAnErrorAndNotZero()
    {
        MemoryProfile now = ProfileText.Read(ProfileText.Of(["a"]).Replace("\"live_bytes\"", "\"dead_bytes\"", StringComparison.Ordinal));
        Verdict verdict = Judge(ProfileText.Make(["a"]), now);

        Assert.Equal(Outcome.Fail, verdict.Outcome);
        Assert.Contains("lacks 'live_bytes'", Assert.Single(verdict.ShapeChanges), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_ReferenceProfileAgainstItsOwnBaseline_IsJudgedByHeap()
    {
        const string text = """[{"stage":"after_alloc","circuit_index":0,"circuit_name":"a","heap_mb":100},{"stage":"after_trace","circuit_index":0,"circuit_name":"a","heap_mb":110}]""";
        Baseline baseline = BaselineText.Of(ProfileText.Read(text));

        Assert.Equal(Outcome.Pass, Judge(baseline, ProfileText.Read(text)).Outcome);
        Verdict grown = Judge(baseline, ProfileText.Read(text.Replace("110", "140", StringComparison.Ordinal)));
        Assert.Contains("a after_trace grew: heap 140.00 MiB", Assert.Single(grown.Diagnostics, d => d.Code == DiagnosticCode.Grew).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_AnotherMachine_JudgesLiveBytesAndShowsTheRest()
    {
        Fingerprint there = BaselineText.Here.With([KeyValuePair.Create(Fingerprint.OperatingSystem, "other")]);
        MemoryProfile before = ProfileText.Make(["a"]);
        MemoryProfile fatter = ProfileText.Read(ProfileText.Of(["a"]).Replace("\"rss_mb\":7", "\"rss_mb\":97", StringComparison.Ordinal));
        MemoryProfile grown = ProfileText.Make(["a"], (_, _, s) => s == "after_oink" ? ProfileText.Mebibyte : 0);

        Verdict advisory = Judge(BaselineText.Of(before), fatter, there);
        Assert.Equal(Outcome.Pass, advisory.Outcome);
        Assert.Equal([Fingerprint.OperatingSystem], advisory.AdvisoryBecause);
        Assert.Equal((DiagnosticCode.Advisory, DiagnosticSeverity.Information), (advisory.Diagnostics[0].Code, advisory.Diagnostics[0].Severity));
        Assert.Equal(Outcome.Fail, Judge(BaselineText.Of(before), fatter).Outcome);
        Assert.Equal(Outcome.Fail, Judge(BaselineText.Of(before), grown, there).Outcome);
    }

    [Fact]
    public void Compare_OtherThreadCount_JudgesLiveButNotPeakLive()
    {
        Fingerprint four = BaselineText.Here.With([KeyValuePair.Create(Fingerprint.Threads, "4")]);
        Verdict verdict = Judge(BaselineText.Of(ProfileText.Make(["a"])), ProfileText.Make(["a"]), four);

        Assert.All(verdict.Rows, r => Assert.Equal(ComparisonStatus.Within, r.Comparisons.First(c => c.Metric == Metric.LiveBytes).Status));
        Assert.All(verdict.Rows, r => Assert.Equal(ComparisonStatus.Advisory, r.Comparisons.First(c => c.Metric == Metric.PeakLiveBytes).Status));
    }

    [Fact]
    public void Differences_BuildMetadataOfTheTool_IsNoDifference()
    {
        Fingerprint rebuilt = BaselineText.Here.With([KeyValuePair.Create(Fingerprint.Tool, "chonk 0.1.0+def")]);
        Fingerprint newer = BaselineText.Here.With([KeyValuePair.Create(Fingerprint.Tool, "chonk 0.2.0+abc")]);

        Assert.Empty(BaselineText.Here.Differences(rebuilt));
        Assert.Equal([Fingerprint.Tool], BaselineText.Here.Differences(newer));
    }

    [Fact]
    public void Compare_RunsThatStraddleTheTolerance_AreInconclusive()
    {
        MemoryProfile[] runs = [ProfileText.Make(["a"]), ProfileText.Make(["a"], (_, _, s) => s == "after_oink" ? ProfileText.Mebibyte : 0)];
        Verdict verdict = ProfileComparer.Compare(BaselineText.Of(runs[0]), runs, BaselineText.Here, "b");

        Assert.Equal((Outcome.Inconclusive, 3), (verdict.Outcome, verdict.ExitCode));
        Assert.Equal(DiagnosticCode.Inconclusive, Assert.Single(verdict.Diagnostics).Code);
    }

    [Fact]
    public void Compare_RunsAsFarApartAsTheTolerance_AreInconclusiveThoughAllAreWithin()
    {
        static MemoryProfile With(long extra) => ProfileText.Make(["a"], (_, _, s) => s == "after_oink" ? extra : 0);
        Baseline baseline = BaselineText.Of(With(0));
        Assert.Equal(Outcome.Pass, ProfileComparer.Compare(baseline, [With(-100_000), With(100_000)], BaselineText.Here, "b").Outcome);

        MemoryProfile[] apart = [With(-140_000), With(-140_000), With(-140_000), With(140_000), With(140_000), With(140_000)];
        Verdict verdict = ProfileComparer.Compare(baseline, apart, BaselineText.Here, "b");
        Assert.Equal(Outcome.Inconclusive, verdict.Outcome);
        Assert.Contains("a after_oink: the runs lie 273.4 KiB apart, in two clusters, too far to tell", verdict.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_RunsWithOtherCheckpoints_AreInconclusive()
    {
        MemoryProfile[] runs = [ProfileText.Make(["a"]), ProfileText.Make(["a", "b"])];
        Assert.Equal(Outcome.Inconclusive, ProfileComparer.Compare(BaselineText.Of(runs[0]), runs, BaselineText.Here, "b").Outcome);
    }

    [Fact]
    public void Compare_PeakResidentAtItsRunningMaximum_IsMasked()
    {
        static string Row(string stage, int rss) => $$"""{"stage":"{{stage}}","circuit_index":0,"circuit_name":"a","rss_mb":{{rss}},"live_bytes":9}""";
        MemoryProfile profile = ProfileText.Read($"[{Row("s", 50)},{Row("t", 90)},{Row("u", 90)}]");
        Verdict verdict = Judge(profile, profile);

        ComparisonStatus[] statuses = [.. verdict.Rows.Select(r => r.Comparisons.First(c => c.Metric == Metric.ResidentMegabytes).Status)];
        Assert.Equal([ComparisonStatus.Within, ComparisonStatus.Within, ComparisonStatus.Masked], statuses);
    }

    [Fact]
    public void Compare_BaselineWithoutReason_Warns()
    {
        MemoryProfile profile = ProfileText.Make(["a"]);
        Baseline baseline = BaselineEditor.Accept(null, "flow", [profile], BaselineText.Change(""));
        Verdict verdict = Judge(baseline, profile);

        Assert.Equal(DiagnosticCode.MissingReason, Assert.Single(verdict.Diagnostics).Code);
        Assert.Equal(Outcome.Pass, verdict.Outcome);
    }

    private static long Flat(int circuit, string name, string stage) => -circuit * 10 * ProfileText.Mebibyte;

    private static Verdict Judge(MemoryProfile before, MemoryProfile now) => Judge(BaselineText.Of(before), now);

    private static Verdict Judge(Baseline baseline, MemoryProfile now, Fingerprint? fingerprint = null) =>
        ProfileComparer.Compare(baseline, [now], fingerprint ?? BaselineText.Here, "flow.verified.json");
}
