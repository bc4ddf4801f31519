using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Xunit;

namespace Chonk.Prover.Tests.Polynomials;

public sealed class EqPolynomialTests
{
    [Fact]
    public void Evaluate_OnBits_IsOneExactlyWhereTheyAgree()
    {
        for (int a = 0; a < 8; a++)
        {
            for (int b = 0; b < 8; b++)
            {
                Assert.Equal(a == b ? Fr.One : Fr.Zero, EqPolynomial.Evaluate(Bits(a, 3), Bits(b, 3)));
            }
        }
    }

    [Fact]
    public void Expand_OfAPoint_HoldsEqAtEveryBitVector()
    {
        Fr[] point = [.. Enumerable.Range(0, 5).Select(i => Fr.FromInt((1234567 * i) + 89))];
        Fr[] weights = new Fr[32];
        EqPolynomial.Expand(point, weights);
        for (int e = 0; e < 32; e++)
        {
            Assert.Equal(EqPolynomial.Evaluate(Bits(e, 5), point), weights[e]);
        }
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(0, 16, 4)]
    [InlineData(3, 9, 6)]
    [InlineData(300, 411, 10)]
    [InlineData(0, 1024, 12)]
    [InlineData(0, 600, 45)]
    public void EvaluateMultilinear_AnyRange_IsTheSumOverTheHypercube(int start, int size, int variables)
    {
        using Polynomial f = new(start, size, 1 << Math.Min(10, variables), BufferCategory.Other);
        for (int i = 0; i < size; i++)
        {
            f.Coefficients[i] = Fr.FromInt((i * 7919) + 13) * Fr.FromInt(1L << 62);
        }

        Fr[] point = [.. Enumerable.Range(0, variables).Select(i => Fr.FromInt((987654321L * i) + 5))];
        Fr expected = Fr.Zero;
        for (int e = 0; e < f.VirtualSize; e++)
        {
            expected += EqPolynomial.Evaluate(Bits(e, variables), point) * f[e];
        }

        Assert.Equal(expected, EqPolynomial.EvaluateMultilinear(f, point));
    }

    private static Fr[] Bits(int value, int count) => [.. Enumerable.Range(0, count).Select(i => Fr.FromInt(((long)value >> i) & 1))];
}
