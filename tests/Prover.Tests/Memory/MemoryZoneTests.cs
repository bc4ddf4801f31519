using Chonk.Prover.Diagnostics;
using Chonk.Prover.Memory;
using Chonk.Prover.Scheduling;
using Chonk.Prover.Tests.Diagnostics;
using Xunit;

namespace Chonk.Prover.Tests.Memory;

/// <summary>Which zone a buffer is booked for; alone, since one recorder is active at a time.</summary>
[Collection(RecordingCollection.Name)]
public sealed class MemoryZoneTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Buffers_AreBookedForTheZoneThatAllocatedThem(bool keepsEvents)
    {
        MemoryLedger ledger = new();
        using NativeBuffer<byte> before = new(1, BufferCategory.Other, ledger);
        using ZoneRecorder recorder = keepsEvents ? ZoneRecorder.Start() : ZoneRecorder.StartWithoutEvents();
        NativeBuffer<byte> kept;
        using (Zone.Enter("outer"))
        {
            kept = new NativeBuffer<byte>(10, BufferCategory.Wires, ledger);
            using Zone inner = Zone.Enter("inner");
            new NativeBuffer<byte>(100, BufferCategory.Sumcheck, ledger).Dispose();
        }

        MemorySnapshot peak = ledger.TakePeakSinceMark();
        Assert.Equal(new Dictionary<string, long> { [""] = 1, ["outer"] = 10, ["inner"] = 100 }, peak.ByZone);
        Assert.Equal(new Dictionary<string, long> { [""] = 1, ["outer"] = 10 }, ledger.TakeSnapshot().ByZone);
        kept.Dispose();
        Assert.Equal([""], ledger.TakeSnapshot().ByZone.Keys);
    }

    [Fact]
    public void Buffers_OfAParallelSection_AreBookedForTheSection()
    {
        MemoryLedger ledger = new();
        using ZoneRecorder recorder = ZoneRecorder.StartWithoutEvents();
        NativeBuffer<byte>[] buffers = new NativeBuffer<byte>[64];
        using (WorkScheduler scheduler = new(4))
        using (Zone.Enter("section"))
        {
            scheduler.For(buffers.Length, 1, (start, end, _) =>
            {
                for (int i = start; i < end; i++)
                {
                    buffers[i] = new NativeBuffer<byte>(3, BufferCategory.MsmScratch, ledger);
                }
            });
        }

        Assert.Equal(new Dictionary<string, long> { ["section"] = 192 }, ledger.TakeSnapshot().ByZone);
        Array.ForEach(buffers, buffer => buffer.Dispose());
        Assert.Empty(recorder.Forks());
        Assert.All(recorder.Events(), thread => Assert.Empty(thread.Events));
    }

    [Fact]
    public void Zones_ManyNames_AreAllKnown()
    {
        MemoryLedger ledger = new();
        using ZoneRecorder recorder = ZoneRecorder.StartWithoutEvents();
        List<NativeBuffer<byte>> buffers = [];
        for (int i = 0; i < 100; i++)
        {
            using Zone zone = Zone.Enter($"zone {i}");
            buffers.Add(new NativeBuffer<byte>(i + 1, BufferCategory.Other, ledger));
        }

        IReadOnlyDictionary<string, long> zones = ledger.TakePeakSinceMark().ByZone;
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(i + 1, zones[$"zone {i}"]));
        buffers.ForEach(buffer => buffer.Dispose());
    }
}
