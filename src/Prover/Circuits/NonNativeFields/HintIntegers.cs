using System.Numerics;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Circuits.NonNativeFields;

/// <summary>
/// Conversions between field elements and the unbounded integers in which quotients and bounds of limb products are computed: these have up to
/// 550 bits, occur only while a circuit is built, and never in proving, which is why this folder is exempt from the ban on BigInteger.
/// </summary>
internal static class HintIntegers
{
    private static readonly BigInteger WordMask = ulong.MaxValue;

    /// <summary>The integer of an element, 0 to r - 1.</summary>
    public static BigInteger ToBigInteger(this in Fr value)
    {
        UInt256 integer = value.ToInteger();
        Span<byte> bytes = stackalloc byte[32];
        integer.WriteBigEndian(bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    /// <summary>The element of a non-negative integer, reduced.</summary>
    public static Fr ToFr(this in BigInteger value)
    {
        BigInteger reduced = value < NativeModulus ? value : value % NativeModulus;
        return Fr.FromInteger(new UInt256(Word(reduced, 0), Word(reduced, 1), Word(reduced, 2), Word(reduced, 3)));
    }

    /// <summary>The modulus of the circuit's field.</summary>
    public static BigInteger NativeModulus { get; } = MakeNativeModulus();

    /// <summary>Bits <paramref name="start"/> to <paramref name="end"/> - 1 as an integer.</summary>
    public static BigInteger Slice(this in BigInteger value, int start, int end) => (value >> start) & ((BigInteger.One << (end - start)) - 1);

    /// <summary>Number of bits up to the highest set one; 0 for 0.</summary>
    public static int BitCount(this in BigInteger value) => (int)value.GetBitLength();

    /// <summary><c>value mod modulus</c>, not negative.</summary>
    public static BigInteger Mod(this in BigInteger value, in BigInteger modulus)
    {
        BigInteger rest = value % modulus;
        return rest.Sign < 0 ? rest + modulus : rest;
    }

    /// <summary>The inverse modulo a prime; 0 for 0.</summary>
    public static BigInteger InverseOrZero(this in BigInteger value, in BigInteger prime)
    {
        (BigInteger u, BigInteger v) = (value.Mod(prime), prime);
        (BigInteger a, BigInteger b) = (BigInteger.One, BigInteger.Zero);
        if (u.IsZero)
        {
            return u;
        }

        while (!v.IsZero)
        {
            BigInteger quotient = BigInteger.DivRem(u, v, out BigInteger rest);
            (u, v) = (v, rest);
            (a, b) = (b, a - (quotient * b));
        }

        return a.Mod(prime);
    }

    private static ulong Word(in BigInteger value, int index) => (ulong)((value >> (64 * index)) & WordMask);

    private static BigInteger MakeNativeModulus()
    {
        Span<byte> bytes = stackalloc byte[32];
        Fr.Modulus.WriteBigEndian(bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }
}
