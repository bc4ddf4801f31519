using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Fields;

namespace Chonk.Prover.Circuits.Hashes;

/// <summary>Arithmetic of 32-bit words.</summary>
internal static class Words
{
    private static readonly Fr TwoTo32 = Fr.FromUInt64(1UL << 32);

    /// <summary>
    /// <c>a + b - 2^32 carry</c> for a new variable of the carry. Only a table that the result is looked up in, or a range constraint by the
    /// caller, makes the result the sum modulo 2^32.
    /// </summary>
    /// <param name="a">First summand.</param>
    /// <param name="b">Second summand.</param>
    /// <param name="carryBits">Width of the carry, which is constrained to it.</param>
    public static CircuitField Add(in CircuitField a, in CircuitField b, int carryBits)
    {
        MegaCircuitBuilder? circuit = a.Builder ?? b.Builder;
        ulong sum = (a.Value + b.Value).ToInteger().L0;
        if (a.IsConstant && b.IsConstant)
        {
            return CircuitField.Constant(circuit, Fr.FromUInt64((uint)sum));
        }

        CircuitField carry = CircuitField.Witness(circuit!, sum >> 32);
        CircuitField result = a.AddTwo(b, carry * -TwoTo32);
        carry.ConstrainBits(carryBits, "The carry of a sum of words is too large.");
        return result;
    }
}
