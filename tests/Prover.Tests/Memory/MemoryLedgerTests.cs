using Chonk.Prover.Memory;
using Xunit;

namespace Chonk.Prover.Tests.Memory;

public sealed class MemoryLedgerTests
{
    [Fact]
    public void Buffers_AllocatedAndFreed_AreBookedExactly()
    {
        MemoryLedger ledger = new();
        NativeBuffer<ulong> a = new(100, BufferCategory.Wires, ledger);
        NativeBuffer<byte> b = new(33, BufferCategory.Tables, ledger);
        Assert.Equal(833, ledger.LiveBytes);
        Assert.Equal(800, ledger.LiveBytesOf(BufferCategory.Wires));
        Assert.Equal(33, ledger.LiveBytesByCategory()[(int)BufferCategory.Tables]);
        a.Dispose();
        a.Dispose();
        Assert.Equal(33, ledger.LiveBytes);
        Assert.Equal(833, ledger.PeakLiveBytes);
        Assert.Equal(833, ledger.TakePeakSinceMark().Bytes);
        Assert.Equal(33, ledger.TakePeakSinceMark().Bytes);
        b.Dispose();
        Assert.Equal(0, ledger.LiveBytes);
        Assert.Throws<ObjectDisposedException>(() => a.Span.Length);
    }

    [Fact]
    public void TakePeakSinceMark_HasThePartsOfTheHighestInstant()
    {
        MemoryLedger ledger = new();
        NativeBuffer<byte> wires = new(100, BufferCategory.Wires, ledger);
        NativeBuffer<byte> scratch = new(50, BufferCategory.MsmScratch, ledger);
        scratch.Dispose();
        NativeBuffer<byte> tables = new(50, BufferCategory.Tables, ledger);
        MemorySnapshot peak = ledger.TakePeakSinceMark();
        Assert.Equal((150, 100, 50, 0), (peak.Bytes, Of(peak, BufferCategory.Wires), Of(peak, BufferCategory.MsmScratch), Of(peak, BufferCategory.Tables)));
        Assert.Equal(150, peak.ByZone[""]);

        // The next interval starts with what is alive, and what is released later is still in its peak.
        wires.Dispose();
        tables.Dispose();
        peak = ledger.TakePeakSinceMark();
        Assert.Equal((150, 100, 50), (peak.Bytes, Of(peak, BufferCategory.Wires), Of(peak, BufferCategory.Tables)));
        peak = ledger.TakePeakSinceMark();
        Assert.Equal((0, 0), (peak.Bytes, peak.ByZone.Count));
    }

    /// <summary>Against a book that keeps every instant.</summary>
    [Fact]
    public void TakePeakSinceMark_RandomBookings_AgreesWithAPlainSearch()
    {
        Random random = new(11);
        MemoryLedger ledger = new();
        long[] live = new long[MemoryLedger.CategoryCount];
        long[] highest = new long[MemoryLedger.CategoryCount];
        List<NativeBuffer<byte>> buffers = [];
        for (int step = 0; step < 5000; step++)
        {
            if (buffers.Count > 0 && random.Next(2) == 0)
            {
                int at = random.Next(buffers.Count);
                live[(int)buffers[at].Category] -= buffers[at].Length;
                buffers[at].Dispose();
                buffers.RemoveAt(at);
            }
            else
            {
                buffers.Add(new NativeBuffer<byte>(random.Next(1, 5), (BufferCategory)random.Next(live.Length), ledger));
                live[(int)buffers[^1].Category] += buffers[^1].Length;
                highest = live.Sum() > highest.Sum() ? [.. live] : highest;
            }

            if (random.Next(20) == 0)
            {
                Assert.Equal(highest, ledger.TakePeakSinceMark().ByCategory);
                Assert.Equal(live, ledger.TakeSnapshot().ByCategory);
                highest = [.. live];
            }
        }

        buffers.ForEach(buffer => buffer.Dispose());
    }

    [Fact]
    public void NativeBuffer_New_IsZeroedAndAligned()
    {
        MemoryLedger ledger = new();
        for (int i = 0; i < 8; i++)
        {
            using NativeBuffer<ulong> buffer = new(1000, BufferCategory.Other, ledger);
            Assert.Equal(-1, buffer.Span.IndexOfAnyExcept(0UL));
            unsafe
            {
                Assert.Equal(0, (long)buffer.Pointer % 64);
            }

            buffer.Span.Fill(ulong.MaxValue);
        }
    }

    [Fact]
    public void NativeBuffer_Empty_HasNoBytes()
    {
        MemoryLedger ledger = new();
        using NativeBuffer<ulong> buffer = new(0, BufferCategory.Other, ledger);
        Assert.True(buffer.Span.IsEmpty);
        Assert.Equal(0, ledger.LiveBytes);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NativeBuffer<ulong>(-1, BufferCategory.Other, ledger));
    }

    private static long Of(MemorySnapshot memory, BufferCategory category) => memory.ByCategory[(int)category];
}
