using System.Numerics;
using Chonk.Prover.Circuits.NonNativeFields;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>A curve <c>y^2 = x^3 + a x + b</c> of prime order over another field than the circuit's, as a type argument.</summary>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">The order.</typeparam>
public interface INonNativeCurve<TBase, TScalar>
    where TBase : struct, INonNativeModulus
    where TScalar : struct, INonNativeModulus
{
    /// <summary>The coefficient a; zero where doublings leave it out.</summary>
    static abstract BigInteger A { get; }

    /// <summary>The coefficient b.</summary>
    static abstract BigInteger B { get; }

    /// <summary>The generator.</summary>
    static abstract IntegerPoint Generator { get; }

    /// <summary>A point of unknown logarithm, hashed from "biggroup offset generator", from which sums start.</summary>
    static abstract IntegerPoint OffsetGenerator { get; }
}
