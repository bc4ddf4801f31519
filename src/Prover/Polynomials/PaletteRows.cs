using Chonk.Prover.Memory;

namespace Chonk.Prover.Polynomials;

/// <summary>
/// Rows with few distinct values: indices of one, two or four bytes into a palette, which the columns of a circuit share. The palette is not
/// owned and must stay alive; index 0 is the value zero.
/// </summary>
public abstract class PaletteRows : CompactRows
{
    private protected PaletteRows(int length, BufferCategory category)
        : base(length, category)
    {
    }

    /// <summary>Allocates rows of zeros with indices as wide as the palette demands.</summary>
    /// <param name="length">Number of rows.</param>
    /// <param name="palette">The distinct values, of which the first is zero.</param>
    /// <param name="category">Where the bytes are booked.</param>
    public static PaletteRows Create(int length, NativeBuffer<Fr> palette, BufferCategory category)
    {
        ArgumentNullException.ThrowIfNull(palette);
        if (palette.Length == 0 || !palette.Span[0].IsZero)
        {
            throw new ArgumentException("The first value of a palette must be zero.", nameof(palette));
        }

        return palette.Length <= byte.MaxValue + 1 ? new PaletteRows<byte>(length, palette, category)
            : palette.Length <= ushort.MaxValue + 1 ? new PaletteRows<ushort>(length, palette, category)
            : new PaletteRows<uint>(length, palette, category);
    }

    /// <summary>The distinct values, of which the first is zero.</summary>
    public abstract ReadOnlySpan<Fr> Palette { get; }

    /// <summary>The indices of the rows from <paramref name="first"/> on, as many as the destination takes.</summary>
    public abstract void ReadIndices(int first, Span<uint> destination);

    /// <summary>Gives a row the value of an index, which must lie within the palette.</summary>
    public abstract void Set(int row, uint index);
}
