using System.Text;
using Chonk.Gate.Json;
using Chonk.Gate.Profiles;
using Chonk.Gate.Tests.Support;

namespace Chonk.Gate.Tests.Profiles;

public sealed class ProfileReaderTests
{
    [Fact]
    public void TryRead_OwnRows_CarriesAllMetricsAndCategories()
    {
        MemoryProfile profile = ProfileText.Make(["app", "init"]);

        Assert.Equal(10, profile.Checkpoints.Count);
        Assert.Equal(Metric.All, profile.Metrics);
        Assert.Equal(Metric.PeakLiveBytes, profile.Headline);
        Checkpoint row = profile.Find(new CheckpointKey("init", 0, "after_oink"))!;
        Assert.Equal(1, row.CircuitIndex);
        Assert.Equal(22 * ProfileText.Mebibyte, row.Values[Metric.LiveBytes]);
        Assert.Equal(82, row.Values[Metric.ResidentMegabytes]);
        Assert.Equal(22 * ProfileText.Mebibyte, row.Live.Categories["wires"]);
    }

    [Theory]
    [InlineData("rss_mb")]
    [InlineData("heap_mb")]
    public void TryRead_ReferenceRows_CarryTheirOneMetric(string field)
    {
        MemoryProfile profile = ProfileText.Read($$"""[{"stage":"after_alloc","circuit_index":0,"circuit_name":"a","{{field}}":7}]""");

        Assert.Equal([Metric.Named(field)!], profile.Metrics);
        Assert.Equal(Metric.Named(field), profile.Headline);
    }

    [Fact]
    public void TryRead_FieldsInAnotherOrderAndUnknownOnes_AreTakenByName()
    {
        MemoryProfile profile = ProfileText.Read("""[{"later":{"x":[1]},"live_bytes":5,"circuit_name":"a","stage":"s","circuit_index":3}]""");

        Assert.Equal(new CheckpointKey("a", 0, "s"), profile.Checkpoints[0].Key);
    }

    [Fact]
    public void TryRead_SameNameAtAnotherIndex_IsAnotherOccurrence()
    {
        MemoryProfile profile = ProfileText.Make(["inner", "app", "inner", "inner"]);

        Assert.Equal([("inner", 0), ("app", 0), ("inner", 1), ("inner", 2)], profile.Circuits());
        Assert.Equal("inner[2]:after_oink", profile.Checkpoints[^3].Key.ToString());
    }

    [Fact]
    public void TryRead_RowsWithoutNames_AreToldApartByOrder()
    {
        MemoryProfile profile = ProfileText.Read("""[{"stage":"s","circuit_index":0,"heap_mb":1},{"stage":"s","circuit_index":1,"heap_mb":2}]""");

        Assert.Equal(["circuit[0]:s", "circuit[1]:s"], profile.Checkpoints.Select(c => c.Key.ToString()));
    }

    [Fact]
    public void TryRead_MetricMissingInOneRow_IsNoMetricOfTheProfile()
    {
        MemoryProfile profile = ProfileText.Read(
            """[{"stage":"s","circuit_index":0,"heap_mb":1,"live_bytes":4},{"stage":"t","circuit_index":0,"heap_mb":2}]""");

        Assert.Equal([Metric.HeapMegabytes], profile.Metrics);
    }

    [Theory]
    [InlineData("{}", "array")]
    [InlineData("[]", "no checkpoint")]
    [InlineData("[3]", "object")]
    [InlineData("""[{"circuit_index":0,"heap_mb":1}]""", "'stage'")]
    [InlineData("""[{"stage":true,"circuit_index":0,"heap_mb":1}]""", "'stage'")]
    [InlineData("""[{"stage":"s","heap_mb":1}]""", "'circuit_index'")]
    [InlineData("""[{"stage":"s","circuit_index":-1,"heap_mb":1}]""", "'circuit_index'")]
    [InlineData("""[{"stage":"s","circuit_index":2147483648,"heap_mb":1}]""", "'circuit_index'")]
    [InlineData("""[{"stage":"s","circuit_index":0,"circuit_name":4,"heap_mb":1}]""", "'circuit_name'")]
    [InlineData("""[{"stage":"s","circuit_index":0,"heap_mb":-1}]""", "'heap_mb'")]
    [InlineData("""[{"stage":"s","circuit_index":0,"heap_mb":1.5}]""", "'heap_mb'")]
    [InlineData("""[{"stage":"s","circuit_index":0,"live_bytes":9000000000000000000}]""", "'live_bytes'")]
    [InlineData("""[{"stage":"s","circuit_index":0,"live_bytes":1,"categories":[]}]""", "'categories'")]
    [InlineData("""[{"stage":"s","circuit_index":0,"live_bytes":1,"categories":{"x":"y"}}]""", "'x' in 'categories'")]
    [InlineData("""[{"stage":"s","circuit_index":0}]""", "no metric")]
    [InlineData("""[{"stage":"s","circuit_index":0,"heap_mb":1},{"stage":"s","circuit_index":0,"heap_mb":1}]""", "stands twice")]
    [InlineData("""[{"stage":"s","circuit_index":1,"heap_mb":1},{"stage":"s","circuit_index":0,"heap_mb":1}]""", "falls")]
    public void TryRead_Malformed_SaysWhat(string text, string what)
    {
        Assert.False(ProfileReader.TryRead(Encoding.UTF8.GetBytes(text), out MemoryProfile? profile, out JsonFault? fault));

        Assert.Null(profile);
        Assert.Contains(what, fault!.Message, StringComparison.Ordinal);
        Assert.True(fault.Line > 0);
    }

    [Fact]
    public void Peak_OfEquals_IsTheEarliest()
    {
        MemoryProfile profile = ProfileText.Read(
            """[{"stage":"s","circuit_index":0,"heap_mb":1},{"stage":"t","circuit_index":0,"heap_mb":2},{"stage":"u","circuit_index":0,"heap_mb":2}]""");

        Assert.Equal("t", profile.Peak(Metric.HeapMegabytes).Key.Stage);
    }
}
