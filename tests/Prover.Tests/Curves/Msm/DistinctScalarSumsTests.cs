using Chonk.Prover.Curves.Msm;
using Chonk.Prover.Fields;
using Chonk.Prover.Scheduling;
using Xunit;

namespace Chonk.Prover.Tests.Curves.Msm;

/// <summary>Sums by few distinct scalars, one addition per point, against sums of the logarithms of the points.</summary>
public sealed class DistinctScalarSumsTests
{
    private const int Seed = 4096;

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 2, 2)]
    [InlineData(100, 2, 1)]
    [InlineData(1000, 40, 2)]
    [InlineData(9000, 3, 2)]
    [InlineData(20000, 900, 1)]
    [InlineData(20000, 900, 2)]
    [InlineData(13000, 200, 5)]
    public void MultiplyByDistinct_RandomIndices_EqualsSumOfLogarithms(int pointCount, int valueCount, int threads)
    {
        System.Random random = new(Seed + pointCount);
        using WorkScheduler scheduler = new(threads);
        G1Affine[] multiples = new G1Affine[64];
        for (int i = 1; i < multiples.Length; i++)
        {
            multiples[i] = G1Jacobian.Multiply(G1Affine.Generator, UInt256.FromUInt64((ulong)i)).ToAffine();
        }

        Fr[] values = new Fr[valueCount];
        for (int i = 1; i < valueCount; i++)
        {
            values[i] = i == 1 ? Fr.One : Fr.Random();
        }

        G1Affine[] points = new G1Affine[pointCount];
        uint[] indices = new uint[pointCount];
        Fr log = Fr.Zero;
        for (int i = 0; i < pointCount; i++)
        {
            // Infinite, repeated and opposite points.
            int multiple = random.Next(multiples.Length);
            bool isMirrored = random.Next(2) == 0;
            points[i] = isMirrored ? -multiples[multiple] : multiples[multiple];
            indices[i] = (uint)random.Next(valueCount);
            Fr term = Fr.FromInt(multiple) * values[indices[i]];
            log += isMirrored ? -term : term;
        }

        G1Jacobian sum = Pippenger.MultiplyByDistinct<Prover.Curves.Bn254, Fq, Fr>(
            points, (first, target) => indices.AsSpan(first, target.Length).CopyTo(target), values, scheduler);
        Assert.Equal(G1Jacobian.Multiply(G1Affine.Generator, log.ToInteger()).ToAffine(), sum.ToAffine());
    }

    [Fact]
    public void MultiplyByDistinct_FirstValueNotZero_IsRefused()
    {
        G1Affine[] points = [G1Affine.Generator];
        Fr[] values = [Fr.One];
        Assert.Throws<ArgumentException>(
            () => Pippenger.MultiplyByDistinct<Prover.Curves.Bn254, Fq, Fr>(points, (_, target) => target.Clear(), values));
    }
}
