using Chonk.Prover.Fields;
using Xunit;

namespace Chonk.Prover.Tests.Fields;

/// <summary>Vector operations against the same operation element by element, at many lengths.</summary>
/// <typeparam name="TParameters">The field's constants.</typeparam>
public abstract class FieldVectorTests<TParameters>
    where TParameters : struct, IPrimeFieldParameters
{
    private const int Seed = 7011;

    public static TheoryData<int> Lengths => [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 63, 64, 65, 100, 257, 1000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Elementwise_EveryLength_EqualsTheOperators(int length)
    {
        System.Random random = new(Seed + length);
        PrimeField<TParameters>[] a = Make(random, length), b = Make(random, length), c = Make(random, length);
        PrimeField<TParameters> r = Make(random, 1)[0];
        PrimeField<TParameters>[] result = new PrimeField<TParameters>[length];

        FieldVector.Add<TParameters>(a, b, result);
        AssertEach(result, i => a[i] + b[i]);
        FieldVector.Subtract<TParameters>(a, b, result);
        AssertEach(result, i => a[i] - b[i]);
        FieldVector.Multiply<TParameters>(a, b, result);
        AssertEach(result, i => a[i] * b[i]);
        FieldVector.Scale<TParameters>(a, r, result);
        AssertEach(result, i => a[i] * r);
        FieldVector.Square<TParameters>(a, result);
        AssertEach(result, i => a[i] * a[i]);
        FieldVector.MultiplyAdd<TParameters>(a, b, c, result);
        AssertEach(result, i => (a[i] * b[i]) + c[i]);
        c.CopyTo(result, 0);
        FieldVector.AddScaled<TParameters>(a, r, result);
        AssertEach(result, i => (a[i] * r) + c[i]);
        FieldVector.Fold<TParameters>(a, b, r, result);
        AssertEach(result, i => a[i] + (r * (b[i] - a[i])));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void FromIntegers_EveryLength_EqualsTheElements(int length)
    {
        System.Random random = new(Seed * length);
        long[] wide = [.. Enumerable.Range(0, length).Select(i => (i % 5) switch
        {
            0 => long.MinValue,
            1 => long.MaxValue,
            2 => -i,
            3 => 0,
            _ => random.NextInt64(long.MinValue, long.MaxValue),
        })];
        int[] narrow = [.. wide.Select(v => (int)v)];
        PrimeField<TParameters>[] result = new PrimeField<TParameters>[length];
        FieldVector.FromIntegers<TParameters, long>(wide, result);
        AssertEach(result, i => PrimeField<TParameters>.FromInt(wide[i]));
        FieldVector.FromIntegers<TParameters, int>(narrow, result);
        AssertEach(result, i => PrimeField<TParameters>.FromInt(narrow[i]));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Reductions_EveryLength_EqualLoops(int length)
    {
        System.Random random = new(Seed - length);
        PrimeField<TParameters>[] a = Make(random, length), b = Make(random, length);
        PrimeField<TParameters> dot = default, sum = default;
        for (int i = 0; i < length; i++)
        {
            dot += a[i] * b[i];
            sum += a[i];
        }

        Assert.Equal(dot, FieldVector.DotProduct<TParameters>(a, b));
        Assert.Equal(sum, FieldVector.Sum<TParameters>(a));
        PrimeField<TParameters>[] inverses = [.. a];
        FieldVector.Invert<TParameters>(inverses, new PrimeField<TParameters>[length]);
        AssertEach(inverses, i => PrimeField<TParameters>.InverseOrZero(a[i]));
        UInt256[] integers = new UInt256[length];
        FieldVector.ToIntegers<TParameters>(a, integers);
        Assert.Equal(a.Select(value => value.ToInteger()), integers);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void InPlace_SameStart_GivesTheSame(int length)
    {
        System.Random random = new(Seed ^ length);
        PrimeField<TParameters>[] a = Make(random, length), b = Make(random, length), values = Make(random, 2 * length);
        PrimeField<TParameters> r = Make(random, 1)[0];
        PrimeField<TParameters>[] expected = new PrimeField<TParameters>[length];

        FieldVector.FoldPairs<TParameters>(values, r, expected);
        AssertEach(expected, i => values[2 * i] + (r * (values[(2 * i) + 1] - values[2 * i])));
        FieldVector.FoldPairs<TParameters>(values, r, values.AsSpan(0, length));
        Assert.Equal(expected, values[..length]);

        PrimeField<TParameters>[] result = [.. a];
        FieldVector.Multiply<TParameters>(result, b, result);
        AssertEach(result, i => a[i] * b[i]);
        result = [.. a];
        FieldVector.Fold<TParameters>(result, b, r, result);
        AssertEach(result, i => a[i] + (r * (b[i] - a[i])));
    }

    [Fact]
    public void Lengths_ThatDiffer_AreRefused()
    {
        PrimeField<TParameters>[] three = new PrimeField<TParameters>[3], four = new PrimeField<TParameters>[4];
        Assert.Throws<ArgumentException>(() => FieldVector.Add<TParameters>(three, four, three));
        Assert.Throws<ArgumentException>(() => FieldVector.Multiply<TParameters>(three, three, four));
        Assert.Throws<ArgumentException>(() => FieldVector.DotProduct<TParameters>(three, four));
        Assert.Throws<ArgumentException>(() => FieldVector.FoldPairs<TParameters>(four, four[0], three));
        Assert.Throws<ArgumentException>(() => FieldVector.Invert<TParameters>(four, three));
        Assert.Throws<ArgumentException>(
            () => FieldVector.Invert<TParameters>(new PrimeField<TParameters>[256], new PrimeField<TParameters>[255]));
        Assert.Throws<ArgumentException>(() => FieldVector.ToIntegers<TParameters>(four, new UInt256[3]));
    }

    [Fact]
    public void Invert_ZerosAnywhere_StayZero()
    {
        PrimeField<TParameters>[] zeros = new PrimeField<TParameters>[200];
        FieldVector.Invert<TParameters>(zeros, new PrimeField<TParameters>[200]);
        Assert.All(zeros, value => Assert.True(value.IsZero));
        PrimeField<TParameters>[] values = Make(new System.Random(Seed), 200);
        for (int i = 0; i < values.Length; i += 3)
        {
            values[i] = default;
        }

        PrimeField<TParameters>[] inverses = [.. values];
        FieldVector.Invert<TParameters>(inverses, new PrimeField<TParameters>[200]);
        AssertEach(inverses, i => PrimeField<TParameters>.InverseOrZero(values[i]));
    }

    private static void AssertEach(PrimeField<TParameters>[] actual, Func<int, PrimeField<TParameters>> expected)
    {
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.Equal(expected(i), actual[i]);
        }
    }

    /// <summary>Random elements, every fourth an edge value of the Montgomery form.</summary>
    private static PrimeField<TParameters>[] Make(System.Random random, int length)
    {
        PrimeField<TParameters>[] values = new PrimeField<TParameters>[length];
        byte[] bytes = new byte[64];
        UInt256 last = UInt256.Subtract(PrimeField<TParameters>.Modulus, UInt256.One, out _);
        UInt256[] edges =
        [
            UInt256.Zero, UInt256.One, last, TParameters.RModP, new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, TParameters.P3 - 1),
            new(0, 0, 0, TParameters.P3), last >> 1, new(0x0008000000000000, 0x8000000000, 0x8000000, 0x8000),
        ];
        for (int i = 0; i < length; i++)
        {
            random.NextBytes(bytes);
            values[i] = random.Next(4) == 0
                ? PrimeField<TParameters>.FromMontgomeryUnchecked(edges[random.Next(edges.Length)])
                : PrimeField<TParameters>.FromWideBytes(bytes);
        }

        return values;
    }
}

/// <summary>BN254's scalar field.</summary>
public sealed class ScalarFieldVectorTests : FieldVectorTests<Bn254ScalarField>;

/// <summary>BN254's base field.</summary>
public sealed class BaseFieldVectorTests : FieldVectorTests<Bn254BaseField>;
