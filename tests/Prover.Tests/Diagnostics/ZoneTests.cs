using Chonk.Prover.Diagnostics;
using Chonk.Prover.Memory;
using Chonk.Prover.Scheduling;
using Xunit;

namespace Chonk.Prover.Tests.Diagnostics;

[Collection(RecordingCollection.Name)]
public sealed class ZoneTests
{
    [Fact]
    public void Zones_NestedAndOnThreads_AreRecordedWithParents()
    {
        using ZoneRecorder recorder = ZoneRecorder.Start();
        using (Zone.Enter("outer"))
        {
            for (int i = 0; i < 2000; i++)
            {
                using Zone inner = Zone.Enter("inner");
            }
        }

        Thread thread = new(() =>
        {
            using Zone zone = Zone.Enter("elsewhere");
        })
        { Name = "worker-7" };
        thread.Start();
        thread.Join();

        var threads = recorder.Events();
        IReadOnlyList<ZoneEvent> here = threads[0].Events;
        Assert.Equal(2001, here.Count);
        Assert.Equal(("outer", null, 0), (here[0].Name, here[0].Parent, here[0].Depth));
        Assert.All(here.Skip(1), zone => Assert.Equal(("inner", "outer", 1), (zone.Name, zone.Parent, zone.Depth)));
        Assert.All(here, zone => Assert.InRange(zone.StartTicks, here[0].StartTicks, here[0].EndTicks));
        Assert.Equal("elsewhere", Assert.Single(Assert.Single(threads, t => t.ThreadName == "worker-7").Events).Name);
        Assert.Subset(recorder.Totals().Keys.ToHashSet(), new HashSet<string> { "elsewhere", "inner", "outer" });
    }

    [Fact]
    public void Enter_WithoutRecorder_DoesNothing()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            using Zone zone = Zone.Enter("nobody listens");
            using Zone chunk = ZoneFork.Capture().Enter();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(default, ZoneFork.Capture());
    }

    [Fact]
    public void Enter_WithRecorder_AllocatesNothing()
    {
        using ZoneRecorder recorder = ZoneRecorder.Start();
        OpenAndClose(10);
        long before = GC.GetAllocatedBytesForCurrentThread();
        OpenAndClose(5000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2 * 5010, recorder.Events()[0].Events.Count);
    }

    [Fact]
    public void Enter_MoreZonesThanABlockHolds_KeepsAllInOrder()
    {
        using ZoneRecorder recorder = ZoneRecorder.Start();
        using (Zone.Enter("around all blocks"))
        {
            OpenAndClose(20_000);
        }

        IReadOnlyList<ZoneEvent> events = recorder.Events()[0].Events;
        Assert.Equal(40_001, events.Count);
        Assert.Equal("around all blocks", events[0].Name);
        Assert.All(events.Skip(1).Where((_, i) => i % 2 == 0), zone => Assert.Equal(("outer", "around all blocks", 1), (zone.Name, zone.Parent, zone.Depth)));
        Assert.All(events.Skip(1).Where((_, i) => i % 2 == 1), zone => Assert.Equal(("inner", "outer", 2), (zone.Name, zone.Parent, zone.Depth)));
        Assert.True(events.Zip(events.Skip(1)).All(pair => pair.First.StartTicks <= pair.Second.StartTicks));
    }

    [Fact]
    public void Scheduler_ParallelSection_RecordsChunksOfTheSectionOnEveryThread()
    {
        using WorkScheduler scheduler = new(3);
        using Barrier together = new(3);
        using ZoneRecorder recorder = ZoneRecorder.Start();
        using (Zone.Enter("root"))
        using (Zone.Enter("section"))
        {
            // A barrier in each piece: three threads must take one each.
            scheduler.For(3, 1, (_, _, _) =>
            {
                using Zone zone = Zone.Enter("piece");
                together.SignalAndWait(TimeSpan.FromMinutes(2));
            });
        }

        var threads = recorder.Events();
        Assert.Equal(["main", "worker-1", "worker-2"], threads.Select(t => t.ThreadName == "worker-1" || t.ThreadName == "worker-2" ? t.ThreadName : "main").Order());
        foreach ((string name, IReadOnlyList<ZoneEvent> events) in threads)
        {
            ZoneEvent chunk = Assert.Single(events, e => e.Name == "section/chunk");
            Assert.Equal(("section", 2, 1), (chunk.Parent, chunk.Depth, chunk.ForkId));
            ZoneEvent piece = Assert.Single(events, e => e.Name == "piece");
            Assert.Equal(("section/chunk", 3, 0), (piece.Parent, piece.Depth, piece.ForkId));
        }

        ZoneMark fork = Assert.Single(recorder.Forks());
        Assert.Equal((0, 1), (fork.ThreadIndex, fork.ForkId));
        Assert.All(threads.SelectMany(t => t.Events).Where(e => e.ForkId == 1), e => Assert.True(e.StartTicks >= fork.Ticks));
    }

    [Fact]
    public void Ledger_WhileRecording_WritesEveryBookingAsASample()
    {
        using ZoneRecorder recorder = ZoneRecorder.Start();
        long before = MemoryLedger.Shared.LiveBytesOf(BufferCategory.Opening);
        using (new NativeBuffer<byte>(1000, BufferCategory.Opening))
        {
        }

        long[] values = [.. recorder.Samples().Where(s => s.Track == (int)BufferCategory.Opening).Select(s => s.Value - before)];
        Assert.Equal([1000, 0], values);
    }

    [Fact]
    public void Mark_WhileRecording_KeepsNameAndOrder()
    {
        using ZoneRecorder recorder = ZoneRecorder.Start();
        Zone.Mark("first");
        Zone.Mark("second");
        Assert.Equal(["first", "second"], recorder.Marks().Select(mark => mark.Name));
    }

    private static void OpenAndClose(int count)
    {
        for (int i = 0; i < count; i++)
        {
            using Zone outer = Zone.Enter("outer");
            using Zone inner = Zone.Enter("inner");
        }
    }
}
