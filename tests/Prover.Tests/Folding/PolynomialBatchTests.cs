using Chonk.Prover.Folding;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Xunit;

namespace Chonk.Prover.Tests.Folding;

public sealed class PolynomialBatchTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Combine_RangesOfEveryKind_IsTheLinearCombination(int start)
    {
        const int Size = 1 << 12;
        (int Start, int End)[] ranges = [(start, start), (start, start + 1), (7, 1030), (1023, 1025), (start, 3000), (2999, 3001), (1024, 2048)];
        Polynomial[] polynomials = [.. ranges.Select(r => Random(r.Start, r.End, Size))];
        Fr[] scalars = [.. ranges.Select(_ => Fr.Random())];
        using Polynomial sum = PolynomialBatch.Combine(polynomials, scalars, start, Size);
        Assert.Equal((start, 3001, Size), (sum.StartIndex, sum.EndIndex, sum.VirtualSize));
        for (int i = 0; i < Size; i++)
        {
            Fr expected = Fr.Zero;
            for (int k = 0; k < polynomials.Length; k++)
            {
                expected += scalars[k] * polynomials[k][i];
            }

            Assert.Equal(expected, sum[i]);
        }

        Array.ForEach(polynomials, p => p.Dispose());
    }

    [Theory]
    [InlineData(0, 2100, 0, 2100)]
    [InlineData(0, 2100, 1, 2)]
    [InlineData(1, 1026, 1000, 1026)]
    [InlineData(1, 5, 1, 1)]
    public void AddScaledAndScaleAndAdd_SourceWithin_AreThoseCombinations(int targetStart, int targetEnd, int start, int end)
    {
        const int Size = 1 << 12;
        Fr scalar = Fr.Random();
        using Polynomial target = Random(targetStart, targetEnd, Size);
        using Polynomial source = Random(start, end, Size);
        Fr[] before = [.. Enumerable.Range(0, Size).Select(i => target[i])];
        PolynomialBatch.AddScaled(source, scalar, target);
        Assert.Equal(before.Select((value, i) => value + (scalar * source[i])), Enumerable.Range(0, Size).Select(i => target[i]));
        before = [.. Enumerable.Range(0, Size).Select(i => target[i])];
        PolynomialBatch.ScaleAndAdd(target, scalar, source);
        Assert.Equal(before.Select((value, i) => (scalar * value) + source[i]), Enumerable.Range(0, Size).Select(i => target[i]));
    }

    [Fact]
    public void Combine_ColumnBelowTheStart_Throws()
    {
        using Polynomial column = Random(0, 4, 8);
        Assert.Throws<ArgumentOutOfRangeException>(() => PolynomialBatch.Combine([column], [Fr.One], 1, 8));
    }

    private static Polynomial Random(int start, int end, int size)
    {
        Polynomial polynomial = new(start, end - start, size, BufferCategory.Other);
        foreach (ref Fr value in polynomial.Coefficients)
        {
            value = Fr.Random();
        }

        return polynomial;
    }
}
