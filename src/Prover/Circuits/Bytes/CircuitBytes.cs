using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Circuits.Bytes;

/// <summary>Byte strings in a circuit: elements that are constants below 256 or variables range-constrained to 8 bits, most significant first.</summary>
public static class CircuitBytes
{
    private const int ByteBits = 8;
    private const int MaxBytes = 31;
    private const int HalfBytes = 16;

    /// <summary>The bytes of an element, which is thereby constrained to that many bytes.</summary>
    /// <param name="field">The element.</param>
    /// <param name="byteCount">1 to 31, so that no integer of that many bytes wraps around the field.</param>
    public static CircuitField[] FromField(in CircuitField field, int byteCount)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(byteCount, MaxBytes);
        UInt256 value = field.Value.ToInteger();
        CircuitField[] bytes = new CircuitField[byteCount];
        List<CircuitField> low = [];
        List<CircuitField> high = [];
        for (int i = 0; i < byteCount; i++)
        {
            int bit = ByteBits * (byteCount - 1 - i);
            bytes[i] = NewField(field, UInt256.FromUInt64(value.GetBits(bit, ByteBits)));
            bytes[i].ConstrainBits(ByteBits, "A byte exceeds 8 bits.");
            (i < HalfBytes ? high : low).Add(bytes[i] * PowerOfTwo(bit));
        }

        CircuitField lowSum = CircuitField.Sum([.. low]);
        CircuitField highSum = CircuitField.Sum([.. high]);
        field.AssertEqual(highSum + lowSum, "An element has more bytes than it may.");
        return bytes;
    }

    /// <summary>The element of bytes, most significant first: <c>sum_i b_i 256^(n-1-i)</c>.</summary>
    public static CircuitField ToField(ReadOnlySpan<CircuitField> bytes)
    {
        CircuitField[] terms = new CircuitField[bytes.Length];
        for (int i = 0; i < terms.Length; i++)
        {
            terms[i] = bytes[i] * PowerOfTwo(ByteBits * (bytes.Length - 1 - i));
        }

        return CircuitField.Sum(terms);
    }

    /// <summary>The element of bytes, least significant first.</summary>
    public static CircuitField ToFieldLittleEndian(ReadOnlySpan<CircuitField> bytes)
    {
        CircuitField[] reversed = bytes.ToArray();
        Array.Reverse(reversed);
        return ToField(reversed);
    }

    /// <summary>A constant beside a constant, else a new variable.</summary>
    private static CircuitField NewField(in CircuitField like, in UInt256 value)
    {
        Fr element = Fr.FromInteger(value);
        MegaCircuitBuilder? circuit = like.Builder;
        return like.IsConstant ? CircuitField.Constant(circuit, element) : CircuitField.Witness(circuit!, element);
    }

    private static Fr PowerOfTwo(int exponent) => Fr.FromInteger(UInt256.One << exponent);
}
