using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chonk.Prover.Fields;

/// <summary>
/// An element of the prime field of <typeparamref name="TParameters"/>: the integer <c>a * 2^256 mod p</c> (Montgomery form) in four
/// little-endian 64-bit limbs, always canonical, in <c>[0, p)</c>, so that equality of limbs is equality of elements. The zero bits
/// are the element zero. Addition costs about ten instructions, multiplication two times sixteen word products. Not constant time.
/// Source: [Montgomery 1985]; the carry-free form of coarsely integrated operand scanning holds because p &lt; 2^254.
/// </summary>
/// <typeparam name="TParameters">The modulus and the constants derived from it.</typeparam>
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct PrimeField<TParameters> :
    IPrimeField<PrimeField<TParameters>>
    where TParameters : struct, IPrimeFieldParameters
{
    /// <summary>Least significant limb of the Montgomery form.</summary>
    public readonly ulong L0;

    /// <summary>Limb 1 of the Montgomery form.</summary>
    public readonly ulong L1;

    /// <summary>Limb 2 of the Montgomery form.</summary>
    public readonly ulong L2;

    /// <summary>Most significant limb of the Montgomery form.</summary>
    public readonly ulong L3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PrimeField(ulong l0, ulong l1, ulong l2, ulong l3)
    {
        L0 = l0;
        L1 = l1;
        L2 = l2;
        L3 = l3;
    }

    /// <inheritdoc/>
    public static PrimeField<TParameters> Zero => default;

    /// <inheritdoc/>
    public static PrimeField<TParameters> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => FromMontgomeryUnchecked(TParameters.RModP);
    }

    /// <inheritdoc/>
    public static UInt256 Modulus => new(TParameters.P0, TParameters.P1, TParameters.P2, TParameters.P3);

    /// <inheritdoc/>
    public bool IsZero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (L0 | L1 | L2 | L3) == 0;
    }

    /// <summary>Whether this is the neutral element of multiplication.</summary>
    public bool IsOne => this == One;

    /// <summary>An element from the limbs of its Montgomery form.</summary>
    /// <param name="limbs">The caller owes a value below p.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PrimeField<TParameters> FromMontgomeryUnchecked(in UInt256 limbs) => new(limbs.L0, limbs.L1, limbs.L2, limbs.L3);

    /// <summary><c>left + right</c>; the sum is below 2^255, so there is no carry out of limb 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PrimeField<TParameters> operator +(in PrimeField<TParameters> left, in PrimeField<TParameters> right)
    {
        ulong s0 = left.L0 + right.L0;
        ulong c = s0 < left.L0 ? 1UL : 0UL;
        ulong s1 = left.L1 + right.L1;
        ulong k = s1 < left.L1 ? 1UL : 0UL;
        s1 += c;
        k += s1 < c ? 1UL : 0UL;
        ulong s2 = left.L2 + right.L2;
        c = s2 < left.L2 ? 1UL : 0UL;
        s2 += k;
        c += s2 < k ? 1UL : 0UL;
        ulong s3 = left.L3 + right.L3 + c;
        return ReduceOnce(s0, s1, s2, s3);
    }

    /// <summary><c>left - right</c>, with p added back when it went below zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PrimeField<TParameters> operator -(in PrimeField<TParameters> left, in PrimeField<TParameters> right)
    {
        ulong d0 = left.L0 - right.L0;
        ulong b = left.L0 < right.L0 ? 1UL : 0UL;
        ulong d1 = left.L1 - right.L1;
        ulong k = left.L1 < right.L1 ? 1UL : 0UL;
        k += d1 < b ? 1UL : 0UL;
        d1 -= b;
        ulong d2 = left.L2 - right.L2;
        b = left.L2 < right.L2 ? 1UL : 0UL;
        b += d2 < k ? 1UL : 0UL;
        d2 -= k;
        ulong d3 = left.L3 - right.L3;
        k = left.L3 < right.L3 ? 1UL : 0UL;
        k += d3 < b ? 1UL : 0UL;
        d3 -= b;

        ulong mask = 0UL - k;
        ulong p0 = TParameters.P0 & mask;
        ulong p1 = TParameters.P1 & mask;
        ulong p2 = TParameters.P2 & mask;
        ulong p3 = TParameters.P3 & mask;
        d0 += p0;
        ulong c = d0 < p0 ? 1UL : 0UL;
        d1 += c;
        k = d1 < c ? 1UL : 0UL;
        d1 += p1;
        k += d1 < p1 ? 1UL : 0UL;
        d2 += k;
        c = d2 < k ? 1UL : 0UL;
        d2 += p2;
        c += d2 < p2 ? 1UL : 0UL;
        d3 += p3 + c;
        return new(d0, d1, d2, d3);
    }

    /// <summary><c>0 - value</c>.</summary>
    public static PrimeField<TParameters> operator -(in PrimeField<TParameters> value) => Zero - value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PrimeField<TParameters> Double(in PrimeField<TParameters> value) => value + value;

    /// <summary>Equality of elements.</summary>
    public static bool operator ==(in PrimeField<TParameters> left, in PrimeField<TParameters> right) => left.Equals(right);

    /// <summary>Difference of elements.</summary>
    public static bool operator !=(in PrimeField<TParameters> left, in PrimeField<TParameters> right) => !left.Equals(right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(PrimeField<TParameters> other) =>
        ((L0 ^ other.L0) | (L1 ^ other.L1) | (L2 ^ other.L2) | (L3 ^ other.L3)) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PrimeField<TParameters> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(L0, L1, L2, L3);

    /// <summary>The canonical integer as 64 hexadecimal digits after <c>0x</c>.</summary>
    public override string ToString() => ToInteger().ToString();

    /// <summary>Brings a value below 2p into <c>[0, p)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PrimeField<TParameters> ReduceOnce(ulong s0, ulong s1, ulong s2, ulong s3)
    {
        ulong d0 = s0 - TParameters.P0;
        ulong b = s0 < TParameters.P0 ? 1UL : 0UL;
        ulong d1 = s1 - TParameters.P1;
        ulong k = s1 < TParameters.P1 ? 1UL : 0UL;
        k += d1 < b ? 1UL : 0UL;
        d1 -= b;
        ulong d2 = s2 - TParameters.P2;
        b = s2 < TParameters.P2 ? 1UL : 0UL;
        b += d2 < k ? 1UL : 0UL;
        d2 -= k;
        ulong d3 = s3 - TParameters.P3;
        k = s3 < TParameters.P3 ? 1UL : 0UL;
        k += d3 < b ? 1UL : 0UL;
        d3 -= b;
        ulong keep = 0UL - k;
        return new(
            d0 ^ ((d0 ^ s0) & keep),
            d1 ^ ((d1 ^ s1) & keep),
            d2 ^ ((d2 ^ s2) & keep),
            d3 ^ ((d3 ^ s3) & keep));
    }
}
