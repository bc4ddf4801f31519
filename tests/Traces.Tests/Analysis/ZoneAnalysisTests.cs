using System.IO.Compression;
using System.Text.Json;
using Chonk.Traces.Analysis;
using Chonk.Traces.Models;
using Chonk.Traces.Reading;
using Chonk.Traces.Tests.Support;
using Xunit;

namespace Chonk.Traces.Tests.Analysis;

public sealed class ZoneAnalysisTests
{
    public static TheoryData<string> Zones => [.. ZoneText.StandardZones, "MSM::batch_multi_scalar_mul/evaluate_work_units", "ChonkAPI::prove"];

    /// <summary>
    /// The procedure's definition, computed from the raw JSON by other means: time is cut at every start and end, and a thread is busy
    /// in a piece when one of its zones covers the piece's middle.
    /// </summary>
    [Theory]
    [MemberData(nameof(Zones))]
    public void Of_ReferenceTrace_AgreesWithAnIndependentSweep(string zone)
    {
        Event[] events = ReferenceEvents();
        ZoneAnalysis analysis = ZoneAnalysis.Of(TraceReader.Read(Samples.Trace), zone);
        Event[] calls = [.. events.Where(e => e.Name == zone)];
        Assert.NotEmpty(calls);
        Assert.Equal(calls.Length, analysis.Calls.Count);
        for (int i = 0; i < calls.Length; i++)
        {
            Event window = calls[i];
            ZoneCall call = analysis.Calls[i];
            SortedDictionary<int, double> busy = [];
            foreach (IGrouping<int, Event> thread in events.GroupBy(e => e.Thread))
            {
                double covered = Covered([.. thread.Where(e => e.End > window.Start && e.Start < window.End)], window);
                if (covered > 0)
                {
                    busy[thread.Key] = covered;
                }
            }

            double wall = window.End - window.Start;
            Assert.Equal(wall, call.WallNs / 1000.0, 0.002);
            Assert.Equal(busy.Keys, call.BusyByThread.Select(t => t.ThreadId).Order());
            Assert.All(call.BusyByThread, t => Assert.Equal(busy[t.ThreadId], t.BusyNs / 1000.0, 0.002));
            Assert.Equal(busy.Values.Sum(), call.CpuSumNs / 1000.0, 0.01);
            Assert.Equal(busy.Values.Sum() / (wall * busy.Count), call.Utilisation(busy.Count), 1e-6);
            Assert.Equal(busy.Values.Sum() / (wall * 2), call.Utilisation(analysis.PoolSize), 1e-6);

            var children = events.Where(e => e.Parent == zone && e.Start >= window.Start && e.End <= window.End)
                .GroupBy(e => e.Name)
                .ToDictionary(g => g.Key, g => (Ms: g.Sum(e => e.End - e.Start), Count: g.LongCount(), Threads: g.Select(e => e.Thread).Distinct().Count()));
            Assert.Equal(children.Count, call.Children.Count);
            Assert.All(call.Children, child =>
            {
                Assert.Equal(children[child.Name].Ms, child.TotalNs / 1000.0, 0.01);
                Assert.Equal((children[child.Name].Count, children[child.Name].Threads), (child.Count, child.ThreadCount));
            });
        }
    }

    [Fact]
    public void Of_IdleThreads_LowerThePoolsUtilisationOnly()
    {
        Trace trace = new()
        {
            Threads = [new(1, "main"), new(2, "worker-1"), new(3, "worker-2"), new(4, "worker-3")],
            Zones =
            [
                new("work", null, 1, 0, 1000),
                new("work/chunk", "work", 1, 0, 400),
                new("work/chunk", "work", 2, 100, 400),
                new("inner", "work/chunk", 2, 200, 100),
                new("late", null, 2, 900, 400),
            ],
        };
        ZoneAnalysis analysis = ZoneAnalysis.Of(trace, "work");
        ZoneCall call = Assert.Single(analysis.Calls);
        Assert.Equal([(1, 1000L), (2, 500L)], call.BusyByThread);
        Assert.Equal(1500, call.CpuSumNs);
        Assert.Equal(1500.0 / 4000, analysis.PoolUtilisation, 1e-12);
        Assert.Equal(1500.0 / 2000, analysis.BusyUtilisation, 1e-12);
        Assert.Equal(new ZoneChild("work/chunk", 800, 2, 2), Assert.Single(call.Children));

        using StringWriter text = new();
        ZoneText.Print(analysis, 5, text);
        Assert.Contains("37.5% of 4 threads, 75.0% of 2 busy", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AbsentZone_HasNoCalls() => Assert.Empty(ZoneAnalysis.Of(TraceReader.Read(Samples.Trace), "no such zone").Calls);

    [Fact]
    public void Of_ThousandsOfCalls_TakesOneCallOfEach()
    {
        TraceZone[] zones = [.. Enumerable.Range(0, 40_000).Select(i => new TraceZone("leaf", "root", 1, 10 * i, 10))];
        ZoneAnalysis analysis = ZoneAnalysis.Of(new Trace { Threads = [new(1, "main")], Zones = [new("root", null, 1, 0, 400_000), .. zones] }, "leaf");
        Assert.Equal(400_000, analysis.WallNs);
        Assert.Equal(1.0, analysis.PoolUtilisation);
    }

    [Fact]
    public void Report_ReferenceTrace_NamesZonesUnderHalf()
    {
        using StringWriter text = new();
        TraceReport.Write(TraceReader.Read(Samples.Trace), text, poolSize: 8);
        string report = text.ToString();
        Assert.All(ZoneText.StandardZones, zone => Assert.Contains($"| {zone} |", report, StringComparison.Ordinal));
        Assert.Contains("utilisation of 8 threads", report, StringComparison.Ordinal);
        Assert.Contains("- `Chonk::prove`:", report, StringComparison.Ordinal);
    }

    /// <summary>What runs on one of two threads keeps exactly half of them busy, and is what a report is read for.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(20, false)]
    public void Report_SerialZoneOnTwoThreads_IsABottleneck(long otherThreadNs, bool isNamed)
    {
        using StringWriter text = new();
        TraceReport.Write(
            new Trace
            {
                Threads = [new(1, "main"), new(2, "worker-1")],
                Zones = [new("OinkProver::prove", null, 1, 0, 10_000), new("other", null, 2, 0, otherThreadNs)],
            },
            text);
        string report = text.ToString();
        Assert.Equal(isNamed, report.Contains("at most half of the pool busy", StringComparison.Ordinal));
        Assert.Equal(isNamed, report.Contains("| **50.", StringComparison.Ordinal));
        Assert.Equal(isNamed, report.Contains("- `OinkProver::prove`: 50.", StringComparison.Ordinal));
        Assert.Equal(!isNamed, report.Contains("Every zone keeps more than half", StringComparison.Ordinal));
    }

    [Fact]
    public void Report_BusyPool_NamesNone()
    {
        using StringWriter text = new();
        TraceReport.Write(new Trace { Threads = [new(1, "main")], Zones = [new("OinkProver::prove", null, 1, 0, 5)] }, text);
        Assert.Contains("Every zone keeps more than half", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("| Chonk::prove | 0 | | | | | not in this trace |", text.ToString(), StringComparison.Ordinal);
    }

    private static double Covered(Event[] zones, Event window)
    {
        double[] cuts = [.. zones.SelectMany(e => new[] { e.Start, e.End }).Append(window.Start).Append(window.End)
            .Where(t => t >= window.Start && t <= window.End).Distinct().Order()];
        // Of nested zones only the outer ones matter, which keeps the sweep short.
        double reached = double.MinValue;
        Event[] outer = [.. zones.OrderBy(e => e.Start).ThenByDescending(e => e.End).Where(e =>
        {
            bool sticksOut = e.End > reached;
            reached = Math.Max(reached, e.End);
            return sticksOut;
        })];
        double sum = 0;
        for (int i = 1; i < cuts.Length; i++)
        {
            double middle = (cuts[i - 1] + cuts[i]) / 2;
            sum += outer.Any(e => e.Start <= middle && middle < e.End) ? cuts[i] - cuts[i - 1] : 0;
        }

        return sum;
    }

    private static Event[] ReferenceEvents()
    {
        using GZipStream stream = new(File.OpenRead(Samples.Trace), CompressionMode.Decompress);
        using JsonDocument document = JsonDocument.Parse(stream);
        return [.. document.RootElement.GetProperty("traceEvents").EnumerateArray()
            .Where(e => e.GetProperty("ph").GetString() == "X")
            .Select(e => new Event(
                e.GetProperty("name").GetString()!,
                e.TryGetProperty("args", out JsonElement args) && args.TryGetProperty("parent", out JsonElement parent) ? parent.GetString() : null,
                e.GetProperty("tid").GetInt32(),
                e.GetProperty("ts").GetDouble(),
                e.GetProperty("ts").GetDouble() + e.GetProperty("dur").GetDouble()))];
    }

    private sealed record Event(string Name, string? Parent, int Thread, double Start, double End);
}
