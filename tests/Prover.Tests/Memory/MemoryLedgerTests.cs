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
        Assert.Equal(833, ledger.TakePeakSinceMark());
        Assert.Equal(33, ledger.TakePeakSinceMark());
        b.Dispose();
        Assert.Equal(0, ledger.LiveBytes);
        Assert.Throws<ObjectDisposedException>(() => a.Span.Length);
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
}
