using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.NonNativeFields;
using Chonk.Prover.Circuits.NonNativeGroups;
using Element = Chonk.Prover.Circuits.NonNativeFields.NonNativeField<Chonk.Prover.Circuits.NonNativeFields.Secp256r1BaseModulus>;
using Point = Chonk.Prover.Circuits.NonNativeGroups.NonNativePoint<
    Chonk.Prover.Circuits.NonNativeGroups.Secp256r1,
    Chonk.Prover.Circuits.NonNativeFields.Secp256r1BaseModulus,
    Chonk.Prover.Circuits.NonNativeFields.Secp256r1ScalarModulus>;
using Scalar = Chonk.Prover.Circuits.NonNativeFields.NonNativeField<Chonk.Prover.Circuits.NonNativeFields.Secp256r1ScalarModulus>;

namespace Chonk.Prover.Circuits.Signatures;

/// <summary>
/// Verification of ECDSA over secp256r1 as a truth value [FIPS 186-5, section 6.4.2]: for the key Q, digest z and signature (r, s), the abscissa of
/// <c>(z / s) G + (r / s) Q</c> is r modulo n. Only <c>s &lt; (n + 1) / 2</c> is accepted, so that no second signature follows from one.
/// </summary>
public static class EcdsaSecp256r1
{
    /// <summary>2 G, the key that takes the place of one that is no point.</summary>
    public static IntegerPoint DefaultKey { get; } =
        IntegerCurve<Secp256r1, Secp256r1BaseModulus, Secp256r1ScalarModulus>.Double(Secp256r1.Generator);

    /// <summary>Whether a signature is valid; inputs are 32 range-constrained bytes each, most significant first.</summary>
    /// <param name="digest">z.</param>
    /// <param name="keyX">Abscissa of Q.</param>
    /// <param name="keyY">Ordinate of Q.</param>
    /// <param name="r">First half of the signature.</param>
    /// <param name="s">Second half of the signature.</param>
    public static CircuitBool Verify(
        ReadOnlySpan<CircuitField> digest,
        ReadOnlySpan<CircuitField> keyX,
        ReadOnlySpan<CircuitField> keyY,
        ReadOnlySpan<CircuitField> r,
        ReadOnlySpan<CircuitField> s)
    {
        Element x = Element.FromBytes(keyX);
        Element y = Element.FromBytes(keyY);
        Point key = Point.FromCoordinates(x, y);
        Scalar z = Scalar.FromBytes(digest);

        // 1. Coordinates below the field's modulus; a point that is none is replaced by 2 G, and the verdict is false.
        CircuitBool isXInRange = key.X.IsBelow(Element.Modulus);
        CircuitBool isYInRange = key.Y.IsBelow(Element.Modulus);
        CircuitBool isKeyInfinity = key.IsInfinity;
        Point twiceGenerator = Point.Constant(null, DefaultKey);
        Point correctedKey = Point.Select(isKeyInfinity | !isXInRange | !isYInRange, twiceGenerator, key);
        CircuitBool isOnCurve = correctedKey.CurveEquation(mustHold: false).IsEqualTo(Element.Zero);

        // 2. 0 < r < n and 0 < s < (n + 1) / 2.
        Scalar rScalar = Scalar.FromBytes(r);
        CircuitBool isRInRange = rScalar.IsBelow(Scalar.Modulus);
        CircuitBool isRZero = rScalar.IsEqualTo(Scalar.Zero);
        Scalar sScalar = Scalar.FromBytes(s);
        CircuitBool isSInRange = sScalar.IsBelow((Scalar.Modulus + 1) / 2);
        CircuitBool isSZero = sScalar.IsEqualTo(Scalar.Zero);

        // 3. (z / s) G + (r / s) Q.
        Scalar divisor = Scalar.Select(isSZero, Scalar.One, sScalar);
        Scalar u1 = z.DivideUnchecked(divisor);
        Scalar u2 = rScalar.DivideUnchecked(divisor);
        Point curveKey = Point.Select(!isOnCurve, twiceGenerator, correctedKey);
        (Point sum, CircuitBool isAcceptable) = Secp256r1Multiplication.Multiply(curveKey, u1, u2);

        // 4. Its abscissa, fully reduced, read modulo n.
        CircuitBool isSumInfinity = sum.IsInfinity;
        sum.X.ReduceFully();
        CircuitBool matches = sum.X.ReinterpretUnchecked<Secp256r1ScalarModulus>().IsEqualTo(rScalar);
        CircuitBool valid = matches & !isKeyInfinity;
        valid &= !isSumInfinity;
        valid &= isRInRange;
        valid &= !isRZero;
        valid &= isSInRange;
        valid &= !isSZero;
        valid &= isOnCurve;
        valid &= isXInRange;
        valid &= isYInRange;
        return valid & isAcceptable;
    }
}
