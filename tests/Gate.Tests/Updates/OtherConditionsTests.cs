using Chonk.Gate.Baselines;
using Chonk.Gate.Fingerprints;
using Chonk.Gate.Json;
using Chonk.Gate.Profiles;
using Chonk.Gate.Tests.Support;
using Chonk.Gate.Updates;

namespace Chonk.Gate.Tests.Updates;

/// <summary>Changes of a baseline under other conditions than those it was taken under must not lend them its values.</summary>
public sealed class OtherConditionsTests
{
    private const string Resident = "\"rss_mb\":7";

    private static readonly string Wide = ProfileText.Of(["app"], (_, _, _) => 2 * ProfileText.Mebibyte);

    [Fact]
    public void Tighten_OnAnotherMachine_KeepsTheFactsItsMeasuredValuesBelongTo()
    {
        using var flow = new ProfiledFlow(Wide);
        Assert.Null(BaselineUpdater.Accept(Request(flow, "first")).Refusal);
        Fingerprint there = BaselineText.Here.With([KeyValuePair.Create(Fingerprint.OperatingSystem, "other")]);
        flow.SetProfile(ProfileText.Of(["app"]).Replace(Resident, "\"rss_mb\":97", StringComparison.Ordinal), "", there);

        Baseline tightened = BaselineUpdater.Tighten(Request(flow, "")).Written!;
        Assert.Equal(10 * ProfileText.Mebibyte, tightened.Records[0].Values[Metric.LiveBytes]);
        Assert.Equal(72, tightened.Records[0].Values[Metric.ResidentMegabytes]);
        Assert.Equal("test", tightened.Fingerprint.Facts[Fingerprint.OperatingSystem]);

        // The other machine's resident memory stays shown and not judged, as before the tightening.
        Assert.Null(BaselineUpdater.Tighten(Request(flow, "")).Refusal);
    }

    [Fact]
    public void Tighten_WithOtherThreads_LowersNoPeakThatDependsOnThem()
    {
        using var flow = new ProfiledFlow(Wide);
        Assert.Null(BaselineUpdater.Accept(Request(flow, "first")).Refusal);
        flow.SetProfile(ProfileText.Of(["app"]), "", BaselineText.Here.With([KeyValuePair.Create(Fingerprint.Threads, "1")]));

        Baseline tightened = BaselineUpdater.Tighten(Request(flow, "")).Written!;
        Assert.Equal(10 * ProfileText.Mebibyte, tightened.Records[0].Values[Metric.LiveBytes]);
        Assert.Equal((12 * ProfileText.Mebibyte) + 1000, tightened.Records[0].Values[Metric.PeakLiveBytes]);
        Assert.Equal("2", tightened.Fingerprint.Facts[Fingerprint.Threads]);
    }

    [Fact]
    public void Tighten_ByACallerThatKnowsFewerFacts_ForgetsNone()
    {
        using var flow = new ProfiledFlow(Wide);
        flow.SetProfile(Wide, "", BaselineText.Here.With([KeyValuePair.Create(Fingerprint.Configuration, "Release")]));
        Assert.Null(BaselineUpdater.Accept(Request(flow, "first")).Refusal);
        flow.SetProfile(ProfileText.Of(["app"]));

        Assert.Equal("Release", BaselineUpdater.Tighten(Request(flow, "")).Written!.Fingerprint.Facts[Fingerprint.Configuration]);
    }

    /// <summary>A tolerance taken around a baseline that the build has left would accept the growth without a reason.</summary>
    [Theory]
    [InlineData("\"rss_mb\":9", "update it")]
    [InlineData("\"rss_mb\":2", "tighten it")]
    public void Calibrate_OutsideTheBaseline_IsRefused(string resident, string advice)
    {
        using var prover = new ScriptedProver("one");
        string profile = ProfileText.Of(["app"]);
        prover.Prepare("one", profile);
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Update("first", 1, null)).ExitCode);
        prover.Prepare("one", profile.Replace(Resident, resident, StringComparison.Ordinal).Replace("\"rss_mb\":90", "\"rss_mb\":100", StringComparison.Ordinal));

        (int exitCode, string output) = prover.Run(s => s.Calibrate(5));
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains(advice, output, StringComparison.Ordinal);
        Assert.True(BaselineReader.TryReadFile(prover["baselines", "one.verified.json"], out Baseline? baseline, out JsonFault? fault), fault?.Message);
        Assert.Equal(Tolerance.Measured, baseline!.ToleranceOf(Metric.ResidentMegabytes));
    }

    [Fact]
    public void Accept_NoiseOfASmallRecord_IsNotHiddenByALargeOne()
    {
        // The second circuit holds 220 MiB, of which 0.5 % is 1.1 MiB; the first holds 10 MiB, and moves by 0.5 MiB.
        static string Of(long noise) => ProfileText.Of(["small", "large"], (c, _, _) => c == 1 ? 200 * ProfileText.Mebibyte : noise);
        using var flow = new ProfiledFlow(Of(0));
        using var other = new ProfiledFlow(Of(ProfileText.Mebibyte / 2));
        UpdateResult result = BaselineUpdater.Accept(Request(flow, "r") with { ProfilePaths = [flow.ProfilePath, other.ProfilePath] });

        Assert.Contains("the runs differ by 512.0 KiB in 'live_bytes' of small:after_alloc", result.Refusal?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData((1L << 44) + 100_000)]
    [InlineData(long.MaxValue)]
    public void Accept_CeilingThatNoBaselineMayHold_IsRefused(long maximum)
    {
        using var flow = new ProfiledFlow(ProfileText.Of(["app"]));
        UpdateResult result = BaselineUpdater.Accept(Request(flow, "r") with { MaximumMegabytes = maximum });

        Assert.Contains("a ceiling is a whole number of MiB", result.Refusal?.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(flow.BaselinePath));
    }

    [Fact]
    public void Accept_OverTheBaselineOfAnotherFlow_IsRefused()
    {
        using var flow = new ProfiledFlow(ProfileText.Of(["app"]));
        AtomicFile.Write(flow.BaselinePath, BaselineText.Text(ProfileText.Make(["app"]), "another"));

        Assert.Contains("is of the flow 'another'", BaselineUpdater.Accept(Request(flow, "r")).Refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Accept_BaselineThatIsALink_WritesWhereItPoints()
    {
        using var flow = new ProfiledFlow(ProfileText.Of(["app"]));
        string target = Path.Combine(flow.Root, "elsewhere", "kept.json");
        AtomicFile.Write(target, BaselineText.Text(ProfileText.Make(["app"]), flow.Flow.Name));
        Directory.CreateDirectory(Path.GetDirectoryName(flow.BaselinePath)!);
        File.CreateSymbolicLink(flow.BaselinePath, target);

        Assert.Null(BaselineUpdater.Accept(Request(flow, "through the link")).Refusal);
        Assert.NotNull(new FileInfo(flow.BaselinePath).LinkTarget);
        Assert.Contains("through the link", File.ReadAllText(target), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accept_TwoAtOnce_LosesNoReason()
    {
        using var flow = new ProfiledFlow(ProfileText.Of(["app"]));
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => Assert.Null(BaselineUpdater.Accept(Request(flow, $"reason {i}")).Refusal))));

        Assert.True(BaselineReader.TryReadFile(flow.BaselinePath, out Baseline? baseline, out JsonFault? fault), fault?.Message);
        Assert.Equal(12, baseline!.History.Select(h => h.Reason).Distinct().Count());
    }

    private static UpdateRequest Request(ProfiledFlow flow, string reason) => new()
    {
        Flow = flow.Flow,
        ProfilePaths = [flow.ProfilePath],
        BaselinePath = flow.BaselinePath,
        ProverPath = flow.ProverFolder,
        Reason = reason,
    };
}
