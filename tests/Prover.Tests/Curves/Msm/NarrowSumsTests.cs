using Chonk.Prover.Curves;
using Chonk.Prover.Curves.Msm;
using Chonk.Prover.Fields;
using Xunit;

namespace Chonk.Prover.Tests.Curves.Msm;

/// <summary>Multiplications by short scalars in shared scratch against the general ones.</summary>
public sealed class NarrowSumsTests
{
    private const int Seed = 31;
    private const int MaxLength = 700;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(255, 8)]
    [InlineData(256, 9)]
    [InlineData(257, 16)]
    [InlineData(700, 17)]
    [InlineData(700, 26)]
    [InlineData(700, 31)]
    public void TryMultiply_ShortScalars_EqualsGeneralSum(int length, int bits)
    {
        System.Random random = new(Seed + length + bits);
        using NarrowSums<Bn254, Fq, Fr> sums = new(MaxLength);
        G1Affine[] points = Points(length, random);
        for (int i = 3; i < length; i += 50)
        {
            points[i] = G1Affine.Infinity;
        }

        for (int round = 0; round < 3; round++)
        {
            Fr[] scalars = new Fr[length];
            for (int i = 0; i < length; i++)
            {
                Fr magnitude = Fr.FromUInt64((ulong)random.NextInt64(1L << bits));
                scalars[i] = random.Next(3) switch
                {
                    0 => Fr.Zero,
                    1 => magnitude,
                    _ => -magnitude,
                };
            }

            Check(sums, points, scalars);
        }
    }

    [Fact]
    public void TryMultiply_EdgeScalars_EqualsGeneralSumOrRefuses()
    {
        System.Random random = new(Seed);
        using NarrowSums<Bn254, Fq, Fr> sums = new(MaxLength);
        G1Affine[] points = Points(4, random);
        points[2] = G1Affine.Infinity;
        Fr most = Fr.FromUInt64(int.MaxValue);
        Check(sums, points, [most, -most, most, Fr.One]);
        Check(sums, points, [-Fr.One, Fr.One, -most, Fr.Zero]);
        Check(sums, points, [Fr.Zero, Fr.Zero, Fr.Zero, Fr.Zero]);
        Check(sums, points, [Fr.FromInt(256), Fr.FromInt(-256), Fr.FromInt(255), Fr.FromInt(511)]);
        Fr[] words = [.. new[] { 63, 64, 127, 128, 191, 192 }.Select(shift => Fr.FromInteger(UInt256.One << shift))];
        foreach (Fr tooLong in (Fr[])[most + Fr.One, -(most + Fr.One), Fr.FromUInt64(ulong.MaxValue), Fr.Inverse(Fr.FromInt(2)), .. words, .. words.Select(word => -word)])
        {
            Fr[] scalars = [Fr.One, Fr.Zero, Fr.One, tooLong];
            Assert.False(sums.TryMultiply(points, (first, target) => FieldVector.ToIntegers<Bn254ScalarField>(scalars.AsSpan(first, target.Length), target), out _));
        }
    }

    private static void Check(NarrowSums<Bn254, Fq, Fr> sums, G1Affine[] points, Fr[] scalars)
    {
        Assert.True(sums.TryMultiply(
            points,
            (first, target) => FieldVector.ToIntegers<Bn254ScalarField>(scalars.AsSpan(first, target.Length), target),
            out G1Jacobian sum));
        G1Jacobian expected = default;
        for (int i = 0; i < scalars.Length; i++)
        {
            expected += G1Jacobian.Multiply(points[i], scalars[i].ToInteger());
        }

        Assert.Equal(expected.ToAffine(), sum.ToAffine());
    }

    private static G1Affine[] Points(int count, System.Random random)
    {
        G1Affine[] points = new G1Affine[count];
        for (int i = 0; i < count; i++)
        {
            // Equal points now and then.
            points[i] = G1Jacobian.Multiply(G1Affine.Generator, UInt256.FromUInt64((ulong)random.Next(1, 2000))).ToAffine();
        }

        return points;
    }
}
