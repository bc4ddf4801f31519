using System.Diagnostics;
using System.Numerics;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Polynomials;

/// <summary>Indices of one width.</summary>
/// <typeparam name="TIndex">An unsigned integer of one, two or four bytes.</typeparam>
internal sealed class PaletteRows<TIndex> : PaletteRows
    where TIndex : unmanaged, IBinaryInteger<TIndex>, IUnsignedNumber<TIndex>
{
    private readonly NativeBuffer<TIndex> indices;
    private readonly NativeBuffer<Fr> palette;

    /// <summary>Allocates rows of zeros.</summary>
    public PaletteRows(int length, NativeBuffer<Fr> palette, BufferCategory category)
        : base(length, category)
    {
        indices = new NativeBuffer<TIndex>(length, category);
        this.palette = palette;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<Fr> Palette => palette.Span;

    /// <inheritdoc/>
    public override void ReadIndices(int first, Span<uint> destination)
    {
        ReadOnlySpan<TIndex> source = indices.Span.Slice(first, destination.Length);
        for (int i = 0; i < source.Length; i++)
        {
            destination[i] = uint.CreateTruncating(source[i]);
        }
    }

    /// <inheritdoc/>
    public override void Set(int row, uint index)
    {
        Debug.Assert(index < (uint)palette.Length, "The index lies outside the palette.");
        indices.Span[row] = TIndex.CreateTruncating(index);
    }

    /// <inheritdoc/>
    public override void Read(int first, Span<Fr> destination)
    {
        ReadOnlySpan<TIndex> source = indices.Span.Slice(first, destination.Length);
        ReadOnlySpan<Fr> values = palette.Span;
        for (int i = 0; i < source.Length; i++)
        {
            destination[i] = values[int.CreateTruncating(source[i])];
        }
    }

    /// <inheritdoc/>
    public override bool IsZero(int first, int count) => !indices.Span.Slice(first, count).ContainsAnyExcept(TIndex.Zero);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        indices.Dispose();
        base.Dispose(disposing);
    }
}
