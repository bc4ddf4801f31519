using System.Numerics;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;

namespace Chonk.Prover.Tests.Polynomials;

/// <summary>Pairs of polynomials of the same coefficients, one in each compact form, the other full.</summary>
internal sealed class CompactPolynomials : IDisposable
{
    private readonly List<NativeBuffer<Fr>> palettes = [];

    /// <summary>Names of the forms.</summary>
    public static IReadOnlyList<string> Forms { get; } = ["bytes", "ints", "longs", "palette 3", "palette 256", "palette 257", "palette 65536", "palette 65537", "constant"];

    /// <summary>A pair that stores <c>[start, start + length)</c>.</summary>
    public (Polynomial Compact, Polynomial Full) Create(string form, Random random, int start, int length, int virtualSize)
    {
        Polynomial compact = new(start, Rows(form, random, length, out Fr[] expected), virtualSize);
        Polynomial full = new(start, length, virtualSize, BufferCategory.Other);
        expected.CopyTo(full.Coefficients);
        return (compact, full);
    }

    public void Dispose() => palettes.ForEach(palette => palette.Dispose());

    private CompactRows Rows(string form, Random random, int length, out Fr[] expected)
    {
        switch (form)
        {
            case "bytes":
                return Integers<sbyte>(random, length, out expected);
            case "ints":
                return Integers<int>(random, length, out expected);
            case "longs":
                return Integers<long>(random, length, out expected);
            case "constant":
                Fr value = Fr.FromInt(random.Next());
                expected = [.. Enumerable.Repeat(value, length)];
                return new ConstantRows(value, length, BufferCategory.Other);
            default:
                return Palette(int.Parse(form.AsSpan("palette ".Length), System.Globalization.CultureInfo.InvariantCulture), random, length, out expected);
        }
    }

    private static IntegerRows<TInteger> Integers<TInteger>(Random random, int length, out Fr[] expected)
        where TInteger : unmanaged, IBinaryInteger<TInteger>, ISignedNumber<TInteger>, IMinMaxValue<TInteger>
    {
        IntegerRows<TInteger> rows = new(length, BufferCategory.Other);
        expected = new Fr[length];
        for (int i = 0; i < length; i++)
        {
            TInteger value = random.Next(5) switch
            {
                0 => TInteger.Zero,
                1 => TInteger.MinValue,
                2 => TInteger.MaxValue,
                3 => TInteger.NegativeOne,
                _ => TInteger.CreateTruncating(random.NextInt64()),
            };
            rows.Values[i] = value;
            expected[i] = Fr.FromInt(long.CreateChecked(value));
        }

        return rows;
    }

    private PaletteRows Palette(int size, Random random, int length, out Fr[] expected)
    {
        NativeBuffer<Fr> palette = new(size, BufferCategory.Other);
        palettes.Add(palette);
        for (int i = 1; i < size; i++)
        {
            palette.Span[i] = Fr.FromInt(random.NextInt64()) * Fr.FromInt(-random.NextInt64());
        }

        PaletteRows rows = PaletteRows.Create(length, palette, BufferCategory.Other);
        expected = new Fr[length];
        for (int i = 0; i < length; i++)
        {
            // The ends of the palette more often than the middle.
            int index = random.Next(4) switch { 0 => 0, 1 => size - 1, _ => random.Next(size) };
            rows.Set(i, (uint)index);
            expected[i] = palette.Span[index];
        }

        return rows;
    }
}
