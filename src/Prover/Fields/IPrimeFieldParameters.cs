namespace Chonk.Prover.Fields;

/// <summary>
/// Constants of a prime p with 2^253 &lt; p &lt; 2^254, as getters that the compiler folds into the code of each field.
/// R = 2^256 is the Montgomery radix.
/// </summary>
public interface IPrimeFieldParameters
{
    /// <summary>Limb 0 (least significant 64 bits) of p.</summary>
    static abstract ulong P0 { get; }

    /// <summary>Limb 1 of p.</summary>
    static abstract ulong P1 { get; }

    /// <summary>Limb 2 of p.</summary>
    static abstract ulong P2 { get; }

    /// <summary>Limb 3 (most significant) of p.</summary>
    static abstract ulong P3 { get; }

    /// <summary><c>-1 / p mod 2^64</c>.</summary>
    static abstract ulong NegatedInverse { get; }

    /// <summary><c>R mod p</c>, the Montgomery form of one.</summary>
    static abstract UInt256 RModP { get; }

    /// <summary><c>R^2 mod p</c>, the factor that brings an integer into Montgomery form.</summary>
    static abstract UInt256 RSquaredModP { get; }

    /// <summary>The largest k with 2^k dividing p - 1.</summary>
    static abstract int TwoAdicity { get; }

    /// <summary>The smallest quadratic non-residue as a small integer.</summary>
    static abstract ulong NonResidue { get; }
}
