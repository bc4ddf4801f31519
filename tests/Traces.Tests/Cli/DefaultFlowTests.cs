using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Chonk.Cli.Commands;
using Chonk.Traces.Analysis;
using Chonk.Traces.Benchmarks;
using Chonk.Traces.Models;
using Chonk.Traces.Reading;
using Chonk.Traces.Tests.Support;
using Xunit;

namespace Chonk.Traces.Tests.Cli;

/// <summary>The timing outputs of a real run of the prover over the default flow.</summary>
[Collection(RecordingCollection.Name)]
public sealed class DefaultFlowTests(DefaultFlowTests.ProvedFlow run) : IClassFixture<DefaultFlowTests.ProvedFlow>
{
    /// <summary>Reading the command line, first time, compiled on the way.</summary>
    private const long ParsingNs = 100_000_000;

    /// <summary>File times may lag behind by a tick of the kernel.</summary>
    private const long ClockStepNs = 10_000_000;

    [Fact]
    public void ZoneSums_AgreeWithWallTimeWithinTwoPercent() => Attempts.AssertOneSucceeds(attempt =>
    {
        using ProvedFlow? another = attempt == 0 ? null : new ProvedFlow();
        ProvedFlow proved = another ?? run;
        OperationTable table = OperationTable.Of(proved.Trace);
        OperationStatistics root = Assert.Single(table.ChildrenOf(null));
        long parts = table.ChildrenOf(root.Name).Sum(child => child.MaxThreadNs);
        return root.MaxThreadNs >= (0.98 * proved.WallNs) - ParsingNs && parts >= 0.98 * root.MaxThreadNs
            ? null
            : $"wall {proved.WallNs}, root {root.MaxThreadNs}, its children {parts}";
    });

    [Fact]
    public void ZoneSums_NowhereExceedTheParent()
    {
        OperationTable table = OperationTable.Of(run.Trace);
        OperationStatistics root = Assert.Single(table.ChildrenOf(null));
        Assert.Equal("ChonkAPI::prove", root.Name);
        Assert.InRange(root.MaxThreadNs, 1, run.WallNs + ClockStepNs);
        foreach (IGrouping<string?, TraceZone> children in run.Trace.Zones.Where(zone => zone.ThreadId == 1 && zone.Parent is not null).GroupBy(zone => zone.Parent))
        {
            long parent = run.Trace.Zones.Where(zone => zone.ThreadId == 1 && zone.Name == children.Key).Sum(zone => zone.DurationNs);
            Assert.True(children.Sum(zone => zone.DurationNs) <= parent, children.Key);
        }
    }

    [Fact]
    public void Zones_NestOnEveryThread_AndChildrenLieInTheirParents()
    {
        foreach (IGrouping<int, TraceZone> thread in run.Trace.Zones.GroupBy(zone => zone.ThreadId))
        {
            Stack<TraceZone> open = new();
            foreach (TraceZone zone in thread.OrderBy(zone => zone.StartNs).ThenBy(zone => zone.Depth))
            {
                while (open.TryPeek(out TraceZone top) && top.EndNs <= zone.StartNs)
                {
                    open.Pop();
                }

                if (open.TryPeek(out TraceZone outer))
                {
                    Assert.True(zone.EndNs <= outer.EndNs, $"{zone} sticks out of {outer}");
                    Assert.Equal((outer.Name, outer.Depth + 1), (zone.Parent, zone.Depth));
                }

                open.Push(zone);
            }
        }
    }

    [Fact]
    public void Files_AllFormsTellTheSame()
    {
        OperationTable trace = OperationTable.Of(run.Trace);
        OperationTable breakdown = OperationTableReader.Read(run.PathOf("breakdown.json"));
        Assert.Equal(
            trace.Entries.Select(e => (e.Name, e.Parent, e.TotalNs, e.Count, e.ThreadCount)),
            breakdown.Entries.Select(e => (e.Name, e.Parent, e.TotalNs, e.Count, e.ThreadCount)));
        Assert.Contains("ChonkAPI::prove", run.Printed, StringComparison.Ordinal);
        using JsonDocument flat = JsonDocument.Parse(File.ReadAllText(run.PathOf("flat.json")));
        Assert.Equal(trace.Names.Order(StringComparer.Ordinal), flat.RootElement.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void StandardZones_AreAllInTheTrace() =>
        Assert.All(ZoneText.StandardZones, zone => Assert.NotEmpty(ZoneAnalysis.Of(run.Trace, zone).Calls));

    [Fact]
    public void Operations_OfTheReference_AreNamedAsThere()
    {
        HashSet<string> theirs = [.. OperationTableReader.Read(Samples.Hierarchical).Names];
        string[] mine = [.. OperationTable.Of(run.Trace).Names.Where(name => !name.EndsWith("/chunk", StringComparison.Ordinal))];
        Assert.True(mine.Count(theirs.Contains) >= 0.6 * mine.Length, string.Join(", ", mine.Where(name => !theirs.Contains(name))));
    }

    [Fact]
    public void Trace_ChecksOfTheViewersImporter_Pass()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(run.PathOf("trace.json")));
        foreach (JsonElement e in document.RootElement.GetProperty("traceEvents").EnumerateArray())
        {
            string phase = e.GetProperty("ph").GetString()!;
            Assert.Contains(phase, new[] { "X", "M", "C", "i", "s", "f" });
            Assert.Equal(JsonValueKind.String, e.GetProperty("name").ValueKind);
            Assert.Equal(0, e.GetProperty("pid").GetInt32());
            Assert.True(phase == "M" || e.GetProperty("ts").GetDecimal() >= 0);
            Assert.True(phase != "X" || e.GetProperty("dur").GetDecimal() >= 0);
        }

        Assert.Contains(run.Trace.Counters, sample => sample is { Track: "live bytes: Wires", Value: > 0 });
        Assert.Contains(run.Trace.Counters, sample => sample is { Track: "resident bytes", Value: > 0 });
        Assert.Contains(run.Trace.Instants, instant => instant.Name.StartsWith("after_oink 00_", StringComparison.Ordinal));
        Assert.Equal(0, run.Trace.Counters.Last(sample => sample.Track == "live bytes: Accumulator").Value);
    }

    [Fact]
    public void MemoryProfile_Extracted_HasTheLabelsOfFiveCircuits()
    {
        IReadOnlyList<BenchEntry> entries = MemoryStages.Extract(run.PathOf("memory.json"), "app-proving/four_apps/native");
        Assert.Equal(25, entries.Count);
        Assert.All(entries, (entry, i) => Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"app-proving/four_apps/native/{i / 5:D2}_"), entry.Name, StringComparison.Ordinal));
    }

    /// <summary>One run with every output; the trace as JSON.</summary>
    public sealed class ProvedFlow : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("chonk-default-").FullName;

        public ProvedFlow()
        {
            Execute(SrsCommand.Create(), "generate", "--points", "32769", "-o", PathOf("srs"));
            DateTime start = DateTime.UtcNow;
            Printed = Execute(
                ProveCommand.Create(), "--scheme", "chonk", "--ivc_inputs_path", Samples.DefaultFlow,
                "-o", PathOf("out"), "-c", PathOf("srs"), "--trace_out_perfetto", PathOf("trace.json"),
                "--trace_out_perfetto_aggregate", PathOf("aggregate.json"), "--bench_out", PathOf("flat.json"),
                "--bench_out_hierarchical", PathOf("breakdown.json"), "--memory_profile_out", PathOf("memory.json"), "--print_bench");
            Trace = TraceReader.Read(PathOf("trace.json"));

            // The proof is the first file written, right after the last zone.
            WallNs = (long)(File.GetLastWriteTimeUtc(PathOf("out/proof")) - start).TotalNanoseconds;
        }

        public long WallNs { get; }

        public string Printed { get; }

        internal Trace Trace { get; }

        public string PathOf(string name) => Path.Combine(folder, name);

        public void Dispose() => Directory.Delete(folder, recursive: true);

        private static string Execute(Command command, params string[] arguments)
        {
            (int code, string output, string error) = CommandRun.Of(command, arguments);
            Assert.True(code == 0, error);
            return output + error;
        }
    }
}
