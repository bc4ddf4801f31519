using System.Numerics;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.NonNativeFields;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <content>Sums of multiples by Straus' method over signed binary digits [Straus 1964; Möller 2001].</content>
public sealed partial class NonNativePoint<TCurve, TBase, TScalar>
{
    private const int RoundsPerLadder = 4;
    private const int HalfScalarBits = 2 * NonNativeField<TScalar>.LimbBits;
    private static readonly Fr HalfModulus = (BigInteger.One << HalfScalarBits).ToFr();

    /// <summary>
    /// <c>k_0 P_0 + k_1 P_1</c> for scalars below 2^bitCount, not zero, and points that are not infinity; abscissae that meet on the way must differ.
    /// </summary>
    /// <param name="point0">P_0.</param>
    /// <param name="scalar0">k_0.</param>
    /// <param name="point1">P_1.</param>
    /// <param name="scalar1">k_1.</param>
    /// <param name="bitCount">Width of the scalars.</param>
    /// <remarks>
    /// Digits are +1 or -1; an even scalar is made odd by adding 1, which is taken off at the end. The sum starts from a fixed point of unknown
    /// logarithm, whose 2^(bitCount-1)-fold is subtracted in the end, so that it does not meet infinity.
    /// </remarks>
    internal static NonNativePoint<TCurve, TBase, TScalar> MultiplyPair(
        NonNativePoint<TCurve, TBase, TScalar> point0,
        NonNativeField<TScalar> scalar0,
        NonNativePoint<TCurve, TBase, TScalar> point1,
        NonNativeField<TScalar> scalar1,
        int bitCount)
    {
        // 1. Points at infinity are replaced by the generator, and their scalars by 0.
        NonNativePoint<TCurve, TBase, TScalar> generator = Constant(scalar0.Builder, TCurve.Generator);
        NonNativeField<TScalar> zero = NonNativeField<TScalar>.Zero;
        NonNativePoint<TCurve, TBase, TScalar>[] points = [point0, point1];
        NonNativeField<TScalar>[] scalars = [scalar0, scalar1];
        for (int i = 0; i < points.Length; i++)
        {
            CircuitBool isInfinity = points[i].IsInfinity;
            points[i] = Select(isInfinity, generator, points[i]);
            scalars[i] = NonNativeField<TScalar>.Select(isInfinity, zero, scalars[i]);
        }

        // 2. The table of sums, and digits.
        PairTable<TCurve, TBase, TScalar> table = new(points[0], points[1]);
        CircuitBool[][] digits = [.. scalars.Select(scalar => SignedDigits(scalar, bitCount))];
        NonNativePoint<TCurve, TBase, TScalar> start = Constant(null, TCurve.OffsetGenerator);
        NonNativePoint<TCurve, TBase, TScalar> end = Constant(
            null, IntegerCurve<TCurve, TBase, TScalar>.Multiply(TCurve.OffsetGenerator, BigInteger.One << (bitCount - 1)));

        // 3. The top digits are +1; then four rounds of doubling and adding at a time.
        NonNativePoint<TCurve, TBase, TScalar> sum = NonNativeChain<TCurve, TBase, TScalar>.Of(table.First).Add(start).End();
        for (int round = 1; round < bitCount; round += RoundsPerLadder)
        {
            List<NonNativePoint<TCurve, TBase, TScalar>> summands = [];
            for (int j = round; j < Math.Min(round + RoundsPerLadder, bitCount); j++)
            {
                summands.Add(table.Read(digits[0][j], digits[1][j]));
            }

            sum = sum.DoubleAndAdd(summands);
        }

        // 4. What was added to make scalars odd, and the start.
        for (int i = 0; i < points.Length; i++)
        {
            NonNativePoint<TCurve, TBase, TScalar> lowered = AddComplete(sum, points[i], isDifference: true);
            sum = Select(digits[i][bitCount], lowered, sum);
        }

        return sum - end;
    }

    /// <summary>
    /// Bits e_0, ..., e_n with <c>k = sum (1 - 2 e_i) 2^(n-1-i) - e_n</c>, most significant digit first; tied to k by positive and negative sums.
    /// </summary>
    private static CircuitBool[] SignedDigits(NonNativeField<TScalar> scalar, int bitCount)
    {
        MegaCircuitBuilder builder = scalar.Builder!;
        BigInteger value = scalar.Residue;
        if (value.IsZero)
        {
            value = NonNativeField<TScalar>.Modulus;
        }

        var digits = new CircuitBool[bitCount + 1];
        bool isEven = value.IsEven;
        value += isEven ? 1 : 0;
        digits[bitCount] = CircuitBool.WitnessInList(builder, isEven);
        for (int i = 0; i < bitCount - 1; i++)
        {
            digits[bitCount - i - 1] = CircuitBool.WitnessInList(builder, ((value >> (i + 1)) & 1).IsZero);
        }

        digits[0] = CircuitBool.WitnessInList(builder, value: false);
        ((CircuitField)digits[0]).AssertZero("The top digit of a scalar is negative.");
        CircuitField zero = CircuitField.ZeroVariable(builder);
        (CircuitField positiveHigh, CircuitField negativeHigh) = (zero, zero);
        int middle = Math.Max(bitCount - HalfScalarBits, 0);
        if (middle > 0)
        {
            (positiveHigh, negativeHigh) = SumDigits(digits.AsSpan(0, middle));
        }

        (CircuitField positiveLow, CircuitField negativeLow) = SumDigits(digits.AsSpan(middle, bitCount - middle));
        CircuitField skew = digits[bitCount];
        negativeLow += skew;

        // The skew may carry into the high half: only 2^136 itself does not fit.
        CircuitBool carries = negativeLow.IsEqualTo(CircuitField.Constant(HalfModulus));
        negativeLow *= !carries;
        negativeHigh += carries;
        NonNativeField<TScalar> positive = NonNativeField<TScalar>.FromHalves(positiveLow, positiveHigh);
        NonNativeField<TScalar> negative = NonNativeField<TScalar>.FromHalves(negativeLow, negativeHigh);
        NonNativeField<TScalar> sum = positive - negative;
        sum.AssertEqual(scalar, "Signed digits do not recompose their scalar.");
        return digits;
    }

    private static (CircuitField Positive, CircuitField Negative) SumDigits(ReadOnlySpan<CircuitBool> digits)
    {
        CircuitField positive = CircuitField.Constant(Fr.Zero);
        CircuitField negative = CircuitField.Constant(Fr.Zero);
        foreach (ref readonly CircuitBool digit in digits)
        {
            CircuitField bit = digit;
            negative = negative + negative + bit;
            positive = positive + positive + CircuitField.One - bit;
        }

        return (positive, negative);
    }
}
