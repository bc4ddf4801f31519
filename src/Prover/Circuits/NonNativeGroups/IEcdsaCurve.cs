using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.NonNativeFields;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>A curve over which signatures can be verified: it has a circuit for the sum of a multiple of its generator and one of a key.</summary>
/// <typeparam name="TSelf">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">The order.</typeparam>
public interface IEcdsaCurve<TSelf, TBase, TScalar> : INonNativeCurve<TBase, TScalar>
    where TSelf : struct, INonNativeCurve<TBase, TScalar>
    where TBase : struct, INonNativeModulus
    where TScalar : struct, INonNativeModulus
{
    /// <summary><c>u_1 G + u_2 Q</c>, and whether the circuit could find it; a sum that it could not find is another point.</summary>
    /// <param name="key">Q, not infinity.</param>
    /// <param name="isOnCurve">Whether Q is on the curve; if not, the sum means nothing.</param>
    /// <param name="u1">Multiple of the generator.</param>
    /// <param name="u2">Multiple of Q.</param>
    static abstract (NonNativePoint<TSelf, TBase, TScalar> Sum, CircuitBool IsAcceptable) MultiplyAdd(
        NonNativePoint<TSelf, TBase, TScalar> key, in CircuitBool isOnCurve, NonNativeField<TScalar> u1, NonNativeField<TScalar> u2);
}
