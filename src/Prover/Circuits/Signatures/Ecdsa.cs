using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.NonNativeFields;
using Chonk.Prover.Circuits.NonNativeGroups;

namespace Chonk.Prover.Circuits.Signatures;

/// <summary>
/// Verification of ECDSA as a truth value [FIPS 186-5, section 6.4.2]: for the key Q, digest z and signature (r, s), the abscissa of
/// <c>(z / s) G + (r / s) Q</c> is r modulo n. Only <c>s &lt; (n + 1) / 2</c> is accepted, so that no second signature follows from one.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">The order n.</typeparam>
public static class Ecdsa<TCurve, TBase, TScalar>
    where TCurve : struct, IEcdsaCurve<TCurve, TBase, TScalar>
    where TBase : struct, INonNativeModulus
    where TScalar : struct, INonNativeModulus
{
    /// <summary>2 G, the key that takes the place of one that is no point.</summary>
    public static IntegerPoint DefaultKey { get; } = IntegerCurve<TCurve, TBase, TScalar>.Double(TCurve.Generator);

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
        NonNativeField<TBase> x = NonNativeField<TBase>.FromBytes(keyX);
        NonNativeField<TBase> y = NonNativeField<TBase>.FromBytes(keyY);
        NonNativePoint<TCurve, TBase, TScalar> key = NonNativePoint<TCurve, TBase, TScalar>.FromCoordinates(x, y);
        NonNativeField<TScalar> z = NonNativeField<TScalar>.FromBytes(digest);

        // 1. Coordinates below the field's modulus; a point that is none is replaced by 2 G, and the verdict is false.
        CircuitBool isXInRange = key.X.IsBelow(NonNativeField<TBase>.Modulus);
        CircuitBool isYInRange = key.Y.IsBelow(NonNativeField<TBase>.Modulus);
        CircuitBool isKeyInfinity = key.IsInfinity;
        NonNativePoint<TCurve, TBase, TScalar> twiceGenerator = NonNativePoint<TCurve, TBase, TScalar>.Constant(null, DefaultKey);
        NonNativePoint<TCurve, TBase, TScalar> correctedKey = NonNativePoint<TCurve, TBase, TScalar>.Select(
            isKeyInfinity | !isXInRange | !isYInRange, twiceGenerator, key);
        CircuitBool isOnCurve = correctedKey.CurveEquation(mustHold: false).IsEqualTo(NonNativeField<TBase>.Zero);

        // 2. 0 < r < n and 0 < s < (n + 1) / 2.
        NonNativeField<TScalar> rScalar = NonNativeField<TScalar>.FromBytes(r);
        CircuitBool isRInRange = rScalar.IsBelow(NonNativeField<TScalar>.Modulus);
        CircuitBool isRZero = rScalar.IsEqualTo(NonNativeField<TScalar>.Zero);
        NonNativeField<TScalar> sScalar = NonNativeField<TScalar>.FromBytes(s);
        CircuitBool isSInRange = sScalar.IsBelow((NonNativeField<TScalar>.Modulus + 1) / 2);
        CircuitBool isSZero = sScalar.IsEqualTo(NonNativeField<TScalar>.Zero);

        // 3. (z / s) G + (r / s) Q.
        NonNativeField<TScalar> divisor = NonNativeField<TScalar>.Select(isSZero, NonNativeField<TScalar>.One, sScalar);
        NonNativeField<TScalar> u1 = z.DivideUnchecked(divisor);
        NonNativeField<TScalar> u2 = rScalar.DivideUnchecked(divisor);
        (NonNativePoint<TCurve, TBase, TScalar> sum, CircuitBool isAcceptable) = TCurve.MultiplyAdd(correctedKey, isOnCurve, u1, u2);

        // 4. Its abscissa, fully reduced, read modulo n.
        CircuitBool isSumInfinity = sum.IsInfinity;
        sum.X.ReduceFully();
        CircuitBool matches = sum.X.ReinterpretUnchecked<TScalar>().IsEqualTo(rScalar);
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
