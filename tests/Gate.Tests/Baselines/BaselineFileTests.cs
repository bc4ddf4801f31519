using System.Text;
using Chonk.Gate.Baselines;
using Chonk.Gate.Json;
using Chonk.Gate.Profiles;
using Chonk.Gate.Tests.Support;

namespace Chonk.Gate.Tests.Baselines;

public sealed class BaselineFileTests
{
    [Fact]
    public void Write_ThenRead_IsTheSameText()
    {
        string text = BaselineText.Text(ProfileText.Make(["app", "inner", "inner"]), "flow \"quoted\" é", 77);

        Assert.Equal(text, BaselineWriter.Write(BaselineText.Read(text)));
    }

    [Fact]
    public void Read_Records_KnowTheirLines()
    {
        string text = BaselineText.Text(ProfileText.Make(["app", "init"]));
        string[] lines = text.Split('\n');
        Baseline baseline = BaselineText.Read(text);

        foreach (BaselineRecord record in baseline.Records)
        {
            string line = lines[record.Line - 1];
            Assert.StartsWith($"{{\"circuit\": \"{record.Key.Circuit}\", \"stage\": \"{record.Key.Stage}\"", line[(record.Column - 1)..], StringComparison.Ordinal);
        }

        Assert.Contains("max_mb", lines[baseline.MaximumLine - 1], StringComparison.Ordinal);
    }

    [Fact]
    public void Accept_First_SetsCeilingAboveItsPeak()
    {
        Baseline baseline = BaselineText.Of(ProfileText.Make(["app"]));

        // The peak is 14 MiB and 1000 bytes; 1.25 times that is 17.5 MiB; the next multiple of 8 MiB is 24.
        Assert.Equal(24, baseline.MaximumMegabytes);
        Assert.Equal(BaselineChange.Created, baseline.History[0].Kind);
        Assert.Equal(14 * ProfileText.Mebibyte + 1000, baseline.History[0].PeakBytes);
    }

    [Fact]
    public void Accept_Again_KeepsTolerancesCeilingAndHistory()
    {
        Baseline first = BaselineText.Of(ProfileText.Make(["app"]), "flow", 99);
        var own = new Dictionary<Metric, Tolerance> { [Metric.ResidentMegabytes] = new Tolerance(0.03, 5 << 20, "20 runs") };
        Baseline calibrated = BaselineEditor.Recalibrate(first, own, [ProfileText.Make(["app"])], BaselineText.Change("calibrate"));
        Baseline second = BaselineText.Read(BaselineWriter.Write(BaselineEditor.Accept(calibrated, "flow", [ProfileText.Make(["app", "more"])], BaselineText.Change("more"))));

        Assert.Equal(99, second.MaximumMegabytes);
        Assert.Equal(own[Metric.ResidentMegabytes], second.ToleranceOf(Metric.ResidentMegabytes));
        Assert.Equal([BaselineChange.Created, BaselineChange.Calibrated, BaselineChange.Updated], second.History.Select(h => h.Kind));
        Assert.Equal("more", second.LastJustified!.Reason);
        Assert.Equal(10, second.Records.Count);
    }

    [Fact]
    public void Accept_SeveralRuns_TakesLargestExactAndMedianMeasured()
    {
        MemoryProfile[] runs = [.. new long[] { 0, 5, 1 }.Select(mib => ProfileText.Make(["app"], (_, _, _) => mib * ProfileText.Mebibyte))];
        Baseline baseline = BaselineEditor.Accept(null, "flow", runs, BaselineText.Change("x"));

        Assert.Equal(15 * ProfileText.Mebibyte, baseline.Records[0].Values[Metric.LiveBytes]);
        Assert.Equal(11, baseline.Records[0].Values[Metric.HeapMegabytes]);
        Assert.Equal(3, baseline.History[0].Runs);
        Assert.Equal(5 * ProfileText.Mebibyte, baseline.History[0].SpreadBytes);
    }

    [Fact]
    public void Tighten_LowersWhatIsLowerAndRaisesNothing()
    {
        Baseline loose = BaselineText.Of(ProfileText.Make(["app"], (_, _, stage) => stage == "after_oink" ? 3 * ProfileText.Mebibyte : 0));
        MemoryProfile now = ProfileText.Make(["app"], (_, _, stage) => stage == "after_trace" ? 1000 : 0);
        Baseline tight = BaselineEditor.Tighten(loose, [now], BaselineText.Change("t"), _ => true);

        Assert.Equal(12 * ProfileText.Mebibyte, tight.Find(new CheckpointKey("app", 0, "after_oink"))!.Values[Metric.LiveBytes]);
        Assert.Equal(11 * ProfileText.Mebibyte, tight.Find(new CheckpointKey("app", 0, "after_trace"))!.Values[Metric.LiveBytes]);
        // Heap lies 3 MiB lower, within its tolerance: noise must not be a ratchet.
        Assert.Equal(15, tight.Find(new CheckpointKey("app", 0, "after_oink"))!.Values[Metric.HeapMegabytes]);
        Assert.Equal(BaselineChange.Tightened, tight.History[^1].Kind);
    }

    [Fact]
    public void Tighten_NothingLower_ReturnsTheSameBaseline()
    {
        MemoryProfile profile = ProfileText.Make(["app"]);
        Baseline baseline = BaselineText.Of(profile);

        Assert.Same(baseline, BaselineEditor.Tighten(baseline, [profile], BaselineText.Change("t"), _ => true));
    }

    [Theory]
    [InlineData("\"schema\": 1", "\"schema\": 2", "'schema'")]
    [InlineData("\"flow\": \"flow\"", "\"flow\": \"\"", "'flow'")]
    [InlineData("\"max_mb\": 24", "\"max_mb\": -1", "'max_mb'")]
    [InlineData("\"max_mb\": 24", "\"max_bm\": 24", "no field 'max_bm'")]
    [InlineData("\"relative\": 0.005", "\"relative\": -0.005", "tolerance of 'live_bytes'")]
    [InlineData("\"relative\": 0.005", "\"relative\": 5", "tolerance of 'live_bytes'")]
    [InlineData("\"relative\": 0.005", "\"relative\": 1", "tolerance of 'live_bytes'")]
    [InlineData("\"heap_mb\": {", "\"heap\": {", "no field 'heap'")]
    [InlineData("\"live_bytes\": 10485760", "\"live_bytes\": \"10485760\"", "'live_bytes'")]
    [InlineData("\"stage\": \"after_oink\"", "\"stage\": \"after_trace\"", "stands twice")]
    [InlineData("\"stage\": \"after_oink\"", "\"state\": \"after_oink\"", "no field 'state'")]
    [InlineData("\"kind\": \"created\"", "\"kind\": 3", "'kind'")]
    [InlineData("\"runs\": 1", "\"runs\": -1", "'runs'")]
    public void Read_Altered_SaysWhatAndWhere(string old, string altered, string what)
    {
        string text = BaselineText.Text(ProfileText.Make(["app"]));
        Assert.Contains(old, text, StringComparison.Ordinal);

        Assert.False(BaselineReader.TryRead(Encoding.UTF8.GetBytes(text.Replace(old, altered, StringComparison.Ordinal)), out _, out JsonFault? fault));
        Assert.Contains(what, fault!.Message, StringComparison.Ordinal);
        Assert.True(fault.Line > 0 && fault.Column > 0);
    }
}
