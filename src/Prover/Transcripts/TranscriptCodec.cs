using Chonk.Prover.Fields;

namespace Chonk.Prover.Transcripts;

/// <summary>
/// How values become field elements. Fr: one. Fq: the low 136 bits, then the high 118 (two limbs of 68 bits each of the in-circuit
/// representation). A point of BN254: x, y, four elements; of Grumpkin, whose coordinates are in Fr: two; infinity: zeros.
/// Decoding refuses integers that are not canonical and points off the curve.
/// </summary>
public static class TranscriptCodec
{
    /// <summary>Elements of a value of Fq: 2.</summary>
    public const int FqElements = 2;

    /// <summary>Elements of a point of BN254: 4.</summary>
    public const int G1Elements = 2 * FqElements;

    /// <summary>Elements of a point of Grumpkin: 2.</summary>
    public const int GrumpkinElements = 2;

    /// <summary>Bits of the low element of Fq: 136.</summary>
    public const int FqLowBits = 136;

    /// <summary>Encodes an element of Fq.</summary>
    /// <param name="value">Any element.</param>
    /// <param name="elements">Two elements are written.</param>
    public static void Encode(in Fq value, Span<Fr> elements)
    {
        UInt256 integer = value.ToInteger();
        elements[0] = Fr.FromInteger(new UInt256(integer.L0, integer.L1, integer.L2 & 0xff, 0));
        elements[1] = Fr.FromInteger(integer >> FqLowBits);
    }

    /// <summary>Decodes an element of Fq.</summary>
    /// <param name="elements">Two elements are read.</param>
    /// <param name="value">The element, or zero when refused.</param>
    /// <returns>Whether the low part is below 2^136 and the whole below q.</returns>
    public static bool TryDecode(ReadOnlySpan<Fr> elements, out Fq value)
    {
        value = default;
        UInt256 low = elements[0].ToInteger();
        UInt256 high = elements[1].ToInteger();
        if (low.BitLength > FqLowBits || high.BitLength > 256 - FqLowBits)
        {
            return false;
        }

        UInt256 integer = UInt256.Add(low, high << FqLowBits, out _);
        if (integer >= Fq.Modulus)
        {
            return false;
        }

        value = Fq.FromInteger(integer);
        return true;
    }

    /// <summary>Encodes a point of BN254.</summary>
    /// <param name="point">Any point; infinity becomes zeros.</param>
    /// <param name="elements">Four elements are written.</param>
    public static void Encode(in G1Affine point, Span<Fr> elements)
    {
        Encode(point.X, elements);
        Encode(point.Y, elements[FqElements..]);
    }

    /// <summary>Decodes a point of BN254.</summary>
    /// <param name="elements">Four elements are read.</param>
    /// <param name="point">The point, or infinity when refused.</param>
    /// <returns>None, or why it was refused: a coordinate that is not canonical, or a point off the curve.</returns>
    public static VerificationFailure Decode(ReadOnlySpan<Fr> elements, out G1Affine point)
    {
        point = default;
        return !TryDecode(elements, out Fq x) || !TryDecode(elements[FqElements..], out Fq y)
            ? VerificationFailure.NonCanonicalElement
            : G1Affine.TryCreate(x, y, out point) ? VerificationFailure.None : VerificationFailure.PointNotOnCurve;
    }
}
