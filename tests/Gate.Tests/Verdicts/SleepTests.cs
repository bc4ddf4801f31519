using System.Text;
using System.Text.RegularExpressions;
using Chonk.Gate.Baselines;
using Chonk.Gate.Diagnostics;
using Chonk.Gate.Fingerprints;
using Chonk.Gate.Json;
using Chonk.Gate.Profiles;
using Chonk.Gate.Rendering;
using Chonk.Gate.Tests.Support;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Tests.Verdicts;

/// <summary>Ways in which a gate sleeps, or wakes people for nothing.</summary>
public sealed class SleepTests
{
    /// <summary>Peak RSS never falls: after one stage grew, every later one stands higher, and none of them is the cause.</summary>
    [Fact]
    public void Compare_PeakResidentGrewOnce_NamesTheStageItGrewIn()
    {
        static string Rows(params int[] rss) =>
            $"[{string.Join(',', rss.Select((r, i) => $$"""{"stage":"s{{i}}","circuit_index":0,"circuit_name":"a","rss_mb":{{r}}}"""))}]";
        Baseline baseline = BaselineText.Of(ProfileText.Read(Rows(100, 110, 120, 120, 300)), "flow", 999);

        Verdict verdict = Judge(baseline, ProfileText.Read(Rows(100, 190, 190, 190, 300)));
        Assert.Contains("a s1 grew", Assert.Single(verdict.Diagnostics).Message, StringComparison.Ordinal);
        Assert.Equal(ComparisonStatus.Masked, verdict.Rows[3].Comparisons[0].Status);

        // A later stage that rises above it has grown too.
        verdict = Judge(baseline, ProfileText.Read(Rows(100, 190, 250, 250, 300)));
        Assert.Equal(["flow: a s1 grew", "flow: a s2 grew"], verdict.Diagnostics.Select(d => d.Message[..15]));
    }

    [Fact]
    public void Read_RecordThatLacksAMetricOfTheOthers_IsRefused()
    {
        string text = BaselineText.Text(ProfileText.Make(["app"]));
        string holed = text.Replace("\"after_oink\", \"live_bytes\": 12582912,", "\"after_oink\",", StringComparison.Ordinal);
        Assert.NotEqual(text, holed);

        Assert.False(BaselineReader.TryRead(Encoding.UTF8.GetBytes(holed), out _, out JsonFault? fault));
        Assert.Equal("app:after_oink lacks 'live_bytes', which other records hold", fault!.Message);
        Assert.True(fault.Line > 0);
    }

    [Fact]
    public void Compare_MetricTheBaselineDoesNotHold_IsSaidToSleep()
    {
        string before = ProfileText.Of(["app"]);
        Baseline old = BaselineText.Of(ProfileText.Read(before.Replace("\"peak_live_bytes\"", "\"unknown\"", StringComparison.Ordinal)));
        Verdict verdict = Judge(old, ProfileText.Read(before));

        Diagnostic finding = Assert.Single(verdict.Diagnostics);
        Assert.Equal((DiagnosticCode.StaleBaseline, DiagnosticSeverity.Warning), (finding.Code, finding.Severity));
        Assert.Contains("'peak_live_bytes', which every checkpoint now carries, is not in the baseline", finding.Message, StringComparison.Ordinal);
        Assert.Contains(finding.Message, TextReport.Render(verdict), StringComparison.Ordinal);
    }

    /// <summary>A prover that lost its ledger writes zeros, and zeros are below every baseline.</summary>
    [Theory]
    [InlineData("live_bytes")]
    [InlineData("rss_mb")]
    public void Compare_MetricThatIsZeroThroughout_IsAFailureAndNoImprovement(string metric)
    {
        string before = ProfileText.Of(["app"]);
        Verdict verdict = Judge(BaselineText.Of(ProfileText.Read(before)), ProfileText.Read(Regex.Replace(before, $"\"{metric}\":\\d+", $"\"{metric}\":0")));

        Assert.Equal(Outcome.Fail, verdict.Outcome);
        Assert.Contains($"'{metric}' is 0 in every checkpoint", Assert.Single(verdict.ShapeChanges), StringComparison.Ordinal);
    }

    /// <summary>The smallest of several runs counts, for the ceiling as for every record.</summary>
    [Fact]
    public void Compare_CeilingOverSeveralRuns_IsHeldByTheSmallest()
    {
        static MemoryProfile Of(int rss) => ProfileText.Read($$"""[{"stage":"s","circuit_index":0,"circuit_name":"a","rss_mb":{{rss}}}]""");
        Baseline baseline = BaselineText.Of(Of(100), "flow", 105);

        Assert.Equal(Outcome.Pass, ProfileComparer.Compare(baseline, [Of(108), Of(101), Of(103)], BaselineText.Here, "b").Outcome);
        Assert.Equal(Outcome.Fail, ProfileComparer.Compare(baseline, [Of(106), Of(107), Of(108)], BaselineText.Here, "b").Outcome);
    }

    /// <summary>A zone that was only renamed did not grow, and a name the baseline never held is marked.</summary>
    [Fact]
    public void Compare_RenamedZones_DoNotDistractFromTheOneThatGrew()
    {
        string before = ProfileText.Of(["app"]);
        Baseline baseline = BaselineText.Of(ProfileText.Read(before));
        string Grown(string name) => ProfileText.Of(["app"], (_, _, s) => s == "after_oink" ? 2 * ProfileText.Mebibyte : 0)
            .Replace("\"build\"", "\"construct\"", StringComparison.Ordinal).Replace("\"held\"", $"\"{name}\"", StringComparison.Ordinal);

        string message = Assert.Single(Judge(baseline, ProfileText.Read(Grown("held"))).Diagnostics).Message;
        Assert.EndsWith("; from held +2.00 MiB", message, StringComparison.Ordinal);
        message = Assert.Single(Judge(baseline, ProfileText.Read(Grown("kept"))).Diagnostics).Message;
        Assert.EndsWith("; from kept (not in the baseline) +2.00 MiB", message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Facts => [.. Fingerprint.Compared];

    /// <summary>Every fact the gate compares, alone, makes measured metrics advisory; only threads and vector path touch the exact peak, none the live bytes.</summary>
    [Theory]
    [MemberData(nameof(Facts))]
    public void Compare_AnyFactThatDiffers_ShowsMeasuredMetricsAndJudgesThemNot(string fact)
    {
        Fingerprint All(string value) => new(Fingerprint.Compared.Select(f => KeyValuePair.Create(f, f == fact ? value : "same")));
        MemoryProfile profile = ProfileText.Make(["app"]);
        Baseline baseline = BaselineEditor.Accept(null, "flow", [profile], BaselineText.Change("r", All("one")));
        Verdict verdict = ProfileComparer.Compare(baseline, [profile], All("two"), "b");

        Assert.Equal([fact], verdict.AdvisoryBecause);
        Assert.Contains(fact, Assert.Single(verdict.Diagnostics, d => d.Code == DiagnosticCode.Advisory).Message, StringComparison.Ordinal);
        foreach (Comparison comparison in verdict.Rows.SelectMany(r => r.Comparisons))
        {
            bool isShown = comparison.Metric.Class == MetricClass.Measured
                || (comparison.Metric == Metric.PeakLiveBytes && fact is Fingerprint.Threads or Fingerprint.Simd);
            Assert.Equal(isShown ? ComparisonStatus.Advisory : ComparisonStatus.Within, comparison.Status);
        }
    }

    /// <summary>A hundred commits, each within its tolerance: the baseline stands still, so their sum does not pass.</summary>
    [Fact]
    public void Compare_GrowthInSmallSteps_FailsWhenTheirSumDoes()
    {
        Baseline baseline = BaselineText.Of(ProfileText.Make(["app"]));
        Outcome[] outcomes = [.. Enumerable.Range(1, 100).Select(i => Judge(baseline, ProfileText.Make(["app"], (_, _, _) => i * 4096)).Outcome)];

        Assert.All(outcomes[..64], o => Assert.Equal(Outcome.Pass, o));
        Assert.All(outcomes[64..], o => Assert.Equal(Outcome.Fail, o));
    }

    private static Verdict Judge(Baseline baseline, MemoryProfile now) =>
        ProfileComparer.Compare(baseline, [now], BaselineText.Here, "flow.verified.json");
}
