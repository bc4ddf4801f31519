using System.Numerics;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.NonNativeFields;
using Scalar = Chonk.Prover.Circuits.NonNativeFields.NonNativeField<Chonk.Prover.Circuits.NonNativeFields.Secp256k1ScalarModulus>;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>
/// An integer k of up to 129 bits and any sign as odd digits of a window width w, all but its lowest <c>t</c> bits:
/// <c>k = 2^t sum d_i 2^(w i) + f + p - q</c> with <c>d_i = 2 e_i - (2^w - 1)</c>, an odd rest <c>f = 2 e - (2^w - 1)</c> if t is not 0, and two truth
/// values p and q of which at most one is true [Okeya, Takagi 2003]. The e_i and e are below 2^w because tables are read at them.
/// </summary>
/// <param name="Digits">The e_i, most significant first.</param>
/// <param name="Rest">e; constrained to 0 where t is 0.</param>
/// <param name="Adds">p.</param>
/// <param name="Subtracts">q.</param>
internal sealed record OddDigits(CircuitField[] Digits, CircuitField Rest, CircuitBool Adds, CircuitBool Subtracts)
{
    private const int MaxBits = 129;

    /// <summary>The digits of both halves of <c>k = k_0 - k_1 lambda</c>, constrained to make up the scalar.</summary>
    /// <param name="scalar">k.</param>
    /// <param name="windowBits">w.</param>
    /// <param name="lowSkip">t of k_0.</param>
    /// <param name="highSkip">t of k_1.</param>
    public static (OddDigits Low, OddDigits High) Split(Scalar scalar, int windowBits, int lowSkip, int highSkip)
    {
        MegaCircuitBuilder builder = scalar.Builder!;
        (BigInteger low, BigInteger high) = Secp256k1Endomorphism.Split(scalar.Residue);
        (OddDigits lowDigits, Scalar lowSum) = Witness(builder, low, windowBits, lowSkip);
        (OddDigits highDigits, Scalar highSum) = Witness(builder, high, windowBits, highSkip);
        Scalar negatedLambda = Scalar.Constant(null, Scalar.Modulus - Secp256k1Endomorphism.Lambda);
        Scalar sum = highSum.MultiplyAdd(negatedLambda, [lowSum]);
        scalar.AssertEqual(sum, "Odd digits do not recompose their scalar.");
        return (lowDigits, highDigits);
    }

    private static (OddDigits Digits, Scalar Value) Witness(MegaCircuitBuilder builder, in BigInteger value, int windowBits, int skip)
    {
        int count = (MaxBits + windowBits - 1 - skip) / windowBits;
        BigInteger digitOffset = (BigInteger.One << windowBits) - 1;

        // 1. An odd integer beside k, away from zero, and its odd rest, for which the digits' sum is odd too.
        bool isNegative = value.Sign < 0;
        bool isEven = value.IsEven;
        BigInteger odd = isEven ? value + (isNegative ? -1 : 1) : value;
        BigInteger rest = BigInteger.Zero;
        if (skip > 0)
        {
            BigInteger unit = BigInteger.One << skip;
            rest = (odd - unit).Mod(2 * unit);
            rest -= rest > unit ? 2 * unit : BigInteger.Zero;
        }

        // 2. sum e_i 2^(w i) = (sum d_i 2^(w i) + 2^(w count) - 1) / 2.
        BigInteger entries = (((odd - rest) >> skip) + (BigInteger.One << (windowBits * count)) - 1) >> 1;
        var digits = new CircuitField[count];
        for (int i = 0; i < count; i++)
        {
            int first = (count - 1 - i) * windowBits;
            digits[i] = CircuitField.Witness(builder, entries.Slice(first, first + windowBits).ToFr());
        }

        CircuitBool subtracts = CircuitBool.WitnessInList(builder, isEven && !isNegative);
        CircuitBool adds = CircuitBool.WitnessInList(builder, isEven && isNegative);
        (!(adds & subtracts)).AssertEqual(CircuitBool.True, "An integer is both raised and lowered.");
        CircuitField restField = CircuitField.Witness(builder, (skip > 0 ? (rest + digitOffset) >> 1 : BigInteger.Zero).ToFr());
        if (skip == 0)
        {
            restField.AssertEqual(CircuitField.Constant(Fr.Zero), "Digits that skip no bits have a rest.");
        }

        OddDigits result = new(digits, restField, adds, subtracts);
        return (result, result.Sum(builder, windowBits, skip));
    }

    /// <summary><c>(2 (2^t sum e_i 2^(w i) + e) + p) - (c + q)</c>, where c is the sum of all offsets.</summary>
    private Scalar Sum(MegaCircuitBuilder builder, int windowBits, int skip)
    {
        var terms = new CircuitField[Digits.Length];
        for (int i = 0; i < terms.Length; i++)
        {
            terms[i] = Digits[^(i + 1)] * (BigInteger.One << (i * windowBits)).ToFr();
        }

        CircuitField entries = CircuitField.Sum(terms) * (BigInteger.One << skip).ToFr();
        entries = (entries + Rest).Normalize();
        Scalar half = Scalar.FromHalves(entries, CircuitField.ZeroVariable(builder));
        Scalar positive = (half + half).AddToLowestLimb(Adds, BigInteger.One);
        BigInteger offset = ((BigInteger.One << (windowBits * Digits.Length)) - 1) << skip;
        if (skip > 0)
        {
            offset += (BigInteger.One << windowBits) - 1;
        }

        Scalar negative = Scalar.Constant(null, offset).AddToLowestLimb(Subtracts, BigInteger.One);
        return positive - negative;
    }
}
