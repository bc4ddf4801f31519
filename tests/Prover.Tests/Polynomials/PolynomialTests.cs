using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Xunit;

namespace Chonk.Prover.Tests.Polynomials;

public sealed class PolynomialTests
{
    [Fact]
    public void Indexer_OutsideTheStoredRange_IsZero()
    {
        using Polynomial f = new(3, 2, 8, BufferCategory.Other);
        f.At(3) = Fr.FromInt(5);
        f.At(4) = Fr.FromInt(6);
        Assert.Equal(Fr.Zero, f[2]);
        Assert.Equal(Fr.FromInt(5), f[3]);
        Assert.Equal(Fr.FromInt(6), f[4]);
        Assert.Equal(Fr.Zero, f[5]);
        Assert.Throws<ArgumentOutOfRangeException>(() => f.At(5) = Fr.One);
        Assert.Throws<ArgumentOutOfRangeException>(() => f.At(2) = Fr.One);
    }

    [Fact]
    public void Shifted_OfShiftable_MovesEveryCoefficientDown()
    {
        using Polynomial f = Polynomial.CreateShiftable(8, BufferCategory.Other);
        for (int i = 1; i < 8; i++)
        {
            f.At(i) = Fr.FromInt(i * i);
        }

        Polynomial g = f.Shifted();
        for (int i = 0; i < 8; i++)
        {
            Assert.Equal(f[i + 1], g[i]);
        }

        Fr x = Fr.FromInt(12345);
        Assert.Equal(f.Evaluate(x), x * g.Evaluate(x));
    }

    [Fact]
    public void Shifted_ConstantTerm_IsRefusedUnlessZero()
    {
        using Polynomial f = Polynomial.CreateFull(4, BufferCategory.Other);
        f.At(2) = Fr.FromInt(3);
        Fr x = Fr.FromInt(77);
        Assert.Equal(Fr.FromInt(3) * x, f.Shifted().Evaluate(x));
        f.At(0) = Fr.One;
        Assert.Throws<InvalidOperationException>(f.Shifted);
    }

    [Fact]
    public void AddScaled_SubRange_AddsThere()
    {
        using Polynomial f = Polynomial.CreateFull(6, BufferCategory.Other);
        using Polynomial g = new(2, 2, 6, BufferCategory.Other);
        g.At(2) = Fr.FromInt(10);
        g.At(3) = Fr.FromInt(20);
        f.At(3) = Fr.One;
        f.AddScaled(g, Fr.FromInt(3));
        Assert.Equal([Fr.Zero, Fr.Zero, Fr.FromInt(30), Fr.FromInt(61), Fr.Zero, Fr.Zero], f.Coefficients.ToArray());
        Assert.Throws<ArgumentException>(() => g.AddScaled(f, Fr.One));
    }

    [Fact]
    public void Evaluate_PowersOfPoint_EqualsTheSum()
    {
        using Polynomial f = new(2, 3, 16, BufferCategory.Other);
        Fr x = Fr.FromInt(9);
        Fr expected = Fr.Zero;
        for (int i = 2; i < 5; i++)
        {
            f.At(i) = Fr.FromInt(i + 100);
            expected += Fr.FromInt(i + 100) * Fr.Pow(x, (ulong)i);
        }

        Assert.Equal(expected, f.Evaluate(x));
    }
}
