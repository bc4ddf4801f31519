using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Chonk.Prover.Fields;

/// <summary>A 256-bit unsigned integer as four little-endian 64-bit limbs; plain data, not a field element.</summary>
/// <param name="l0">Least significant limb.</param>
/// <param name="l1">Limb 1.</param>
/// <param name="l2">Limb 2.</param>
/// <param name="l3">Most significant limb.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly struct UInt256(ulong l0, ulong l1, ulong l2, ulong l3) : IEquatable<UInt256>, IComparable<UInt256>
{
    /// <summary>Least significant limb.</summary>
    public readonly ulong L0 = l0;

    /// <summary>Limb 1.</summary>
    public readonly ulong L1 = l1;

    /// <summary>Limb 2.</summary>
    public readonly ulong L2 = l2;

    /// <summary>Most significant limb.</summary>
    public readonly ulong L3 = l3;

    /// <summary>0.</summary>
    public static UInt256 Zero => default;

    /// <summary>1.</summary>
    public static UInt256 One => new(1, 0, 0, 0);

    /// <summary>Whether the value is 0.</summary>
    public bool IsZero => (L0 | L1 | L2 | L3) == 0;

    /// <summary>Number of bits up to the highest set one; 0 for 0.</summary>
    public int BitLength =>
        L3 != 0 ? 256 - BitOperations.LeadingZeroCount(L3)
        : L2 != 0 ? 192 - BitOperations.LeadingZeroCount(L2)
        : L1 != 0 ? 128 - BitOperations.LeadingZeroCount(L1)
        : 64 - BitOperations.LeadingZeroCount(L0);

    /// <summary>A 64-bit value widened.</summary>
    public static UInt256 FromUInt64(ulong value) => new(value, 0, 0, 0);

    /// <summary>A 128-bit value widened.</summary>
    public static UInt256 FromUInt128(UInt128 value) => new((ulong)value, (ulong)(value >> 64), 0, 0);

    /// <summary><c>left + right mod 2^256</c> and the carry out.</summary>
    public static UInt256 Add(in UInt256 left, in UInt256 right, out bool carry)
    {
        UInt128 s = (UInt128)left.L0 + right.L0;
        ulong r0 = (ulong)s;
        s = (UInt128)left.L1 + right.L1 + (ulong)(s >> 64);
        ulong r1 = (ulong)s;
        s = (UInt128)left.L2 + right.L2 + (ulong)(s >> 64);
        ulong r2 = (ulong)s;
        s = (UInt128)left.L3 + right.L3 + (ulong)(s >> 64);
        carry = (s >> 64) != 0;
        return new(r0, r1, r2, (ulong)s);
    }

    /// <summary><c>left - right mod 2^256</c> and whether it went below zero.</summary>
    public static UInt256 Subtract(in UInt256 left, in UInt256 right, out bool borrow)
    {
        ulong r0 = left.L0 - right.L0;
        ulong b = left.L0 < right.L0 ? 1UL : 0UL;
        ulong r1 = left.L1 - right.L1 - b;
        b = left.L1 < right.L1 || (left.L1 == right.L1 && b != 0) ? 1UL : 0UL;
        ulong r2 = left.L2 - right.L2 - b;
        b = left.L2 < right.L2 || (left.L2 == right.L2 && b != 0) ? 1UL : 0UL;
        ulong r3 = left.L3 - right.L3 - b;
        borrow = left.L3 < right.L3 || (left.L3 == right.L3 && b != 0);
        return new(r0, r1, r2, r3);
    }

    /// <summary>The quotient by a word, and the remainder.</summary>
    public static UInt256 Divide(in UInt256 value, ulong divisor, out ulong remainder)
    {
        UInt128 rest = value.L3;
        ulong q3 = (ulong)(rest / divisor);
        rest = ((rest % divisor) << 64) | value.L2;
        ulong q2 = (ulong)(rest / divisor);
        rest = ((rest % divisor) << 64) | value.L1;
        ulong q1 = (ulong)(rest / divisor);
        rest = ((rest % divisor) << 64) | value.L0;
        ulong q0 = (ulong)(rest / divisor);
        remainder = (ulong)(rest % divisor);
        return new(q0, q1, q2, q3);
    }

    /// <summary>Bit <paramref name="index"/> (0 = least significant); 0 from 256 on.</summary>
    public bool GetBit(int index) =>
        (uint)index < 256 && ((Limb(index >> 6) >> (index & 63)) & 1) != 0;

    /// <summary>The <paramref name="count"/> bits from <paramref name="start"/> on, as an integer.</summary>
    /// <param name="start">First bit, 0 or above; bits from 256 on read as 0.</param>
    /// <param name="count">1 to 64 bits.</param>
    public ulong GetBits(int start, int count)
    {
        int limb = start >> 6;
        int offset = start & 63;
        ulong value = Limb(limb) >> offset;
        if (offset != 0)
        {
            value |= Limb(limb + 1) << (64 - offset);
        }

        return count == 64 ? value : value & ((1UL << count) - 1);
    }

    /// <summary>The value shifted right by 0 to 255 bits.</summary>
    public static UInt256 operator >>(in UInt256 value, int shift) =>
        new(
            value.GetBits(shift, 64),
            value.GetBits(shift + 64, 64),
            value.GetBits(shift + 128, 64),
            value.GetBits(shift + 192, 64));

    /// <summary>The value shifted left by 0 to 255 bits, modulo 2^256.</summary>
    public static UInt256 operator <<(in UInt256 value, int shift)
    {
        Span<ulong> limbs = [0, 0, 0, 0];
        int words = shift >> 6;
        int bits = shift & 63;
        for (int i = 3; i >= words; i--)
        {
            limbs[i] = value.Limb(i - words) << bits;
            if (bits != 0 && i - words >= 1)
            {
                limbs[i] |= value.Limb(i - words - 1) >> (64 - bits);
            }
        }

        return new(limbs[0], limbs[1], limbs[2], limbs[3]);
    }

    /// <summary>Equality of all limbs.</summary>
    public static bool operator ==(in UInt256 left, in UInt256 right) => left.Equals(right);

    /// <summary>Difference in any limb.</summary>
    public static bool operator !=(in UInt256 left, in UInt256 right) => !left.Equals(right);

    /// <summary>Order of integers.</summary>
    public static bool operator <(in UInt256 left, in UInt256 right) => left.CompareTo(right) < 0;

    /// <summary>Order of integers.</summary>
    public static bool operator >(in UInt256 left, in UInt256 right) => left.CompareTo(right) > 0;

    /// <summary>Order of integers.</summary>
    public static bool operator <=(in UInt256 left, in UInt256 right) => left.CompareTo(right) <= 0;

    /// <summary>Order of integers.</summary>
    public static bool operator >=(in UInt256 left, in UInt256 right) => left.CompareTo(right) >= 0;

    /// <summary>Reads 32 big-endian bytes.</summary>
    /// <param name="bytes">At least 32 bytes; the first 32 are read.</param>
    public static UInt256 ReadBigEndian(ReadOnlySpan<byte> bytes) =>
        new(
            BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes));

    /// <summary>Writes 32 big-endian bytes.</summary>
    /// <param name="bytes">At least 32 bytes; the first 32 are written.</param>
    public void WriteBigEndian(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, L3);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], L2);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], L1);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], L0);
    }

    /// <summary>Reads hexadecimal digits, with or without <c>0x</c>, at most 64 of them.</summary>
    /// <exception cref="FormatException">Not hexadecimal or too long.</exception>
    public static UInt256 ParseHex(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        if (digits.IsEmpty || digits.Length > 64)
        {
            throw new FormatException("Expected 1 to 64 hexadecimal digits.");
        }

        Span<char> padded = stackalloc char[64];
        padded.Fill('0');
        digits.CopyTo(padded[(64 - digits.Length)..]);
        return new(Part(padded[48..]), Part(padded[32..48]), Part(padded[16..32]), Part(padded[..16]));

        static ulong Part(ReadOnlySpan<char> part) => ulong.Parse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public int CompareTo(UInt256 other) =>
        L3 != other.L3 ? L3.CompareTo(other.L3)
        : L2 != other.L2 ? L2.CompareTo(other.L2)
        : L1 != other.L1 ? L1.CompareTo(other.L1)
        : L0.CompareTo(other.L0);

    /// <inheritdoc/>
    public bool Equals(UInt256 other) => L0 == other.L0 && L1 == other.L1 && L2 == other.L2 && L3 == other.L3;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UInt256 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(L0, L1, L2, L3);

    /// <summary>64 hexadecimal digits after <c>0x</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"0x{L3:x16}{L2:x16}{L1:x16}{L0:x16}");

    private ulong Limb(int index) => index switch { 0 => L0, 1 => L1, 2 => L2, 3 => L3, _ => 0 };
}
