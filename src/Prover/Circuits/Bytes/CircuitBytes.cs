using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Circuits.Bytes;

/// <summary>Byte strings in a circuit: elements that are constants below 256 or variables range-constrained to 8 bits, most significant first.</summary>
public static class CircuitBytes
{
    private const int ByteBits = 8;
    private const int FieldBytes = 32;
    private const int HalfBytes = 16;

    /// <summary>The bytes of an element, which is thereby constrained to that many bytes.</summary>
    /// <param name="field">The element.</param>
    /// <param name="byteCount">1 to 32; 32 bytes are also constrained to be below the modulus.</param>
    public static CircuitField[] FromField(in CircuitField field, int byteCount)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(byteCount, FieldBytes);
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
        if (byteCount == FieldBytes)
        {
            AssertBelowModulus(field, lowSum, highSum);
        }

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

    /// <summary>
    /// <c>high + low &lt;= r - 1</c> on halves of 128 bits: with <c>s = r - 1</c>, <c>s_low - low + 2^128 = t + 2^128 c</c> for a bit c, and
    /// <c>s_high - high / 2^128 - (1 - c)</c> has 128 bits.
    /// </summary>
    private static void AssertBelowModulus(in CircuitField field, in CircuitField low, in CircuitField high)
    {
        UInt256 largest = UInt256.Subtract(Fr.Modulus, UInt256.One, out _);
        Fr shift = PowerOfTwo(128);
        Fr largestHigh = Fr.FromInteger(largest >> 128);
        Fr largestLow = Fr.FromInteger(new(largest.L0, largest.L1, 0, 0));
        CircuitField difference = -low + largestLow + shift;
        UInt256 value = difference.Value.ToInteger();
        CircuitField carry = NewField(field, value >> 128);
        carry.ConstrainBits(1, "The carry of a comparison is not a bit.");
        CircuitField rest = NewField(field, new(value.L0, value.L1, 0, 0));
        rest.ConstrainBits(128, "The rest of a comparison is too large.");
        difference.AssertEqual(rest + (carry * shift), "A comparison does not recompose.");
        CircuitField noCarry = -carry + Fr.One;
        CircuitField highDifference = (-high / CircuitField.Constant(shift)).AddTwo(largestHigh, -noCarry);
        highDifference.ConstrainBits(128, "Bytes exceed the modulus.");
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
