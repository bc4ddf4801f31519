using Chonk.Prover.Fields;
using Chonk.Prover.Folding;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Tests.Commitments;
using Xunit;

namespace Chonk.Prover.Tests.Polynomials;

/// <summary>Every operation on a compact polynomial against the same on the full polynomial of the same coefficients.</summary>
public sealed class CompactPolynomialTests
{
    private const int Size = 512;

    public static TheoryData<string, int, int> Shapes
    {
        get
        {
            TheoryData<string, int, int> shapes = [];
            foreach (string form in CompactPolynomials.Forms)
            {
                shapes.Add(form, 1, Size - 1);
                shapes.Add(form, 37, 300);
                shapes.Add(form, 511, 1);
                shapes.Add(form, 5, 0);
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Reading_AnyWindow_GivesTheFullOnesCoefficients(string form, int start, int length)
    {
        using CompactPolynomials pairs = new();
        Random random = new(start + length);
        (Polynomial compact, Polynomial full) = pairs.Create(form, random, start, length, Size);
        using (compact)
        using (full)
        {
            Assert.True(compact.IsCompact);
            Assert.Equal((start, length, Size), (compact.StartIndex, compact.StoredSize, compact.VirtualSize));
            AssertSameReads(compact, full, random);
            using Polynomial shifted = compact.Shifted();
            using Polynomial fullShifted = full.Shifted();
            AssertSameReads(shifted, fullShifted, random);
            if (length > 0)
            {
                Assert.Throws<InvalidOperationException>(() => compact.Coefficients[0] = Fr.One);
                Assert.Throws<InvalidOperationException>(() => compact.At(start) = Fr.One);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Algebra_EqualsThatOfTheFullOne(string form, int start, int length)
    {
        using CompactPolynomials pairs = new();
        Random random = new(start * length);
        (Polynomial compact, Polynomial full) = pairs.Create(form, random, start, length, Size);
        using (compact)
        using (full)
        {
            Fr point = Fr.Random();
            Fr horner = Fr.Zero;
            for (int i = Size - 1; i >= 0; i--)
            {
                horner = (horner * point) + full[i];
            }

            Assert.Equal(horner, full.Evaluate(point));
            Assert.Equal(horner, compact.Evaluate(point));
            Assert.Equal(horner, point * compact.Shifted().Evaluate(point));
            Fr[] many = [.. Enumerable.Range(0, 9).Select(_ => Fr.Random())];
            Assert.Equal(EqPolynomial.EvaluateMultilinear(full, many), EqPolynomial.EvaluateMultilinear(compact, many));
            using Polynomial sum = Polynomial.CreateFull(Size, BufferCategory.Other);
            using Polynomial fullSum = Polynomial.CreateFull(Size, BufferCategory.Other);
            sum.AddScaled(compact, point);
            fullSum.AddScaled(full, point);
            Assert.Equal(fullSum.Coefficients, sum.Coefficients);
            using Polynomial combined = PolynomialBatch.Combine([compact, full, compact], [point, Fr.One, many[0]], 0, Size);
            using Polynomial expected = PolynomialBatch.Combine([full], [point + Fr.One + many[0]], 0, Size);
            Assert.Equal(expected.Coefficients, combined.Coefficients);
            Assert.Equal(TestCommitmentKey.Instance.Key.Commit(full), TestCommitmentKey.Instance.Key.Commit(compact));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ReadIntegers_AnyWindow_AreTheCanonicalIntegers(string form, int start, int length)
    {
        using CompactPolynomials pairs = new();
        (Polynomial compact, Polynomial full) = pairs.Create(form, new Random(length), start, length, Size);
        using (compact)
        using (full)
        {
            for (int first = 0; first <= length; first += 1 + (length / 7))
            {
                UInt256[] integers = new UInt256[length - first];
                compact.Compact!.ReadIntegers(first, integers);
                Assert.Equal(full.Coefficients[first..].ToArray().Select(c => c.ToInteger()), integers);
            }
        }
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(256, 1)]
    [InlineData(257, 2)]
    [InlineData(65536, 2)]
    [InlineData(65537, 4)]
    public void Palette_OfAnySize_TakesTheNarrowestIndices(int size, int bytesPerRow)
    {
        using NativeBuffer<Fr> palette = new(size, BufferCategory.Other);
        using PaletteRows rows = PaletteRows.Create(100, palette, BufferCategory.Other);
        Assert.Equal(bytesPerRow, rows.GetType().GenericTypeArguments.Single() switch
        {
            Type t when t == typeof(byte) => 1,
            Type t when t == typeof(ushort) => 2,
            _ => 4,
        });
    }

    [Fact]
    public void Palette_WithoutZeroInFront_IsRefused()
    {
        using NativeBuffer<Fr> empty = new(0, BufferCategory.Other);
        Assert.Throws<ArgumentException>(() => PaletteRows.Create(1, empty, BufferCategory.Other));
        using NativeBuffer<Fr> one = new(1, BufferCategory.Other);
        one.Span[0] = Fr.One;
        Assert.Throws<ArgumentException>(() => PaletteRows.Create(1, one, BufferCategory.Other));
    }

    [Fact]
    public void Constructor_RowsBeyondTheSize_AreRefused()
    {
        using IntegerRows<int> rows = new(4, BufferCategory.Other);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Polynomial(5, rows, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Polynomial(-1, rows, 8));
    }

    [Fact]
    public void Shifted_ConstantTerm_IsRefusedUnlessZero()
    {
        using Polynomial constant = new(0, new ConstantRows(Fr.One, 4, BufferCategory.Other), 8);
        Assert.Throws<InvalidOperationException>(constant.Shifted);
        using Polynomial zeros = new(0, new IntegerRows<int>(4, BufferCategory.Other), 8);
        Assert.Equal(-1, zeros.Shifted().StartIndex);
    }

    private static void AssertSameReads(Polynomial compact, Polynomial full, Random random)
    {
        for (int i = -2; i < Size + 2; i++)
        {
            Assert.Equal(full[i], compact[i]);
        }

        Fr[] read = new Fr[Size];
        Fr[] scratch = new Fr[Size];
        for (int trial = 0; trial < 60; trial++)
        {
            int from = random.Next(-1, Size);
            int count = trial < 5 ? trial : random.Next(Size - from);
            compact.Read(from, read.AsSpan(0, count));
            Fr[] expected = [.. Enumerable.Range(from, count).Select(i => full[i])];
            Assert.Equal(expected, read[..count]);
            full.Read(from, read.AsSpan(0, count));
            Assert.Equal(expected, read[..count]);
            Assert.Equal(expected, compact.Rows(from, count, scratch).ToArray());
            Assert.Equal(expected, full.Rows(from, count, scratch).ToArray());
            bool isZero = expected.All(v => v.IsZero);
            Assert.Equal(isZero, compact.IsZeroOn(from, from + count));
            Assert.Equal(isZero, full.IsZeroOn(from, from + count));
        }
    }
}
