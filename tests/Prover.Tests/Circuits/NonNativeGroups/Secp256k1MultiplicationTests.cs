using System.Numerics;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.NonNativeFields;
using Chonk.Prover.Circuits.NonNativeGroups;
using Chonk.Prover.Tests.Acir.Gates;
using Xunit;
using Curve = Chonk.Prover.Circuits.NonNativeGroups.IntegerCurve<
    Chonk.Prover.Circuits.NonNativeGroups.Secp256k1,
    Chonk.Prover.Circuits.NonNativeFields.Secp256k1BaseModulus,
    Chonk.Prover.Circuits.NonNativeFields.Secp256k1ScalarModulus>;
using Point = Chonk.Prover.Circuits.NonNativeGroups.NonNativePoint<
    Chonk.Prover.Circuits.NonNativeGroups.Secp256k1,
    Chonk.Prover.Circuits.NonNativeFields.Secp256k1BaseModulus,
    Chonk.Prover.Circuits.NonNativeFields.Secp256k1ScalarModulus>;
using Scalar = Chonk.Prover.Circuits.NonNativeFields.NonNativeField<Chonk.Prover.Circuits.NonNativeFields.Secp256k1ScalarModulus>;

namespace Chonk.Prover.Tests.Circuits.NonNativeGroups;

/// <summary>The endomorphism, digits, tables and sums of secp256k1 against integers.</summary>
public sealed class Secp256k1MultiplicationTests
{
    private static readonly BigInteger N = Secp256k1ScalarModulus.Modulus;

    [Fact]
    public void Endomorphism_MultipliesByLambda()
    {
        IntegerPoint point = Curve.Multiply(Secp256k1.Generator, 987654321);
        IntegerPoint mapped = point with { X = point.X * Secp256k1Endomorphism.Beta % Secp256k1BaseModulus.Modulus };
        Assert.Equal(Curve.Multiply(point, Secp256k1Endomorphism.Lambda), mapped);
    }

    [Fact]
    public void Split_EdgeAndRandomScalars_IsShortAndRecomposes()
    {
        foreach (BigInteger scalar in Edges().Concat(Randoms(seed: 11, count: 2000)))
        {
            (BigInteger low, BigInteger high) = Secp256k1Endomorphism.Split(scalar);
            Assert.True(low.Sign >= 0 && low < BigInteger.One << 129 && BigInteger.Abs(high) < BigInteger.One << 129);
            Assert.Equal(scalar, (low - (high * Secp256k1Endomorphism.Lambda)).Mod(N));
        }
    }

    [Theory]
    [InlineData(8, 2, 3)]
    [InlineData(4, 0, 1)]
    public void Digits_EdgeAndRandomScalars_RecomposeAndSatisfyTheCircuit(int windowBits, int lowSkip, int highSkip)
    {
        using MegaCircuitBuilder circuit = new();
        foreach (BigInteger scalar in Edges().Concat(Randoms(seed: 12, count: 4)))
        {
            (OddDigits low, OddDigits high) = OddDigits.Split(Scalar.Witness(circuit, scalar), windowBits, lowSkip, highSkip);
            BigInteger value = ValueOf(low, windowBits, lowSkip) - (ValueOf(high, windowBits, highSkip) * Secp256k1Endomorphism.Lambda);
            Assert.Equal(scalar, value.Mod(N));
        }

        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Fact]
    public void Tables_EveryIndexOfNote_AreOddMultiples()
    {
        using MegaCircuitBuilder circuit = new();
        foreach (int index in new[] { 0, 1, 127, 128, 200, 255 })
        {
            IntegerPoint expected = Curve.Multiply(Secp256k1.Generator, new BigInteger((2 * index) - 255).Mod(N));
            CircuitField key = CircuitField.Witness(circuit, (ulong)index);
            Assert.Equal(expected, Secp256k1FixedBase.Read(key, isMapped: false).Value);
            IntegerPoint mapped = Curve.Multiply(expected, N - Secp256k1Endomorphism.Lambda);
            Assert.Equal(mapped, Secp256k1FixedBase.Read(key, isMapped: true).Value);
            Assert.Equal(mapped, Secp256k1FixedBase.Read(CircuitField.Constant((ulong)index), isMapped: true).Value);
        }

        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
        using MegaCircuitBuilder other = new();
        _ = Secp256k1FixedBase.Read(CircuitField.Witness(other, 256), isMapped: false);
        Assert.NotNull(other.Failure);
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("0", "1")]
    [InlineData("1", "0")]
    [InlineData("2", "n-1")]
    [InlineData("n-1", "lambda")]
    [InlineData("n-lambda", "2")]
    public void MultiplyAdd_EdgeScalars_IsTheSumAndSatisfiesTheCircuit(string u1, string u2)
    {
        IntegerPoint key = Curve.Multiply(Secp256k1.Generator, 0x1f2e3d4c5b);
        (BigInteger k1, BigInteger k2) = (Parse(u1), Parse(u2));
        using MegaCircuitBuilder circuit = new();
        Point point = Point.Witness(circuit, key);
        (Point sum, _) = Secp256k1Multiplication.MultiplyAdd(point, Scalar.Witness(circuit, k1), Scalar.Witness(circuit, k2));
        Assert.Equal(Curve.Add(Curve.Multiply(Secp256k1.Generator, k1), Curve.Multiply(key, k2)), sum.Value);
        Assert.Null(CircuitSatisfaction.FindViolation(circuit));

        static BigInteger Parse(string text) => text switch
        {
            "n-1" => N - 1,
            "lambda" => Secp256k1Endomorphism.Lambda,
            "n-lambda" => N - Secp256k1Endomorphism.Lambda,
            _ => BigInteger.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    private static BigInteger ValueOf(OddDigits digits, int windowBits, int skip)
    {
        BigInteger offset = (BigInteger.One << windowBits) - 1;
        BigInteger sum = BigInteger.Zero;
        foreach (CircuitField digit in digits.Digits)
        {
            Assert.True(digit.Value.ToBigInteger() <= offset);
            sum = (sum << windowBits) + (2 * digit.Value.ToBigInteger()) - offset;
        }

        sum <<= skip;
        sum += skip > 0 ? (2 * digits.Rest.Value.ToBigInteger()) - offset : 0;
        return sum + (digits.Adds.Value ? 1 : 0) - (digits.Subtracts.Value ? 1 : 0);
    }

    private static IEnumerable<BigInteger> Edges() =>
        [0, 1, 2, N - 1, N - 2, N / 2, (BigInteger.One << 129) - 1, Secp256k1Endomorphism.Lambda, N - Secp256k1Endomorphism.Lambda];

    private static IEnumerable<BigInteger> Randoms(int seed, int count)
    {
        Random random = new(seed);
        byte[] bytes = new byte[32];
        for (int i = 0; i < count; i++)
        {
            random.NextBytes(bytes);
            yield return new BigInteger(bytes, isUnsigned: true) % N;
        }
    }
}
