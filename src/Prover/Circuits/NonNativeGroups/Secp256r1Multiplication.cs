using System.Numerics;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.NonNativeFields;
using Point = Chonk.Prover.Circuits.NonNativeGroups.NonNativePoint<
    Chonk.Prover.Circuits.NonNativeGroups.Secp256r1,
    Chonk.Prover.Circuits.NonNativeFields.Secp256r1BaseModulus,
    Chonk.Prover.Circuits.NonNativeFields.Secp256r1ScalarModulus>;
using Scalar = Chonk.Prover.Circuits.NonNativeFields.NonNativeField<Chonk.Prover.Circuits.NonNativeFields.Secp256r1ScalarModulus>;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>
/// <c>u_1 G + u_2 Q</c> on secp256r1. The first term comes from tables. The second is a witness T with half-size integers a and b,
/// <c>b u_2 = a mod n</c>, b not zero, for which <c>a Q - b T = O</c> is checked: a sum of multiples of 128 bits only
/// ["Fake GLV", https://ethresear.ch/t/20394].
/// </summary>
internal static class Secp256r1Multiplication
{
    private const int HalfScalarBits = 128;

    private static IntegerPoint TwiceGenerator { get; } =
        IntegerCurve<Secp256r1, Secp256r1BaseModulus, Secp256r1ScalarModulus>.Double(Secp256r1.Generator);

    /// <summary>The sum, and whether u_2 is none of 0, 1 and -1, for which the sum is another one. A key off the curve is replaced by 2 G.</summary>
    public static (Point Sum, CircuitBool IsAcceptable) MultiplyAdd(Point givenKey, in CircuitBool isOnCurve, Scalar u1, Scalar u2)
    {
        MegaCircuitBuilder builder = givenKey.Builder!;
        Point key = Point.Select(!isOnCurve, Point.Constant(null, TwiceGenerator), givenKey);

        // 1. u_1 G.
        Point first = Secp256r1FixedBase.Multiply(u1);

        // 2. For u_2 = 0, 1, -1 the witness would be infinity or have the abscissa of Q: 2 takes its place.
        Scalar minusOne = -Scalar.One;
        CircuitBool isZero = u2.IsEqualTo(Scalar.Zero);
        CircuitBool isOne = u2.IsEqualTo(Scalar.One);
        CircuitBool isZeroOrOne = isZero | isOne;
        CircuitBool isDegenerate = isZeroOrOne | u2.IsEqualTo(minusOne);
        Scalar factor = Scalar.Select(isDegenerate, Scalar.Constant(null, 2), u2);

        // 3. a, |b| and the sign of b: b u_2 = a mod n.
        (BigInteger alpha, BigInteger beta, bool isNegativeValue) = Halve(factor.Residue);
        CircuitField alphaField = CircuitField.Witness(builder, alpha.ToFr());
        CircuitField betaField = CircuitField.Witness(builder, beta.ToFr());
        alphaField.ConstrainBits(HalfScalarBits);
        betaField.ConstrainBits(HalfScalarBits);
        betaField.AssertNotZero();
        CircuitBool isNegative = CircuitBool.Witness(builder, isNegativeValue);
        CircuitField zero = CircuitField.ZeroVariable(builder);
        Scalar alphaScalar = Scalar.FromHalves(alphaField, zero);
        Scalar betaScalar = Scalar.FromHalves(betaField, zero);
        Scalar negatedBeta = -betaScalar;
        Scalar signedBeta = Scalar.Select(isNegative, negatedBeta, betaScalar);
        (signedBeta * factor).AssertEqual(alphaScalar, "The halves of a scalar do not recompose it.");

        // 4. T, and a Q - b T = O.
        IntegerPoint second = IntegerCurve<Secp256r1, Secp256r1BaseModulus, Secp256r1ScalarModulus>.Multiply(key.Value, factor.Residue);
        Point term = Point.Witness(builder, second);
        term.IsInfinity.AssertEqual(CircuitBool.False, "A multiple of a public key is infinity.");
        Point negatedTerm = -term;
        Point signedTerm = Point.Select(isNegative, term, negatedTerm);
        Point check = Point.MultiplyPair(key, alphaScalar, signedTerm, betaScalar, HalfScalarBits);
        check.IsInfinity.AssertEqual(CircuitBool.True, "A multiple of a public key is wrong.");
        return (first + term, !isDegenerate);
    }

    /// <summary>
    /// The first remainder a below 2^128 of Euclid's algorithm on (n, s), and its coefficient b: <c>b s = a mod n</c>, <c>|b| &lt; sqrt n</c>.
    /// </summary>
    private static (BigInteger Alpha, BigInteger Beta, bool IsNegative) Halve(BigInteger scalar)
    {
        (BigInteger u0, BigInteger u1) = (Scalar.Modulus, scalar);
        (BigInteger v0, BigInteger v1) = (BigInteger.Zero, BigInteger.One);
        while (u1.BitCount() > HalfScalarBits)
        {
            BigInteger quotient = BigInteger.DivRem(u0, u1, out BigInteger rest);
            (u0, u1) = (u1, rest);
            (v0, v1) = (v1, v0 - (quotient * v1));
        }

        return (u1, BigInteger.Abs(v1), v1.Sign < 0);
    }
}
