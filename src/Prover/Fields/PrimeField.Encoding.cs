using System.Security.Cryptography;

namespace Chonk.Prover.Fields;

/// <content>Integers, bytes, text, randomness, square roots.</content>
public readonly partial struct PrimeField<TParameters>
{
    /// <summary>Length of the byte encoding: 32.</summary>
    public const int EncodedBytes = 32;

    /// <inheritdoc/>
    public static int EncodingLength => EncodedBytes;

    /// <summary>The element of a 64-bit integer.</summary>
    public static PrimeField<TParameters> FromUInt64(ulong value) =>
        new PrimeField<TParameters>(value, 0, 0, 0) * FromMontgomeryUnchecked(TParameters.RSquaredModP);

    /// <summary>The element of a signed integer; negative ones are subtracted from p.</summary>
    public static PrimeField<TParameters> FromInt(long value) =>
        value >= 0 ? FromUInt64((ulong)value) : -FromUInt64(0UL - (ulong)value);

    /// <inheritdoc/>
    public static PrimeField<TParameters> FromInteger(in UInt256 value)
    {
        UInt256 reduced = value;
        while (reduced >= Modulus)
        {
            reduced = UInt256.Subtract(reduced, Modulus, out _);
        }

        return FromMontgomeryUnchecked(reduced) * FromMontgomeryUnchecked(TParameters.RSquaredModP);
    }

    /// <inheritdoc/>
    public UInt256 ToInteger()
    {
        PrimeField<TParameters> plain = this * new PrimeField<TParameters>(1, 0, 0, 0);
        return new(plain.L0, plain.L1, plain.L2, plain.L3);
    }

    /// <summary>Reads a canonical element from 32 big-endian bytes.</summary>
    /// <param name="bytes">The encoding; anything but 32 bytes is refused.</param>
    /// <param name="value">The element, or zero when refused.</param>
    /// <returns>Whether the length is right and the integer is below p.</returns>
    public static bool TryReadBigEndian(ReadOnlySpan<byte> bytes, out PrimeField<TParameters> value)
    {
        value = default;
        if (bytes.Length != EncodedBytes)
        {
            return false;
        }

        UInt256 integer = UInt256.ReadBigEndian(bytes);
        if (integer >= Modulus)
        {
            return false;
        }

        value = FromInteger(integer);
        return true;
    }

    /// <summary>Writes the canonical integer as 32 big-endian bytes.</summary>
    /// <param name="bytes">At least 32 bytes.</param>
    public void WriteBigEndian(Span<byte> bytes) => ToInteger().WriteBigEndian(bytes);

    /// <summary>Reads a hexadecimal integer below p.</summary>
    /// <exception cref="FormatException">Not hexadecimal, or not below p.</exception>
    public static PrimeField<TParameters> ParseHex(ReadOnlySpan<char> text)
    {
        UInt256 integer = UInt256.ParseHex(text);
        return integer < Modulus ? FromInteger(integer) : throw new FormatException("The value is not below the field's modulus.");
    }

    /// <summary>An element from 64 bytes, statistically uniform when the bytes are (bias below 2^-250).</summary>
    /// <param name="bytes">64 bytes, a big-endian integer.</param>
    public static PrimeField<TParameters> FromWideBytes(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, 64);
        PrimeField<TParameters> high = FromInteger(UInt256.ReadBigEndian(bytes));
        PrimeField<TParameters> low = FromInteger(UInt256.ReadBigEndian(bytes[32..]));
        return (high * FromInteger(TParameters.RModP)) + low;
    }

    /// <summary>A uniform element from the operating system's generator.</summary>
    public static PrimeField<TParameters> Random()
    {
        Span<byte> bytes = stackalloc byte[64];
        RandomNumberGenerator.Fill(bytes);
        return FromWideBytes(bytes);
    }

    /// <inheritdoc/>
    /// <remarks>[Tonelli 1891, Shanks 1973]; at most <c>TwoAdicity^2 / 2</c> squarings beyond one power.</remarks>
    public static bool TrySquareRoot(in PrimeField<TParameters> value, out PrimeField<TParameters> root)
    {
        root = default;
        if (value.IsZero)
        {
            return true;
        }

        // p - 1 = q * 2^s with q odd; x = value^((q+1)/2) satisfies x^2 = value * b with b of order dividing 2^(s-1) iff square.
        int s = TParameters.TwoAdicity;
        UInt256 q = UInt256.Subtract(Modulus, UInt256.One, out _) >> s;
        PrimeField<TParameters> generator = Pow(FromUInt64(TParameters.NonResidue), q);
        PrimeField<TParameters> w = Pow(value, q >> 1);
        PrimeField<TParameters> x = value * w;
        PrimeField<TParameters> b = x * w;
        int order = s;
        while (!b.IsOne)
        {
            int m = 0;
            for (PrimeField<TParameters> t = b; !t.IsOne; t = Square(t))
            {
                m++;
                if (m == order)
                {
                    return false;
                }
            }

            PrimeField<TParameters> factor = generator;
            for (int i = 0; i < order - m - 1; i++)
            {
                factor = Square(factor);
            }

            generator = Square(factor);
            order = m;
            x *= factor;
            b *= generator;
        }

        root = x;
        return true;
    }
}
