using System.Globalization;
using System.Numerics;
using Chonk.Prover.Curves.Pairing;
using Chonk.Prover.Fields;
using Xunit;

namespace Chonk.Prover.Tests.Curves.Pairing;

public sealed class OptimalAtePairingTests
{
    private const int Seed = 197;

    // EIP-197's test "jeff1" as in go-ethereum, core/vm/testdata/precompiles/bn256Pairing.json. Coordinates of G2: imaginary part first.
    private const string FirstG1 =
        "1c76476f4def4bb94541d57ebba1193381ffa7aa76ada664dd31c16024c43f593034dd2920f673e204fee2811c678745fc819b55d3e9d294e45c9b03a76aef41";

    private const string FirstG2 =
        "209dd15ebff5d46c4bd888e51a93cf99a7329636c63514396b4a452003a35bf704bf11ca01483bfa8b34b43561848d28905960114c8ac04049af4b6315a41678"
        + "2bb8324af6cfc93537a2ad1a445cfd0ca2a71acd7ac41fadbf933c2a51be344d120a2a4cf30c1bf9845f20c6fe39e07ea2cce61f0c9bb048165fe5e4de877550";

    private const string SecondG1 =
        "111e129f1cf1097710d41c4ac70fcdfa5ba2023c6ff1cbeac322de49d1b6df7c2032c61a830e3c17286de9462bf242fca2883585b93870a73853face6a6bf411";

    private const string SecondG2 =
        "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c21800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"
        + "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa";

    [Fact]
    public void IsProductOne_PublishedVector_IsAccepted()
    {
        (G1Affine P, G2Affine Q) first = (ReadG1(FirstG1), ReadG2(FirstG2));
        (G1Affine P, G2Affine Q) second = (ReadG1(SecondG1), ReadG2(SecondG2));
        Assert.True(OptimalAtePairing.IsProductOne([first, second]));
        Assert.True(OptimalAtePairing.IsProductOne([second, first]));
    }

    [Fact]
    public void IsProductOne_PublishedVectorWithOnePointMirrored_IsRejected()
    {
        (G1Affine P, G2Affine Q) first = (ReadG1(FirstG1), ReadG2(FirstG2));
        Assert.False(OptimalAtePairing.IsProductOne([first, (-ReadG1(SecondG1), ReadG2(SecondG2))]));
        Assert.False(OptimalAtePairing.IsProductOne([(first.P, -first.Q), (ReadG1(SecondG1), ReadG2(SecondG2))]));
        Assert.False(OptimalAtePairing.IsProductOne([first]));
    }

    [Fact]
    public void IsProductOne_EmptyOrInfinity_IsOne()
    {
        Assert.True(OptimalAtePairing.IsProductOne([]));
        Assert.True(OptimalAtePairing.IsProductOne([(default, G2Affine.Generator), (G1Affine.Generator, default)]));
        Assert.False(OptimalAtePairing.IsProductOne([(G1Affine.Generator, G2Affine.Generator)]));
    }

    [Fact]
    public void Evaluate_RandomMultiples_IsBilinear()
    {
        System.Random random = new(Seed);
        Fq12 g = OptimalAtePairing.Evaluate(G1Affine.Generator, G2Affine.Generator);
        Assert.False(g.IsOne);
        Assert.True(Fq12.Pow(g, Fr.Modulus).IsOne);
        for (int i = 0; i < 4; i++)
        {
            Fr a = Random(random), b = Random(random);
            G1Affine p = (G1Jacobian.Generator * a).ToAffine();
            G2Affine q = (G2Jacobian.Generator * b).ToAffine();
            Assert.Equal(Fq12.Pow(g, (a * b).ToInteger()), OptimalAtePairing.Evaluate(p, q));

            // e(aG, bG2) e(-abG, G2) = 1, and no longer with another multiple.
            G1Affine balance = (G1Jacobian.Generator * -(a * b)).ToAffine();
            G1Affine wrong = (G1Jacobian.Generator * (Fr.One - (a * b))).ToAffine();
            Assert.True(OptimalAtePairing.IsProductOne([(p, q), (balance, G2Affine.Generator)]));
            Assert.False(OptimalAtePairing.IsProductOne([(p, q), (wrong, G2Affine.Generator)]));
        }
    }

    [Fact]
    public void FinalPower_AnyElement_EqualsTheLongPower()
    {
        // Independent of the addition chain: the exponent (q^12 - 1) / r as one integer of 2790 bits.
        BigInteger q = BigInteger.Parse("0" + Fq.Modulus.ToString()[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        BigInteger r = BigInteger.Parse("0" + Fr.Modulus.ToString()[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        BigInteger exponent = (BigInteger.Pow(q, 12) - 1) / r;
        Fq12 value = RandomElement(new System.Random(Seed));
        Fq12 power = Fq12.One;
        for (long bit = (long)exponent.GetBitLength() - 1; bit >= 0; bit--)
        {
            power = Fq12.Square(power);
            if (!((exponent >> (int)bit) & 1).IsZero)
            {
                power *= value;
            }
        }

        Assert.Equal(power, OptimalAtePairing.FinalPower(value));
    }

    [Fact]
    public void Fq12_Laws_Hold()
    {
        System.Random random = new(Seed);
        for (int i = 0; i < 5; i++)
        {
            Fq12 a = RandomElement(random), b = RandomElement(random), c = RandomElement(random);
            Assert.Equal(a * b, b * a);
            Assert.Equal(a * (b * c), a * b * c);
            Assert.Equal(a * a, Fq12.Square(a));
            Assert.True((a * Fq12.InverseOrZero(a)).IsOne);
            Assert.Equal(Fq12.Frobenius(a * b), Fq12.Frobenius(a) * Fq12.Frobenius(b));
            Assert.Equal(Fq12.Pow(a, Fq.Modulus), Fq12.Frobenius(a));
            Fq2 line1 = new(Random<Bn254BaseField>(random), Fq.One), line3 = new(Fq.FromUInt64(7), Random<Bn254BaseField>(random));
            Fq line0 = Random<Bn254BaseField>(random);
            Fq12 line = new(new(new(line0, default), default, default), new(line1, line3, default));
            Assert.Equal(a * line, Fq12.MultiplyByLine(a, line0, line1, line3));
        }
    }

    private static Fr Random(System.Random random) => Random<Bn254ScalarField>(random);

    private static PrimeField<T> Random<T>(System.Random random)
        where T : struct, IPrimeFieldParameters
    {
        byte[] bytes = new byte[64];
        random.NextBytes(bytes);
        return PrimeField<T>.FromWideBytes(bytes);
    }

    private static Fq12 RandomElement(System.Random random)
    {
        Fq2 Next() => new(Random<Bn254BaseField>(random), Random<Bn254BaseField>(random));
        return new(new(Next(), Next(), Next()), new(Next(), Next(), Next()));
    }

    private static G1Affine ReadG1(string hex)
    {
        Assert.True(G1Affine.TryReadBigEndian(Convert.FromHexString(hex), out G1Affine point));
        return point;
    }

    private static G2Affine ReadG2(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);
        byte[] realFirst = [.. bytes[32..64], .. bytes[..32], .. bytes[96..], .. bytes[64..96]];
        Assert.True(G2Affine.TryReadBigEndian(realFirst, out G2Affine point));
        return point;
    }
}
