using System.Text.Json;
using Chonk.Traces.Benchmarks;
using Chonk.Traces.Reading;
using Chonk.Traces.Tests.Support;
using Xunit;

namespace Chonk.Traces.Tests.Benchmarks;

public sealed class MemoryStagesTests : IDisposable
{
    private const string NamePath = "app-proving/ecdsar1+transfer_0_recursions+sponsored_fpc/native";
    private static readonly string[] Stages = ["alloc", "trace", "oink", "sumcheck", "accumulate"];
    private readonly string folder = Directory.CreateTempSubdirectory("chonk-stages-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("rss_mb", "rss_over_stages")]
    [InlineData("heap_mb", "heap_over_stages")]
    public void Extract_SixCircuits_Gives27RowsWithTheCisLabels(string field, string group)
    {
        string[] circuits = ["EcdsaRAccount:entrypoint", "SponsoredFPC:sponsor_unconditionally", "Token:transfer", "private_kernel_init_3", "private_kernel_tail", "hiding_kernel"];
        List<string> rows = [];
        for (int i = 0; i < circuits.Length; i++)
        {
            rows.AddRange(Stages.Take(i == 5 ? 2 : 5).Select((stage, s) => $$"""{"stage":"after_{{stage}}","circuit_index":{{i}},"circuit_name":"{{circuits[i]}}","{{field}}":{{(100 * i) + s}}}"""));
        }

        IReadOnlyList<BenchEntry> entries = Extract($"[{string.Join(',', rows)}]");
        Assert.Equal(27, entries.Count);
        Assert.All(entries, entry => Assert.Equal(("MB", $"stacked:{NamePath}/{group}"), (entry.Unit, entry.Extra)));
        Assert.Equal($"{NamePath}/00_EcdsaRAccount:entrypoint_0_alloc", entries[0].Name);
        Assert.Equal(new BenchEntry($"{NamePath}/03_private_kernel_init_3_2_oink", "MB", 302, $"stacked:{NamePath}/{group}"), entries[17]);
        Assert.Equal($"{NamePath}/05_hiding_kernel_1_trace", entries[26].Name);
        Assert.Equal(entries.Select(entry => entry.Name).Order(StringComparer.Ordinal), entries.Select(entry => entry.Name));
    }

    [Fact]
    public void Extract_ReferenceProfileOfFiveCircuits_Gives22Rows()
    {
        IReadOnlyList<BenchEntry> entries = Extract(Samples.Text("bb.memory.json.gz"));
        Assert.Equal((4 * 5) + 2, entries.Count);
        Assert.Equal($"{NamePath}/04_mock:hiding_1_trace", entries[^1].Name);
        Assert.All(entries, entry => Assert.EndsWith("/heap_over_stages", entry.Extra, StringComparison.Ordinal));
    }

    [Fact]
    public void Extract_RowWithoutName_UsesTheStage() =>
        Assert.Equal($"{NamePath}/07_after_oink", Assert.Single(Extract("""[{"stage":"after_oink","circuit_index":7,"rss_mb":5}]""")).Name);

    [Fact]
    public void Extract_BothMetrics_TakesHeapUnlessAsked()
    {
        const string Row = """[{"stage":"after_oink","circuit_index":0,"circuit_name":"a","rss_mb":5,"heap_mb":3,"categories":{"wires":1}}]""";
        Assert.Equal(3, Assert.Single(Extract(Row)).Value);
        Assert.Equal(5, Assert.Single(Extract(Row, "rss_mb")).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("""[{"stage":"after_oink","circuit_index":0,"circuit_name":"a"}]""")]
    [InlineData("""[{"stage":"after_oink","circuit_index":"x","circuit_name":"a","rss_mb":1}]""")]
    public void Extract_SomethingElse_SaysWhatIsWrong(string json) => Assert.Throws<TraceFormatException>(() => Extract(json));

    [Fact]
    public void Append_ToTheFile_KeepsOthersReplacesSameAndIndentsByTwo()
    {
        string path = Path.Combine(folder, BenchFile.Name);
        BenchFile.Write(path, [new("a/seconds", "ms", 1500), new("a/x", "MB", 1.5, "stacked:a/rss_over_stages", "± 2")]);
        BenchFile.Append(path, [new("a/x", "MB", 2, "stacked:a/rss_over_stages"), new("a/y", "MB", 3)]);
        Assert.Equal(["a/seconds", "a/x", "a/y"], BenchFile.Read(path).Select(entry => entry.Name));
        Assert.Equal("""
            [
              {
                "name": "a/seconds",
                "unit": "ms",
                "value": 1500
              },
              {
                "name": "a/x",
                "unit": "MB",
                "value": 2,
                "extra": "stacked:a/rss_over_stages"
              },
            """, string.Join('\n', File.ReadAllLines(path).Take(12)));
        Assert.Equal(JsonValueKind.Array, JsonDocument.Parse(File.ReadAllText(path)).RootElement.ValueKind);
    }

    private IReadOnlyList<BenchEntry> Extract(string json, string? metric = null)
    {
        string path = Path.Combine(folder, MemoryStages.ProfileName);
        File.WriteAllText(path, json);
        return MemoryStages.Extract(path, NamePath, metric);
    }
}
