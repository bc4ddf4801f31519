using Chonk.Prover.Curves;
using Chonk.Prover.Fields;
using Xunit;

namespace Chonk.Prover.Tests.Curves;

/// <summary>The laws of every group, on edge points and on random multiples of the generator.</summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Its coordinates.</typeparam>
/// <typeparam name="TScalar">Its scalars.</typeparam>
public abstract class CurveLawTests<TCurve, TBase, TScalar>
    where TCurve : struct, ICurve<TCurve, TBase, TScalar>
    where TBase : struct, IField<TBase>
    where TScalar : struct, IPrimeField<TScalar>
{
    private const int Seed = 20261121;

    private static readonly JacobianPoint<TCurve, TBase, TScalar>[] Samples = MakeSamples();

    private static JacobianPoint<TCurve, TBase, TScalar> G => JacobianPoint<TCurve, TBase, TScalar>.Generator;

    [Fact]
    public void Generator_IsOnCurve_AndHasTheOrderOfTheScalars()
    {
        Assert.True(AffinePoint<TCurve, TBase, TScalar>.Generator.IsOnCurve);
        Assert.False(G.IsInfinity);
        Assert.True(JacobianPoint<TCurve, TBase, TScalar>.Multiply(G, TScalar.Modulus).IsInfinity);
        Assert.True(AffinePoint<TCurve, TBase, TScalar>.Generator.IsInSubgroup);
    }

    [Fact]
    public void Add_AllPairs_IsCommutativeAssociativeAndOnTheCurve()
    {
        foreach (JacobianPoint<TCurve, TBase, TScalar> p in Samples)
        {
            Assert.True(p.IsOnCurve);
            Assert.Equal(p, p + default(JacobianPoint<TCurve, TBase, TScalar>));
            Assert.True((p - p).IsInfinity);
            Assert.Equal(JacobianPoint<TCurve, TBase, TScalar>.Double(p), p + p);
            foreach (JacobianPoint<TCurve, TBase, TScalar> q in Samples)
            {
                JacobianPoint<TCurve, TBase, TScalar> sum = p + q;
                Assert.True(sum.IsOnCurve);
                Assert.Equal(sum, q + p);
                Assert.Equal(sum, p + q.ToAffine());
                Assert.Equal(sum + G, p + (q + G));
                Assert.Equal(p, sum - q);
                Assert.Equal(sum.ToAffine(), (q + p).ToAffine());
                Assert.Equal(p.ToAffine() == q.ToAffine(), p == q);
            }
        }
    }

    /// <summary>The laws above say little if points that differ were held to be equal.</summary>
    [Fact]
    public void Equals_PointsOfOneCoordinateInCommonOrNone_AreDifferent()
    {
        JacobianPoint<TCurve, TBase, TScalar> infinity = default;
        Assert.False(G == -G);
        Assert.False(G == infinity);
        Assert.False(infinity == G);
        Assert.True(infinity == G - G);
        Assert.False(G == G + G);
        Assert.False(G == AffinePoint<TCurve, TBase, TScalar>.CreateUnchecked(TCurve.GeneratorX + TBase.One, TCurve.GeneratorY));
        Assert.True(G + G - G == G);
    }

    [Fact]
    public void Multiply_SmallScalars_EqualsRepeatedAddition()
    {
        JacobianPoint<TCurve, TBase, TScalar> sum = default;
        for (int k = 0; k < 40; k++)
        {
            Assert.Equal(sum, G * TScalar.FromInt(k));
            Assert.Equal(-sum, G * TScalar.FromInt(-k));
            sum += AffinePoint<TCurve, TBase, TScalar>.Generator;
        }
    }

    [Fact]
    public void Multiply_RandomScalars_IsLinear()
    {
        System.Random random = new(Seed);
        for (int i = 0; i < 6; i++)
        {
            TScalar a = RandomScalar(random);
            TScalar b = RandomScalar(random);
            Assert.Equal(G * (a + b), (G * a) + (G * b));
            Assert.Equal(G * (a * b), (G * a) * b);
        }
    }

    [Fact]
    public void ToAffine_Batch_EqualsSingleConversions()
    {
        AffinePoint<TCurve, TBase, TScalar>[] batch = new AffinePoint<TCurve, TBase, TScalar>[Samples.Length];
        JacobianPoint<TCurve, TBase, TScalar>.ToAffine(Samples, batch);
        for (int i = 0; i < batch.Length; i++)
        {
            Assert.Equal(Samples[i].ToAffine(), batch[i]);
            Assert.Equal(Samples[i], (JacobianPoint<TCurve, TBase, TScalar>)batch[i]);
        }
    }

    [Fact]
    public void BigEndian_RoundTrip_AndRefusesWhatIsNotAPoint()
    {
        byte[] bytes = new byte[AffinePoint<TCurve, TBase, TScalar>.EncodingLength];
        foreach (JacobianPoint<TCurve, TBase, TScalar> p in Samples)
        {
            AffinePoint<TCurve, TBase, TScalar> affine = p.ToAffine();
            affine.WriteBigEndian(bytes);
            Assert.Equal(affine.IsInfinity, bytes.All(b => b == 0));
            Assert.True(AffinePoint<TCurve, TBase, TScalar>.TryReadBigEndian(bytes, out AffinePoint<TCurve, TBase, TScalar> back));
            Assert.Equal(affine, back);
            bytes[^1] ^= 1;
            Assert.False(AffinePoint<TCurve, TBase, TScalar>.TryReadBigEndian(bytes, out back));
            Assert.True(back.IsInfinity);
            bytes[^1] ^= 1;
            Array.Fill(bytes, (byte)0xff, 0, 32);
            Assert.False(AffinePoint<TCurve, TBase, TScalar>.TryReadBigEndian(bytes, out _));
        }

        AffinePoint<TCurve, TBase, TScalar>.Generator.WriteBigEndian(bytes);
        Assert.True(AffinePoint<TCurve, TBase, TScalar>.TryReadBigEndian(bytes, out _));
        Assert.False(AffinePoint<TCurve, TBase, TScalar>.TryReadBigEndian(bytes.AsSpan(1), out _));
        Assert.False(AffinePoint<TCurve, TBase, TScalar>.TryReadBigEndian([.. bytes, 0], out _));
    }

    protected static TScalar RandomScalar(System.Random random)
    {
        Span<byte> bytes = stackalloc byte[32];
        random.NextBytes(bytes);
        return TScalar.FromInteger(UInt256.ReadBigEndian(bytes));
    }

    private static JacobianPoint<TCurve, TBase, TScalar>[] MakeSamples()
    {
        System.Random random = new(Seed);
        JacobianPoint<TCurve, TBase, TScalar> p = G * RandomScalar(random);
        JacobianPoint<TCurve, TBase, TScalar> q = G * RandomScalar(random);
        return [default, G, -G, G + G, p, -p, p.ToAffine(), q, p + q, q - p];
    }
}

/// <summary>BN254, first group.</summary>
public sealed class Bn254Tests : CurveLawTests<Bn254, Fq, Fr>;

/// <summary>Grumpkin.</summary>
public sealed class GrumpkinTests : CurveLawTests<Grumpkin, Fr, Fq>;

/// <summary>BN254, second group.</summary>
public sealed class Bn254G2Tests : CurveLawTests<Bn254G2, Fq2, Fr>
{
    [Fact]
    public void TryCreate_PointOfTheTwistOutsideTheSubgroup_IsRefused()
    {
        // A point of the twist found by its smallest real abscissa: the curve equation holds, the order is not r.
        for (int x = 1; ; x++)
        {
            Fq2 abscissa = Fq2.FromInt(x);
            Fq2 square = (Fq2.Square(abscissa) * abscissa) + Bn254G2.B;

            // a + b u = (c + d u)^2: c^2 = (a + sqrt(a^2 + b^2)) / 2, d = b / 2c.
            if (!Fq.TrySquareRoot(Fq.Square(square.C0) + Fq.Square(square.C1), out Fq norm)
                || (!Fq.TrySquareRoot((square.C0 + norm) * Fq.Inverse(Fq.FromUInt64(2)), out Fq c)
                    && !Fq.TrySquareRoot((square.C0 - norm) * Fq.Inverse(Fq.FromUInt64(2)), out c)))
            {
                continue;
            }

            Fq2 ordinate = new(c, square.C1 * Fq.Inverse(Fq.Double(c)));
            Assert.True(G2Affine.CreateUnchecked(abscissa, ordinate).IsOnCurve);
            Assert.False(G2Affine.TryCreate(abscissa, ordinate, out _));
            return;
        }
    }
}
