using System.Numerics;

namespace Chonk.Prover.Circuits.NonNativeFields;

/// <summary>A prime of 250 to 256 bits, other than the circuit's own, as a type argument.</summary>
public interface INonNativeModulus
{
    /// <summary>The prime.</summary>
    static abstract BigInteger Modulus { get; }
}
