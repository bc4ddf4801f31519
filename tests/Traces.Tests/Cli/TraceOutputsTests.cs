using System.Text.Json;
using Chonk.Cli.Output;
using Chonk.Prover.Diagnostics;
using Chonk.Prover.Memory;
using Chonk.Prover.Scheduling;
using Chonk.Traces.Analysis;
using Chonk.Traces.Models;
using Chonk.Traces.Reading;
using Chonk.Traces.Tests.Support;
using Xunit;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Chonk.Traces.Tests.Cli;

/// <summary>From zones of real threads to files, as <c>chonk prove</c> writes them.</summary>
[Collection(RecordingCollection.Name)]
public sealed class TraceOutputsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("chonk-outputs-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Finish_OfARun_WritesAllFilesAndTheyAgree()
    {
        using StringWriter terminal = new();
        TraceOptions options = new()
        {
            Perfetto = PathOf("deep/trace.json"),
            PerfettoAggregate = PathOf("aggregate.json"),
            Bench = PathOf("flat.json"),
            BenchHierarchical = PathOf("hierarchical.json"),
            PrintBench = true,
        };
        long wallNs = RunSomething(options, terminal);

        Trace trace = TraceReader.Read(options.Perfetto);
        OperationTable expected = OperationTable.Of(trace);
        OperationTable written = OperationTableReader.Read(options.BenchHierarchical);
        Assert.Equal(
            expected.Entries.Select(e => (e.Name, e.Parent, e.TotalNs, e.MaxThreadNs, e.Count, e.ThreadCount)),
            written.Entries.Select(e => (e.Name, e.Parent, e.TotalNs, e.MaxThreadNs, e.Count, e.ThreadCount)));

        OperationStatistics root = Assert.Single(expected.ChildrenOf(null));
        Assert.Equal("ChonkAPI::prove", root.Name);
        Assert.True(root.MaxThreadNs <= wallNs);

        using JsonDocument flat = JsonDocument.Parse(File.ReadAllText(options.Bench));
        Assert.Equal(root.MaxThreadNs, flat.RootElement.GetProperty("ChonkAPI::prove").GetInt64());
        Assert.Equal(root.MaxThreadNs, Assert.Single(TraceReader.Read(options.PerfettoAggregate).Zones, zone => zone.Parent is null).DurationNs);
        Assert.Equal((false, true), (trace.IsAggregate, TraceReader.Read(options.PerfettoAggregate).IsAggregate));
        Assert.Contains("ChonkAPI::prove", terminal.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(folder), file => file.Contains(".tmp-", StringComparison.Ordinal));
    }

    [Fact]
    public void ZoneSums_AgreeWithTheWallTimeMeasuredOutsideWithinTwoPercent() => Attempts.AssertOneSucceeds(_ =>
    {
        TraceOptions options = new() { Perfetto = PathOf("t.json") };
        long wallNs = RunSomething(options, TextWriter.Null);
        OperationTable table = OperationTable.Of(TraceReader.Read(options.Perfetto!));
        long root = Assert.Single(table.ChildrenOf(null)).MaxThreadNs;
        long parts = table.ChildrenOf("ChonkAPI::prove").Sum(child => child.MaxThreadNs);
        return root >= 0.98 * wallNs && root <= wallNs && parts >= 0.98 * root && parts <= root
            ? null
            : $"wall {wallNs}, root {root}, its children {parts}";
    });

    [Theory]
    [InlineData("trace.json")]
    [InlineData("trace.pftrace")]
    public void Finish_Trace_HasThreadsCountersInstantsAndArrows(string name)
    {
        TraceOptions options = new() { Perfetto = PathOf(name) };
        RunSomething(options, TextWriter.Null);
        Trace trace = TraceReader.Read(options.Perfetto!);
        Assert.Equal("chonk", trace.ProcessName);
        Assert.Equal(new TraceThread(1, "main"), trace.Threads[0]);
        Assert.Equal(WorkScheduler.Shared.ThreadCount, trace.Threads.Count(thread => thread.Name == "main" || thread.Name.StartsWith("worker-", StringComparison.Ordinal)));
        Assert.Contains(trace.Instants, instant => instant.Name == "after_alloc 00_app" && instant.ThreadId == 1);
        Assert.Contains(trace.Counters, sample => sample.Track == "resident bytes" && sample.Value > 1 << 20);
        long[] opening = [.. trace.Counters.Where(sample => sample.Track == "live bytes: Opening").Select(sample => sample.Value)];
        Assert.Equal(1 << 20, opening.Max() - opening.Min());
        Assert.All(trace.Zones, zone => Assert.True(zone.StartNs >= 0 && zone.DurationNs >= 0));
        if (WorkScheduler.Shared.ThreadCount > 1)
        {
            TraceZone chunk = Assert.Single(trace.Zones, zone => zone.ThreadId == 2);
            Assert.Equal(("CommitmentKey::commit/chunk", "CommitmentKey::commit"), (chunk.Name, chunk.Parent));
            Assert.Contains(trace.Forks, fork => fork.Id == chunk.ForkId && fork.ThreadId == 1);
        }
    }

    [Fact]
    public void Finish_ParallelSection_IsAnalysedOnBothThreads()
    {
        TraceOptions options = new() { Perfetto = PathOf("t.json") };
        RunSomething(options, TextWriter.Null);
        ZoneAnalysis analysis = ZoneAnalysis.Of(TraceReader.Read(options.Perfetto!), "CommitmentKey::commit");
        Assert.Equal(Math.Min(2, WorkScheduler.Shared.ThreadCount), analysis.BusyThreadCount);
    }

    [Fact]
    public void Dispose_WithoutFinish_WritesNothingAndLetsTheNextRunRecord()
    {
        TraceOptions options = new() { Perfetto = PathOf("none.json") };
        TraceOutputs.Start(options).Dispose();
        TraceOutputs.Start(options).Dispose();
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public void Start_NothingAskedFor_RecordsNothing()
    {
        using TraceOutputs outputs = TraceOutputs.Start(new TraceOptions());
        using ZoneRecorder other = ZoneRecorder.Start();
        Finish(outputs, TextWriter.Null);
    }

    [Fact]
    public void Structure_ComparedWithTheReference_HasItsMembersAndUnits()
    {
        TraceOptions options = new() { Perfetto = PathOf("t.json"), BenchHierarchical = PathOf("h.json"), Bench = PathOf("b.json") };
        RunSomething(options, TextWriter.Null);
        using JsonDocument mine = JsonDocument.Parse(File.ReadAllText(options.Perfetto!));
        using JsonDocument theirs = JsonDocument.Parse(Samples.Text("bb.trace.json.gz"));
        foreach (string phase in new[] { "X", "M" })
        {
            // Ours may have more members of args (depth) but none of theirs may be missing.
            Assert.Superset(Shape(theirs, phase), Shape(mine, phase));
        }

        using JsonDocument myTable = JsonDocument.Parse(File.ReadAllText(options.BenchHierarchical!));
        using JsonDocument theirTable = JsonDocument.Parse(Samples.Text("bb.hierarchical.json.gz"));
        Assert.Equal(EntryShape(theirTable), EntryShape(myTable));

        // Units: the same operation in both files, us with decimals here, ns there.
        JsonElement root = mine.RootElement.GetProperty("traceEvents").EnumerateArray().Single(e => e.GetProperty("name").GetString() == "ChonkAPI::prove");
        long ns = JsonDocument.Parse(File.ReadAllText(options.Bench!)).RootElement.GetProperty("ChonkAPI::prove").GetInt64();
        Assert.Equal(ns, (long)(1000m * root.GetProperty("dur").GetDecimal()));

        static HashSet<string> Shape(JsonDocument document, string phase) => [.. document.RootElement.GetProperty("traceEvents").EnumerateArray()
            .Where(e => e.GetProperty("ph").GetString() == phase)
            .SelectMany(e => e.EnumerateObject().SelectMany(member => member.Value.ValueKind == JsonValueKind.Object
                ? member.Value.EnumerateObject().Select(inner => $"{member.Name}.{inner.Name}:{inner.Value.ValueKind}")
                : [$"{member.Name}:{member.Value.ValueKind}"]))];

        static string EntryShape(JsonDocument document) => string.Join(
            ',', document.RootElement.EnumerateObject().First().Value[0].EnumerateObject().Select(member => $"{member.Name}:{member.Value.ValueKind}"));
    }

    /// <summary>A run of about a fifth of a second with bb's zone names, a parallel section and a checkpoint; its wall time in ns.</summary>
    private static long RunSomething(TraceOptions options, TextWriter terminal)
    {
        using TraceOutputs outputs = TraceOutputs.Start(options);
        Stopwatch clock = Stopwatch.StartNew();
        using (Zone.Enter("ChonkAPI::prove"))
        {
            MemoryProfiler profiler = new(null, new MemoryLedger());
            using (Zone.Enter("Chonk::accumulate"))
            {
                profiler.BeginCircuit("app");
                profiler.Record(MemoryStage.AfterAlloc);
                using NativeBuffer<byte> buffer = new(1 << 20, BufferCategory.Opening);
                Thread.Sleep(60);
            }

            using (Zone.Enter("Chonk::prove"))
            using (Zone.Enter("CommitmentKey::commit"))
            using (Barrier together = new(Math.Min(2, WorkScheduler.Shared.ThreadCount)))
            {
                WorkScheduler.Shared.For(together.ParticipantCount, 1, (_, _, _) =>
                {
                    together.SignalAndWait(TimeSpan.FromMinutes(2));
                    Thread.Sleep(60);
                });
            }
        }

        long wallNs = (long)clock.Elapsed.TotalNanoseconds;
        Finish(outputs, terminal);
        return wallNs;
    }

    private static void Finish(TraceOutputs outputs, TextWriter terminal)
    {
        OutputFiles files = new();
        files.WriteAll(() => outputs.Finish(files, terminal, isColoured: false));
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}
