using System.Text.RegularExpressions;
using Chonk.Gate.Baselines;
using Chonk.Gate.Diagnostics;
using Chonk.Gate.Profiles;
using Chonk.Gate.Tests.Support;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Tests.Verdicts;

/// <summary>Which category of buffers grew, and in which zone of the prover they were allocated.</summary>
public sealed class AttributionTests
{
    private const string Peak = """[{"stage":"s","circuit_index":0,"circuit_name":"a","live_bytes":1000000,"peak_live_bytes":PEAK,"categories":{"wires":1000000},"zones":{"build":1000000},"peak_categories":{"wires":1000000,"msm_scratch":SCRATCH},"peak_zones":{"build":1000000,"commit":SCRATCH}}]""";

    [Fact]
    public void Compare_PeakAlone_IsExplainedByTheInstantOfThePeak()
    {
        Verdict verdict = Judge(BaselineText.Of(WithScratch(1000)), WithScratch(2_000_000));

        Diagnostic finding = Assert.Single(verdict.Diagnostics);
        Assert.Equal(
            "flow: a s grew: peak live 2.86 MiB, baseline 977.5 KiB (+1.91 MiB, allowed 256.0 KiB); msm_scratch +1.91 MiB; from commit +1.91 MiB",
            finding.Message);
    }

    [Fact]
    public void Compare_PeakAtTheCheckpointItself_IsWrittenOnceAndStillExplains()
    {
        string text = BaselineText.Text(WithScratch(0));
        Assert.DoesNotContain("peak_zones", text, StringComparison.Ordinal);

        Verdict verdict = Judge(BaselineText.Read(text), WithScratch(2_000_000));
        Assert.Equal("commit (not in the baseline)", Assert.Single(verdict.Rows).ZoneGrowth[0].Key);
    }

    /// <summary>Baselines of earlier versions hold the categories of live bytes alone: against those a peak cannot be explained.</summary>
    [Fact]
    public void Compare_BaselineThatDoesNotSay_ExplainsNothing()
    {
        string old = WithoutZones(BaselineText.Text(WithScratch(1000)));
        Verdict verdict = Judge(BaselineText.Read(old), WithScratch(2_000_000));

        Assert.Equal(Outcome.Fail, verdict.Outcome);
        Assert.Empty(verdict.Rows[0].Growth);
        Assert.Empty(verdict.Rows[0].ZoneGrowth);
    }

    [Fact]
    public void Tighten_RowsThatStayAsTheyAre_LearnWhereTheirBytesAre()
    {
        MemoryProfile before = ProfileText.Make(["app"]);
        string old = WithoutZones(BaselineText.Text(before));
        MemoryProfile smaller = ProfileText.Make(["app"], (_, _, s) => s == "after_oink" ? -ProfileText.Mebibyte : 0);

        Baseline tightened = BaselineEditor.Tighten(BaselineText.Read(old), [smaller], BaselineText.Change("less"), _ => true);
        Assert.All(tightened.Records, r => Assert.True(r.Live.Zones.ContainsKey("build"), r.Key.ToString()));
    }

    private static string WithoutZones(string baseline) => Regex.Replace(baseline, ", \"zones\".*(?<end>\\},?)\n", "${end}\n");

    private static MemoryProfile WithScratch(long bytes) => ProfileText.Read(Peak
        .Replace("PEAK", $"{1_000_000 + bytes}", StringComparison.Ordinal)
        .Replace("SCRATCH", $"{bytes}", StringComparison.Ordinal)
        .Replace(""","msm_scratch":0""", "", StringComparison.Ordinal)
        .Replace(""","commit":0""", "", StringComparison.Ordinal));

    private static Verdict Judge(Baseline baseline, MemoryProfile now) => ProfileComparer.Compare(baseline, [now], BaselineText.Here, "b");
}
