using System.Numerics;
using Chonk.Prover.Circuits.Fields;

namespace Chonk.Prover.Circuits.NonNativeFields;

/// <summary>One limb of a non-native element: its circuit element, and the largest integer that an honest witness may put there.</summary>
/// <param name="Element">The limb; as an integer it is below the circuit's modulus, so never wraps.</param>
/// <param name="Maximum">Inclusive bound; the value itself for a constant.</param>
public readonly record struct NonNativeLimb(CircuitField Element, BigInteger Maximum)
{
    /// <summary>A limb with a bound for variables; a constant is its own bound.</summary>
    internal static NonNativeLimb Of(in CircuitField element, in BigInteger maximum) =>
        new(element, element.IsConstant ? element.Offset.ToBigInteger() : maximum);
}
