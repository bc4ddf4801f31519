using Chonk.Prover.Curves;
using Chonk.Prover.Curves.Msm;
using Chonk.Prover.Fields;
using Chonk.Prover.Memory;
using Chonk.Prover.Scheduling;
using Xunit;

namespace Chonk.Prover.Tests.Curves.Msm;

/// <summary>
/// Multi-scalar multiplication against discrete logarithms: points are known multiples a_i of the generator, so the sum must be the
/// generator times the sum of a_i * k_i. The naive sum of single products checks small cases without that relation.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Its coordinates.</typeparam>
/// <typeparam name="TScalar">Its scalars.</typeparam>
public abstract class PippengerTests<TCurve, TBase, TScalar>
    where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
    where TBase : unmanaged, IField<TBase>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    private const int Seed = 4711;
    private const int PointCount = 9000;

    private static readonly TScalar[] Logs = new TScalar[PointCount];
    private static readonly AffinePoint<TCurve, TBase, TScalar>[] Points = MakePoints();

    private static JacobianPoint<TCurve, TBase, TScalar> G => JacobianPoint<TCurve, TBase, TScalar>.Generator;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(33)]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(4097)]
    [InlineData(PointCount)]
    public void Multiply_RandomScalars_EqualsTheSumOfLogarithms(int count)
    {
        System.Random random = new(Seed + count);
        AssertSum(Points, Logs, [.. Enumerable.Range(0, count).Select(_ => Random(random))]);
    }

    [Fact]
    public void Multiply_FewTerms_EqualsTheNaiveSum()
    {
        System.Random random = new(Seed);
        for (int count = 0; count < 12; count++)
        {
            TScalar[] scalars = [.. Enumerable.Range(0, count).Select(_ => Random(random))];
            JacobianPoint<TCurve, TBase, TScalar> naive = default;
            for (int i = 0; i < count; i++)
            {
                naive += (JacobianPoint<TCurve, TBase, TScalar>)Points[i] * scalars[i];
            }

            Assert.Equal(naive, Pippenger.Multiply<TCurve, TBase, TScalar>(Points, scalars));
        }
    }

    public static TheoryData<string> ScalarKinds =>
        ["zero", "one", "minus one", "max half", "bit", "byte", "signed byte", "word", "sparse", "few", "equal", "power of two", "mixed"];

    [Theory]
    [MemberData(nameof(ScalarKinds))]
    public void Multiply_SpecialScalars_EqualsTheSumOfLogarithms(string kind)
    {
        System.Random random = new(Seed);
        UInt256 half = TScalar.Modulus >> 1;
        TScalar equal = Random(random);
        TScalar[] scalars = new TScalar[2500];
        for (int i = 0; i < scalars.Length; i++)
        {
            scalars[i] = kind switch
            {
                "zero" => default,
                "one" => TScalar.One,
                "minus one" => TScalar.FromInt(-1),
                "max half" => TScalar.FromInteger(half) + TScalar.FromInt((i % 3) - 1),
                "bit" => TScalar.FromInt(random.Next(2)),
                "byte" => TScalar.FromInt(random.Next(256)),
                "signed byte" => TScalar.FromInt(random.Next(256) - 128),
                "word" => TScalar.FromInt(random.Next(65536)),
                "sparse" => i % 97 == 0 ? Random(random) : default,
                "few" => TScalar.FromInteger(UInt256.One << (80 * (i % 3))),
                "equal" => equal,
                "power of two" => TScalar.FromInteger(UInt256.One << (i % 254)),
                _ => (i % 4) switch { 0 => default, 1 => TScalar.FromInt(i), 2 => Random(random), _ => TScalar.FromInt(-i) },
            };
        }

        AssertSum(Points, Logs, scalars);
    }

    [Theory]
    [InlineData("all equal")]
    [InlineData("opposite pairs")]
    [InlineData("infinities")]
    [InlineData("few distinct")]
    [InlineData("small multiples")]
    public void Multiply_ExceptionalPoints_EqualsTheSumOfLogarithms(string kind)
    {
        System.Random random = new(Seed);
        const int Count = 2000;
        AffinePoint<TCurve, TBase, TScalar>[] points = new AffinePoint<TCurve, TBase, TScalar>[Count];
        TScalar[] logs = new TScalar[Count];
        JacobianPoint<TCurve, TBase, TScalar> multiple = default;
        JacobianPoint<TCurve, TBase, TScalar>[] multiples = new JacobianPoint<TCurve, TBase, TScalar>[Count];
        for (int i = 0; i < Count; i++)
        {
            multiple += AffinePoint<TCurve, TBase, TScalar>.Generator;
            multiples[i] = multiple;
            (points[i], logs[i]) = kind switch
            {
                "all equal" => (Points[0], Logs[0]),
                "opposite pairs" => (i & 1) == 0 ? (Points[i / 2], Logs[i / 2]) : (-Points[i / 2], -Logs[i / 2]),
                "infinities" => i % 3 != 0 ? (default, Random(random)) : (Points[i], Logs[i]),
                "few distinct" => ((i % 7) < 4 ? Points[i % 7] : -Points[i % 7], (i % 7) < 4 ? Logs[i % 7] : -Logs[i % 7]),
                _ => (default, TScalar.FromInt(i + 1)),
            };
            if (points[i].IsInfinity)
            {
                logs[i] = default;
            }
        }

        if (kind == "small multiples")
        {
            JacobianPoint<TCurve, TBase, TScalar>.ToAffine(multiples, points);
            for (int i = 0; i < Count; i++)
            {
                logs[i] = TScalar.FromInt(i + 1);
            }
        }

        AssertSum(points, logs, [.. Enumerable.Repeat(TScalar.One, Count)]);
        AssertSum(points, logs, [.. Enumerable.Range(0, Count).Select(i => TScalar.FromInt((i & 1) == 0 ? 1 : -1))]);
        AssertSum(points, logs, [.. Enumerable.Range(0, Count).Select(i => TScalar.FromInt(i / 50))]);
        AssertSum(points, logs, [.. Enumerable.Range(0, Count).Select(_ => Random(random))]);
    }

    [Fact]
    public void Multiply_FewerPointsThanScalars_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Pippenger.Multiply<TCurve, TBase, TScalar>(Points.AsSpan(0, 2), new TScalar[3]));

    [Fact]
    public void Multiply_Scratch_IsReturned()
    {
        using WorkScheduler scheduler = new(2);
        System.Random random = new(Seed);
        TScalar[] scalars = [.. Enumerable.Range(0, 700).Select(_ => Random(random))];
        long before = MemoryLedger.Shared.LiveBytesOf(BufferCategory.MsmScratch);
        Pippenger.Multiply<TCurve, TBase, TScalar>(Points, scalars, scheduler);

        // Other tests of this process may be multiplying too, so only a leak of this one is certain to stay.
        Assert.True(SpinWait.SpinUntil(() => MemoryLedger.Shared.LiveBytesOf(BufferCategory.MsmScratch) <= before, 20_000));
    }

    private static void AssertSum(
        AffinePoint<TCurve, TBase, TScalar>[] points, TScalar[] logs, TScalar[] scalars)
    {
        TScalar sum = default;
        for (int i = 0; i < scalars.Length; i++)
        {
            sum += scalars[i] * logs[i];
        }

        JacobianPoint<TCurve, TBase, TScalar> expected = G * sum;
        foreach (int threads in new[] { 1, 2, 5 })
        {
            using WorkScheduler scheduler = new(threads);
            JacobianPoint<TCurve, TBase, TScalar> actual = Pippenger.Multiply<TCurve, TBase, TScalar>(points, scalars, scheduler);
            Assert.True(actual.IsOnCurve);
            Assert.Equal(expected, actual);
        }
    }

    private static TScalar Random(System.Random random)
    {
        Span<byte> bytes = stackalloc byte[32];
        random.NextBytes(bytes);
        return TScalar.FromInteger(UInt256.ReadBigEndian(bytes));
    }

    private static AffinePoint<TCurve, TBase, TScalar>[] MakePoints()
    {
        // A walk with a few random steps: cheap, and every logarithm is known.
        System.Random random = new(Seed);
        TScalar[] steps = [.. Enumerable.Range(0, 16).Select(_ => Random(random))];
        AffinePoint<TCurve, TBase, TScalar>[] moves = [.. steps.Select(s => (G * s).ToAffine())];
        JacobianPoint<TCurve, TBase, TScalar>[] walk = new JacobianPoint<TCurve, TBase, TScalar>[PointCount];
        JacobianPoint<TCurve, TBase, TScalar> point = G;
        TScalar log = TScalar.One;
        for (int i = 0; i < PointCount; i++)
        {
            int step = random.Next(16);
            point += moves[step];
            log += steps[step];
            walk[i] = point;
            Logs[i] = log;
        }

        AffinePoint<TCurve, TBase, TScalar>[] affine = new AffinePoint<TCurve, TBase, TScalar>[PointCount];
        JacobianPoint<TCurve, TBase, TScalar>.ToAffine(walk, affine);
        return affine;
    }
}

/// <summary>BN254, first group.</summary>
public sealed class Bn254PippengerTests : PippengerTests<Bn254, Fq, Fr>;

/// <summary>Grumpkin.</summary>
public sealed class GrumpkinPippengerTests : PippengerTests<Grumpkin, Fr, Fq>;
