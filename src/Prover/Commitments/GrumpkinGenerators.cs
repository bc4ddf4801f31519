using System.Buffers.Binary;
using System.Security.Cryptography;
using Chonk.Prover.Curves;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Commitments;

/// <summary>
/// Points of Grumpkin of which nobody knows a relation: point i is found by hashing
/// <c>"BARRETENBERG_GRUMPKIN_IPA_CRS" || i || attempt</c> (both 64 bits, big endian) until it is an abscissa. The hash's four big-endian words
/// are limbs from the least significant on; the top bit of the last chooses the root. Version 2 refuses abscissae from p on.
/// </summary>
public static class GrumpkinGenerators
{
    private static ReadOnlySpan<byte> Domain => "BARRETENBERG_GRUMPKIN_IPA_CRS"u8;

    /// <summary>Point <paramref name="index"/>; about two attempts of one square root each.</summary>
    public static GrumpkinAffine HashToCurve(ulong index)
    {
        Span<byte> message = stackalloc byte[Domain.Length + 16];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Domain.CopyTo(message);
        BinaryPrimitives.WriteUInt64BigEndian(message[Domain.Length..], index);
        for (ulong attempt = 0; ; attempt++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(message[(Domain.Length + 8)..], attempt);
            SHA256.HashData(message, hash);
            ulong top = BinaryPrimitives.ReadUInt64BigEndian(hash[24..]);
            bool odd = top >> 63 != 0;
            UInt256 integer = new(
                BinaryPrimitives.ReadUInt64BigEndian(hash),
                BinaryPrimitives.ReadUInt64BigEndian(hash[8..]),
                BinaryPrimitives.ReadUInt64BigEndian(hash[16..]),
                top & (ulong.MaxValue >> 1));
            if (integer >= Fr.Modulus)
            {
                continue;
            }

            Fr x = Fr.FromInteger(integer);
            if (Fr.TrySquareRoot((Fr.Square(x) * x) + Grumpkin.B, out Fr y))
            {
                return GrumpkinAffine.CreateUnchecked(x, y.ToInteger().GetBit(0) == odd ? y : -y);
            }
        }
    }
}
