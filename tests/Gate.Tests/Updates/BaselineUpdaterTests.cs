using Chonk.Gate.Diagnostics;
using Chonk.Gate.Tests.Support;
using Chonk.Gate.Updates;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Tests.Updates;

public sealed class BaselineUpdaterTests
{
    [Fact]
    public void Accept_WithReason_WritesABaselineThatPasses()
    {
        using var flow = new ProfiledFlow(ProfileText.Of(["app"]));
        UpdateResult result = BaselineUpdater.Accept(Request(flow, "the first values"));

        Assert.Null(result.Refusal);
        Assert.Equal(Outcome.Pass, GateCheck.Check(flow.Flow, flow.ProfilePath, flow.BaselinePath, flow.ProverFolder).Outcome);
        Assert.Equal("the first values", result.Written!.History[0].Reason);
        Assert.Equal("2026-01-02T03:04:05Z", result.Written.History[0].Date);
        Assert.Equal([flow.BaselinePath], Directory.GetFiles(Path.GetDirectoryName(flow.BaselinePath)!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Accept_WithoutReason_IsRefused(string reason)
    {
        using var flow = new ProfiledFlow(ProfileText.Of(["app"]));
        AssertRefused(flow, BaselineUpdater.Accept(Request(flow, reason)), "a reason is needed");
    }

    [Fact]
    public void Accept_OnABuildServer_IsRefused()
    {
        using var flow = new ProfiledFlow(ProfileText.Of(["app"]));
        AssertRefused(flow, BaselineUpdater.Accept(Request(flow, "r") with { IsBuildServer = true }), "build server");
        AssertRefused(flow, BaselineUpdater.Tighten(Request(flow, "r") with { IsBuildServer = true }), "build server");
    }

    [Fact]
    public void Accept_ControlRun_IsRefused()
    {
        using var flow = new ProfiledFlow(ProfileText.Of(["app"]), "app:after_oink:2");
        AssertRefused(flow, BaselineUpdater.Accept(Request(flow, "r")), "control run (app:after_oink:2)");
    }

    [Fact]
    public void Accept_StaleProfile_IsRefused()
    {
        using var flow = new ProfiledFlow(ProfileText.Of(["app"]));
        File.AppendAllText(flow.ProverPath, "newer");
        AssertRefused(flow, BaselineUpdater.Accept(Request(flow, "r")), "the prover has changed");
    }

    [Fact]
    public void Accept_NoisyRuns_IsRefused()
    {
        using var flow = new ProfiledFlow(ProfileText.Of(["app"]));
        using var other = new ProfiledFlow(ProfileText.Of(["app"], (_, _, _) => ProfileText.Mebibyte));
        UpdateResult result = BaselineUpdater.Accept(Request(flow, "r") with { ProfilePaths = [flow.ProfilePath, other.ProfilePath] });
        AssertRefused(flow, result, "the runs differ by 1.00 MiB in 'live_bytes'");
    }

    [Fact]
    public void Accept_AboveTheCeiling_NeedsANewCeiling()
    {
        using var flow = new ProfiledFlow(ProfileText.Of(["app"]));
        Assert.Null(BaselineUpdater.Accept(Request(flow, "r") with { MaximumMegabytes = 20 }).Refusal);
        flow.SetProfile(ProfileText.Of(["app"], (_, _, _) => 8 * ProfileText.Mebibyte));

        AssertRefused(flow, BaselineUpdater.Accept(Request(flow, "bigger")), "exceeds the flow's ceiling of 20 MiB", expectsFile: true);
        Assert.Null(BaselineUpdater.Accept(Request(flow, "bigger") with { MaximumMegabytes = 30 }).Refusal);
    }

    [Fact]
    public void Accept_OverAnUnreadableBaseline_IsRefused()
    {
        using var flow = new ProfiledFlow(ProfileText.Of(["app"]));
        AtomicFile.Write(flow.BaselinePath, "{\n oops");
        AssertRefused(flow, BaselineUpdater.Accept(Request(flow, "r")), "the present baseline cannot be read, line 2", expectsFile: true);
    }

    [Fact]
    public void Tighten_AfterGrowth_IsRefused()
    {
        using var flow = new ProfiledFlow(ProfileText.Of(["app"]));
        Assert.Null(BaselineUpdater.Accept(Request(flow, "r")).Refusal);
        flow.SetProfile(ProfileText.Of(["app"], (_, _, _) => ProfileText.Mebibyte));
        AssertRefused(flow, BaselineUpdater.Tighten(Request(flow, "")), "only a flow that passes", expectsFile: true);
    }

    [Fact]
    public void Tighten_AfterLess_LowersAndThenHasNothingToDo()
    {
        using var flow = new ProfiledFlow(ProfileText.Of(["app"], (_, _, _) => 2 * ProfileText.Mebibyte));
        Assert.Null(BaselineUpdater.Accept(Request(flow, "r")).Refusal);
        flow.SetProfile(ProfileText.Of(["app"]));

        Assert.Equal(Outcome.Stale, GateCheck.Check(flow.Flow, flow.ProfilePath, flow.BaselinePath, flow.ProverFolder).Outcome);
        Assert.NotNull(BaselineUpdater.Tighten(Request(flow, "")).Written);
        Assert.Equal(Outcome.Pass, GateCheck.Check(flow.Flow, flow.ProfilePath, flow.BaselinePath, flow.ProverFolder).Outcome);
        UpdateResult again = BaselineUpdater.Tighten(Request(flow, ""));
        Assert.Equal((null, null), (again.Refusal, again.Written));
    }

    [Fact]
    public void Tighten_WithoutBaseline_IsRefused()
    {
        using var flow = new ProfiledFlow(ProfileText.Of(["app"]));
        AssertRefused(flow, BaselineUpdater.Tighten(Request(flow, "")), "there is no baseline yet");
    }

    private static UpdateRequest Request(ProfiledFlow flow, string reason) => new()
    {
        Flow = flow.Flow,
        ProfilePaths = [flow.ProfilePath],
        BaselinePath = flow.BaselinePath,
        ProverPath = flow.ProverFolder,
        Reason = reason,
        Now = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
    };

    private static void AssertRefused(ProfiledFlow flow, UpdateResult result, string message, bool expectsFile = false)
    {
        Assert.Equal((DiagnosticCode.UpdateRefused, DiagnosticSeverity.Error), (result.Refusal!.Code, result.Refusal.Severity));
        Assert.Contains(message, result.Refusal.Message, StringComparison.Ordinal);
        Assert.Null(result.Written);
        Assert.Equal(expectsFile, File.Exists(flow.BaselinePath));
    }
}
