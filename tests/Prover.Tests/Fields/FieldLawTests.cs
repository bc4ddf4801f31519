using System.Globalization;
using System.Numerics;
using Chonk.Prover.Fields;
using Xunit;

namespace Chonk.Prover.Tests.Fields;

/// <summary>The laws every field obeys, and equality with arithmetic on big integers, on edge and random operands.</summary>
/// <typeparam name="TParameters">The field's constants.</typeparam>
public abstract class FieldLawTests<TParameters>
    where TParameters : struct, IPrimeFieldParameters
{
    private static readonly BigInteger P = ToBig(PrimeField<TParameters>.Modulus);

    private static readonly PrimeField<TParameters>[] Samples = MakeSamples();

    [Fact]
    public void Constants_FromTheModulus_AreConsistent()
    {
        BigInteger r = BigInteger.One << 256;
        Assert.Equal(r % P, ToBig(TParameters.RModP));
        Assert.Equal(r * r % P, ToBig(TParameters.RSquaredModP));
        BigInteger word = BigInteger.One << 64;
        Assert.Equal(word - 1, P * TParameters.NegatedInverse % word);
        Assert.Equal(BigInteger.Zero, (P - 1) % (BigInteger.One << TParameters.TwoAdicity));
        Assert.Equal(BigInteger.One, (P - 1) / (BigInteger.One << TParameters.TwoAdicity) % 2);
        Assert.Equal(P - 1, BigInteger.ModPow(TParameters.NonResidue, (P - 1) / 2, P));
    }

    [Fact]
    public void AddSubtractMultiply_AllPairs_EqualBigIntegers()
    {
        foreach (PrimeField<TParameters> a in Samples)
        {
            foreach (PrimeField<TParameters> b in Samples)
            {
                BigInteger x = ToBig(a.ToInteger());
                BigInteger y = ToBig(b.ToInteger());
                Assert.Equal((x + y) % P, ToBig((a + b).ToInteger()));
                Assert.Equal((x - y + P) % P, ToBig((a - b).ToInteger()));
                Assert.Equal(x * y % P, ToBig((a * b).ToInteger()));
                Assert.True((a * b).Equals(b * a));
                Assert.True((a + b - b).Equals(a));
            }
        }
    }

    [Fact]
    public void Distributivity_Triples_Holds()
    {
        for (int i = 2; i < Samples.Length; i++)
        {
            PrimeField<TParameters> a = Samples[i - 2], b = Samples[i - 1], c = Samples[i];
            Assert.Equal((a * b) + (a * c), a * (b + c));
            Assert.Equal(a * b * c, a * (b * c));
        }
    }

    [Fact]
    public void Inverse_NonZero_MultipliesToOne()
    {
        foreach (PrimeField<TParameters> a in Samples)
        {
            if (a.IsZero)
            {
                Assert.True(PrimeField<TParameters>.InverseOrZero(a).IsZero);
                Assert.Throws<DivideByZeroException>(() => PrimeField<TParameters>.Inverse(a));
            }
            else
            {
                Assert.True((a * PrimeField<TParameters>.Inverse(a)).IsOne);
            }
        }
    }

    [Fact]
    public void Inverse_ManyElements_EqualsFermatsPower()
    {
        UInt256 exponent = UInt256.Subtract(PrimeField<TParameters>.Modulus, UInt256.FromUInt64(2), out _);
        PrimeField<TParameters> value = Samples[^1];
        for (int i = 0; i < 600; i++)
        {
            // Random elements, then every power of two and its negative, in Montgomery form and plain.
            PrimeField<TParameters> x = i < 92 ? value : PrimeField<TParameters>.FromInteger(UInt256.One << ((i - 92) / 2 % 254));
            x = (i & 1) == 0 ? x : -x;
            Assert.Equal(PrimeField<TParameters>.Pow(x, exponent), PrimeField<TParameters>.InverseOrZero(x));
            value *= Samples[20] + value;
        }
    }

    [Fact]
    public void BatchInverse_WithZeros_EqualsSingleInverses()
    {
        PrimeField<TParameters>[] values = [.. Samples];
        BatchInverse.Invert<PrimeField<TParameters>>(values);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(PrimeField<TParameters>.InverseOrZero(Samples[i]), values[i]);
        }

        BatchInverse.Invert<PrimeField<TParameters>>([]);
    }

    [Fact]
    public void SquareRoot_OfSquare_IsARootAndOfNonSquareNone()
    {
        PrimeField<TParameters> nonResidue = PrimeField<TParameters>.FromUInt64(TParameters.NonResidue);
        foreach (PrimeField<TParameters> a in Samples)
        {
            PrimeField<TParameters> square = PrimeField<TParameters>.Square(a);
            Assert.True(PrimeField<TParameters>.TrySquareRoot(square, out PrimeField<TParameters> root));
            Assert.Equal(square, PrimeField<TParameters>.Square(root));
            if (!a.IsZero)
            {
                Assert.False(PrimeField<TParameters>.TrySquareRoot(square * nonResidue, out _));
            }
        }
    }

    [Fact]
    public void Pow_Exponents_EqualsModPow()
    {
        foreach (PrimeField<TParameters> a in Samples.AsSpan(0, 12))
        {
            foreach (UInt256 exponent in new[] { UInt256.Zero, UInt256.One, UInt256.FromUInt64(65537), new UInt256(1, 2, 3, ulong.MaxValue) })
            {
                Assert.Equal(
                    BigInteger.ModPow(ToBig(a.ToInteger()), ToBig(exponent), P),
                    ToBig(PrimeField<TParameters>.Pow(a, exponent).ToInteger()));
            }
        }
    }

    [Fact]
    public void BigEndian_RoundTrip_AndRefusesWhatIsNotCanonical()
    {
        Span<byte> bytes = stackalloc byte[32];
        foreach (PrimeField<TParameters> a in Samples)
        {
            a.WriteBigEndian(bytes);
            Assert.True(PrimeField<TParameters>.TryReadBigEndian(bytes, out PrimeField<TParameters> back));
            Assert.Equal(a, back);
            Assert.Equal(a, PrimeField<TParameters>.ParseHex(a.ToString()));
        }

        PrimeField<TParameters>.Modulus.WriteBigEndian(bytes);
        Assert.False(PrimeField<TParameters>.TryReadBigEndian(bytes, out _));
        bytes.Fill(0xff);
        Assert.False(PrimeField<TParameters>.TryReadBigEndian(bytes, out _));
        Assert.False(PrimeField<TParameters>.TryReadBigEndian(bytes[1..], out _));
        Assert.True(PrimeField<TParameters>.TryReadBigEndian(new byte[32], out _));
        Assert.False(PrimeField<TParameters>.TryReadBigEndian(new byte[33], out _));
        Assert.Equal(
            ToBig(UInt256.ReadBigEndian(bytes)) % P,
            ToBig(PrimeField<TParameters>.FromInteger(UInt256.ReadBigEndian(bytes)).ToInteger()));
    }

    [Fact]
    public void FromInt_Negative_IsTheAdditiveInverse()
    {
        foreach (long value in new[] { 0, 1, -1, 7, -12345, long.MaxValue, long.MinValue })
        {
            Assert.Equal(((value % P) + P) % P, ToBig(PrimeField<TParameters>.FromInt(value).ToInteger()));
        }
    }

    [Fact]
    public void ParseHex_NotAnInteger_OrNotBelowTheModulus_Throws()
    {
        string modulus = PrimeField<TParameters>.Modulus.ToString();
        foreach (string text in new[] { "", "0x", "g", new string('0', 65), modulus, "0x" + new string('f', 64) })
        {
            Assert.Throws<FormatException>(() => PrimeField<TParameters>.ParseHex(text));
        }

        Assert.Equal(-PrimeField<TParameters>.One, PrimeField<TParameters>.ParseHex(UInt256.Subtract(PrimeField<TParameters>.Modulus, UInt256.One, out _).ToString()));
        Assert.Equal(PrimeField<TParameters>.FromUInt64(10), PrimeField<TParameters>.ParseHex("A"));
    }

    [Fact]
    public void FromWideBytes_AnyBytes_ReducesTheInteger()
    {
        byte[] bytes = new byte[64];
        for (int i = 0; i < 64; i++)
        {
            bytes[i] = (byte)(255 - (i * 3));
        }

        Assert.Equal(new BigInteger(bytes, true, true) % P, ToBig(PrimeField<TParameters>.FromWideBytes(bytes).ToInteger()));
    }

    private static PrimeField<TParameters>[] MakeSamples()
    {
        const int Seed = 20261121;
        System.Random random = new(Seed);
        List<PrimeField<TParameters>> samples = [];
        foreach (int small in new[] { 0, 1, 2, 3, -1, -2 })
        {
            samples.Add(PrimeField<TParameters>.FromInt(small));
        }

        samples.Add(PrimeField<TParameters>.FromMontgomeryUnchecked(UInt256.One));
        samples.Add(PrimeField<TParameters>.FromMontgomeryUnchecked(UInt256.Subtract(PrimeField<TParameters>.Modulus, UInt256.One, out _)));
        samples.Add(PrimeField<TParameters>.FromInteger(new UInt256(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue)));
        byte[] bytes = new byte[64];
        for (int i = 0; i < 40; i++)
        {
            random.NextBytes(bytes);
            samples.Add(PrimeField<TParameters>.FromWideBytes(bytes));
        }

        return [.. samples];
    }

    private static BigInteger ToBig(in UInt256 value) =>
        BigInteger.Parse("0" + value.ToString()[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}

/// <summary>BN254's scalar field.</summary>
public sealed class ScalarFieldTests : FieldLawTests<Bn254ScalarField>;

/// <summary>BN254's base field.</summary>
public sealed class BaseFieldTests : FieldLawTests<Bn254BaseField>;
