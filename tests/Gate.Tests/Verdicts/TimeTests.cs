using Chonk.Gate.Baselines;
using Chonk.Gate.Diagnostics;
using Chonk.Gate.Fingerprints;
using Chonk.Gate.Profiles;
using Chonk.Gate.Rendering;
using Chonk.Gate.Sessions;
using Chonk.Gate.Tests.Support;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Tests.Verdicts;

/// <summary>Time is shown beside memory; it is judged where a baseline holds a tolerance for it, which only calibration writes.</summary>
public sealed class TimeTests
{
    private static readonly string Normal = ProfileText.Of(["app"]);
    private static readonly string Slow = Normal.Replace("\"time_ms\":200", "\"time_ms\":900", StringComparison.Ordinal);

    [Fact]
    public void Compare_WithoutATolerance_ShowsTimeAndJudgesItNot()
    {
        Verdict verdict = Judge(BaselineText.Read(BaselineText.Text(ProfileText.Read(Normal))), Slow);

        Assert.Equal(Outcome.Pass, verdict.Outcome);
        Assert.Empty(verdict.Diagnostics);
        Comparison time = verdict.Rows[0].Comparisons.Single(c => c.Metric == Metric.TimeMilliseconds);
        Assert.Equal((ComparisonStatus.Advisory, 700), (time.Status, time.Delta));
        Assert.Contains("<td>900 ms<small>+700 ms</small><small>advisory</small></td>", HtmlReport.Render([verdict]), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_ProfileWithoutTime_LacksNothing()
    {
        string without = Normal.Replace("\"time_ms\":200,", "", StringComparison.Ordinal);
        Assert.Equal(Outcome.Pass, Judge(BaselineText.Of(ProfileText.Read(Normal)), without).Outcome);
    }

    [Fact]
    public void Calibrate_WithTime_MakesItAMetricThatFails()
    {
        using var prover = new ScriptedProver("one");
        prover.Prepare("one", Normal);
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Update("first", 1, null)).ExitCode);
        prover.Prepare("one", Normal.Replace("\"time_ms\":200", "\"time_ms\":240", StringComparison.Ordinal), "2");

        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Calibrate(5)).ExitCode);
        Assert.DoesNotContain("time_ms\": {", Text(prover), StringComparison.Ordinal);
        prover.Prepare("one", Normal.Replace("\"time_ms\":200", "\"time_ms\":240", StringComparison.Ordinal), "2");
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Calibrate(5, withTime: true)).ExitCode);

        // 40 of 200 ms seen: 1.5 times that is 30 %, rounded up, and 40 ms and 20 more.
        Assert.Contains("\"time_ms\": {\"relative\": 0.301, \"absolute_ms\": 60, \"evidence\": \"5 runs, largest deviation 20.0 %", Text(prover), StringComparison.Ordinal);
        prover.Prepare("one", Slow);
        (int exitCode, string output) = prover.Run(s => s.Check(1, new ReportFiles()));
        Assert.Equal(ExitCodes.Regression, exitCode);
        Assert.Contains("900 ms", output, StringComparison.Ordinal);
        Assert.Contains("worst stage app:after_alloc +700 ms time", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_OnAnotherMachine_NeverFailsOnTime()
    {
        Baseline bare = BaselineText.Of(ProfileText.Read(Normal));
        var judging = new Baseline(
            bare.Flow, null, new Dictionary<Metric, Tolerance> { [Metric.TimeMilliseconds] = new(0.1, 20, "test") }, bare.History, bare.Records);
        Fingerprint there = BaselineText.Here.With([KeyValuePair.Create(Fingerprint.OperatingSystem, "other")]);

        Assert.Equal(Outcome.Fail, Judge(judging, Slow).Outcome);
        Assert.Equal(Outcome.Pass, ProfileComparer.Compare(judging, [ProfileText.Read(Slow)], there, "b").Outcome);
        Diagnostic finding = Judge(judging, Slow).Diagnostics[0];
        Assert.Equal("flow: app after_alloc grew: time 900 ms, baseline 200 ms (+700 ms, allowed 20 ms)", finding.Message);
    }

    private static string Text(ScriptedProver prover) => File.ReadAllText(prover["baselines", "one.verified.json"]);

    private static Verdict Judge(Baseline baseline, string now) =>
        ProfileComparer.Compare(baseline, [ProfileText.Read(now)], BaselineText.Here, "b");
}
