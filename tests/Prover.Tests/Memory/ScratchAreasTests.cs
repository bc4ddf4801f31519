using Chonk.Prover.Memory;
using Xunit;

namespace Chonk.Prover.Tests.Memory;

/// <summary>Scratch areas are freed together, and also when not all of them can be allocated.</summary>
public sealed class ScratchAreasTests
{
    private readonly MemoryLedger ledger = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Dispose_OfAllAreas_FreesEach(int count)
    {
        using (ScratchAreas<NativeBuffer<byte>> areas = new(count, Allocate))
        {
            Assert.Equal(count, areas.Count);
            Assert.Equal(count, Enumerable.Range(0, count).Select(index => areas[index]).Distinct().Count());
            Assert.Equal(64L * count, ledger.LiveBytes);
        }

        Assert.Equal(0, ledger.LiveBytes);
    }

    [Fact]
    public void Constructor_AllocationFails_FreesTheAreasBefore()
    {
        int allocated = 0;
        Assert.Throws<InvalidOperationException>(() => new ScratchAreas<NativeBuffer<byte>>(
            4, () => ++allocated == 3 ? throw new InvalidOperationException() : Allocate()));
        Assert.Equal(3, allocated);
        Assert.Equal(0, ledger.LiveBytes);
    }

    private NativeBuffer<byte> Allocate() => new(64, BufferCategory.MsmScratch, ledger);
}
