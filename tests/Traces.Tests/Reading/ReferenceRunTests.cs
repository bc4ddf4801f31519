using System.Text.Json;
using Chonk.Traces.Analysis;
using Chonk.Traces.Benchmarks;
using Chonk.Traces.Models;
using Chonk.Traces.Reading;
using Chonk.Traces.Tests.Support;
using Chonk.Traces.Writing;
using Xunit;

namespace Chonk.Traces.Tests.Reading;

/// <summary>A fresh run of the reference prover, untrimmed: its outputs against each other through our readers and writers.</summary>
[Trait("Category", "Slow")]
public sealed class ReferenceRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("chonk-reference-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [ReferenceProverFact]
    public void Run_OfTheReferenceProver_IsReadWholeAndWrittenTheSame()
    {
        string trace = Path.Combine(folder, "trace.json");
        string aggregate = Path.Combine(folder, "aggregate.json");
        BenchRun run = new(
            [ReferenceProver.Program],
            ReferenceProver.MockFlow,
            "native",
            folder,
            ["-c", ReferenceProver.Crs, "--trace_out_perfetto", trace, "--trace_out_perfetto_aggregate", aggregate]);
        IReadOnlyList<BenchEntry> entries = run.Execute(1, TextWriter.Null);
        Assert.Equal(3 + 22, entries.Count);

        OperationTable breakdown = OperationTableReader.Read(Path.Combine(run.OutputFolder, "benchmark_breakdown.json"));
        Trace read = TraceReader.Read(trace);
        OperationTable added = OperationTable.Of(read);
        Assert.Equal(
            breakdown.Entries.Select(e => (e.Name, e.Parent, e.TotalNs, e.MaxThreadNs, e.Count, e.ThreadCount)),
            added.Entries.Select(e => (e.Name, e.Parent, e.TotalNs, e.MaxThreadNs, e.Count, e.ThreadCount)));

        using MemoryStream mine = new();
        PerfettoAggregateWriter.Write(added, mine);
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllBytes(aggregate));
        using JsonDocument actual = JsonDocument.Parse(mine.ToArray());
        Assert.True(JsonElement.DeepEquals(expected.RootElement, actual.RootElement));

        // The root covers all other zones and lies within the run; a zone called tens of thousands of times is analysed all the same.
        long wallNs = 1_000_000 * (long)entries.Single(entry => entry.Name.EndsWith("/seconds", StringComparison.Ordinal)).Value;
        TraceZone root = Assert.Single(read.Zones, zone => zone.Parent is null);
        Assert.Equal("ChonkAPI::prove", root.Name);
        Assert.All(read.Zones, zone => Assert.True(zone.StartNs >= root.StartNs && zone.EndNs <= root.EndNs, zone.Name));
        Assert.Equal(root.DurationNs, ZoneAnalysis.Of(read, root.Name).WallNs);
        Assert.InRange(root.DurationNs, 1, wallNs + 2_000_000);
        Assert.Equal(32767, ZoneAnalysis.Of(read, "IPA::inner_product").Calls.Count);
    }
}
