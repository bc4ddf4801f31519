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
}
