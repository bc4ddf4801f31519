using System.Numerics;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.Fields;

namespace Chonk.Prover.Circuits.NonNativeFields;

/// <content>Equality, order and choice.</content>
public sealed partial class NonNativeField<TModulus>
{
    /// <summary><c>p ? a : b = p (a - b) + b</c>, limb by limb: five gates.</summary>
    public static NonNativeField<TModulus> Select(in CircuitBool predicate, NonNativeField<TModulus> whenTrue, NonNativeField<TModulus> whenFalse)
    {
        if (predicate.IsConstant)
        {
            return (predicate.Value ? whenTrue : whenFalse).Copy();
        }

        bool isSame = whenTrue.primeLimb == whenFalse.primeLimb;
        for (int i = 0; i < LimbCount; i++)
        {
            isSame &= whenTrue.limbs[i].Element == whenFalse.limbs[i].Element;
        }

        if (isSame)
        {
            return whenFalse.Copy();
        }

        CircuitField bit = predicate;
        NonNativeField<TModulus> result = new(whenFalse.Builder ?? whenTrue.Builder ?? predicate.Builder);
        for (int i = 0; i < LimbCount; i++)
        {
            NonNativeLimb a = whenTrue.limbs[i];
            NonNativeLimb b = whenFalse.limbs[i];
            CircuitField limb = bit.MultiplyAdd(a.Element - b.Element, b.Element);
            result.limbs[i] = NonNativeLimb.Of(limb, BigInteger.Max(a.Maximum, b.Maximum));
        }

        result.primeLimb = bit.MultiplyAdd(whenTrue.primeLimb - whenFalse.primeLimb, whenFalse.primeLimb);
        return result;
    }

    /// <summary><c>p ? -a : a</c>.</summary>
    public NonNativeField<TModulus> NegateIf(in CircuitBool predicate)
    {
        if (IsConstant && predicate.IsConstant)
        {
            return predicate.Value ? Constant(Builder ?? predicate.Builder, (-Value).Mod(Modulus)) : Copy();
        }

        ReduceIfLarge();
        NonNativeField<TModulus> negated = Zero - this;
        return Select(predicate, negated, this);
    }

    /// <summary>
    /// Whether <c>a = b mod p</c>: for a bit e and a witness i, <c>(a - b) (e ? 1 : i)</c> is 0 if e, else 1.
    /// </summary>
    public CircuitBool IsEqualTo(NonNativeField<TModulus> other)
    {
        MegaCircuitBuilder? builder = Builder ?? other.Builder;
        bool isEqual = Residue == other.Residue;
        if (IsConstant && other.IsConstant)
        {
            return CircuitBool.Constant(builder, isEqual);
        }

        CircuitBool result = CircuitBool.Witness(builder!, isEqual);
        NonNativeField<TModulus> difference = this - other;
        NonNativeField<TModulus> inverse = Witness(builder!, difference.Residue.InverseOrZero(Modulus));
        NonNativeField<TModulus> factor = Select(result, One, inverse);
        NonNativeField<TModulus> product = difference * factor;
        CircuitField expected = CircuitField.SelectScaled(result, Fr.Zero, Fr.One);
        product.primeLimb.AssertEqual(expected);
        product.limbs[0].Element.AssertEqual(expected);
        for (int i = 1; i < LimbCount; i++)
        {
            product.limbs[i].Element.AssertEqual(CircuitField.Constant(Fr.Zero));
        }

        return result;
    }

    /// <summary><c>a = b mod p</c>: <c>a - b = q p</c>; beside a constant, equality of limbs, so that the element must be reduced before.</summary>
    public void AssertEqual(NonNativeField<TModulus> other, string reason = "Non-native elements that must be equal differ.")
    {
        if (IsConstant && !other.IsConstant)
        {
            other.AssertEqual(this, reason);
            return;
        }

        if (Residue != other.Residue)
        {
            (Builder ?? other.Builder).ViolateOrThrow(reason);
        }

        if (IsConstant)
        {
            return;
        }

        if (other.IsConstant)
        {
            var differences = new CircuitField[LimbCount + 1];
            for (int i = 0; i < LimbCount; i++)
            {
                differences[i] = limbs[i].Element - other.limbs[i].Element;
            }

            differences[LimbCount] = primeLimb - other.primeLimb;
            foreach (CircuitField difference in differences)
            {
                difference.AssertZero(reason);
            }

            return;
        }

        NonNativeField<TModulus> rest = this - other;
        BigInteger quotientValue = rest.Value / Modulus;
        CircuitField low = CircuitField.Witness(Builder!, quotientValue.Slice(0, 2 * LimbBits).ToFr());
        CircuitField high = CircuitField.Witness(Builder!, quotientValue.Slice(2 * LimbBits, 4 * LimbBits).ToFr());
        NonNativeField<TModulus> quotient = FromHalves(low, high, QuotientBits(BigInteger.Zero));
        AssertIdentity(rest, One, [], quotient, [Zero]);
    }

    /// <summary>
    /// <c>a != b mod p</c>, checked modulo r: <c>prod (a - b - k p) != 0</c> over all k that bounds allow. A witness of different elements may
    /// fail it with negligible probability; one of equal elements always does.
    /// </summary>
    public void AssertNotEqual(NonNativeField<TModulus> other, string reason = "Non-native elements that must differ are equal.")
    {
        int leftMultiples = (int)(MaximumValue / Modulus);
        int rightMultiples = (int)(other.MaximumValue / Modulus);
        CircuitField difference = primeLimb - other.primeLimb;
        CircuitField product = difference;
        Fr modulus = Modulus.ToFr();
        Fr multiple = modulus;
        for (int i = 0; i < leftMultiples; i++)
        {
            product *= difference - multiple;
            multiple += modulus;
        }

        multiple = modulus;
        for (int i = 0; i < rightMultiples; i++)
        {
            product *= difference + multiple;
            multiple += modulus;
        }

        product.AssertNotZero(reason);
    }

    /// <summary>Replaces the element by its residue, 0 to p - 1.</summary>
    public void ReduceFully()
    {
        Reduce();
        AssertBelowUnchecked(Modulus, "A non-native element is not below its modulus.");
    }

    /// <summary>
    /// Whether <c>a &lt; bound</c>, for an element whose limbs are then constrained to the width of p: the first limb from the top that differs from the
    /// bound's is below it, <c>l_3 | e_3 l_2 | e_3 e_2 l_1 | e_3 e_2 e_1 l_0</c>.
    /// </summary>
    public CircuitBool IsBelow(in BigInteger bound)
    {
        ConstrainLimbs();
        BigInteger[] boundLimbs = LimbsOf(bound);
        var below = new CircuitBool[LimbCount];
        var equal = new CircuitBool[LimbCount];
        for (int i = LimbCount - 1; i >= 0; i--)
        {
            below[i] = IsLimbBelow(limbs[i].Element, boundLimbs[i], i == LimbCount - 1 ? LastLimbBits : LimbBits);
            if (i > 0)
            {
                equal[i] = limbs[i].Element.IsEqualTo(CircuitField.Constant(boundLimbs[i].ToFr()));
            }
        }

        CircuitBool result = below[LimbCount - 1];
        for (int i = LimbCount - 2; i >= 0; i--)
        {
            CircuitBool decides = equal[LimbCount - 1];
            for (int j = LimbCount - 2; j > i; j--)
            {
                decides &= equal[j];
            }

            result |= decides & below[i];
        }

        return result;
    }

    /// <summary>Whether <c>a &lt; b</c> for integers of n bits: for a bit e, <c>b - a - 1 + (1 - e) 2^n</c> has n bits.</summary>
    private static CircuitBool IsLimbBelow(in CircuitField limb, in BigInteger bound, int bitCount)
    {
        BigInteger range = BigInteger.One << bitCount;
        CircuitBool isBelow = CircuitBool.Witness(limb.Builder!, limb.Value.ToBigInteger() < bound);
        CircuitField bit = isBelow;
        CircuitField rest = -limb + (bound + range - 1).ToFr() + (-bit * range.ToFr());
        rest.ConstrainBits(bitCount);
        return isBelow;
    }

    private void ConstrainLimbs()
    {
        LimbVariables variables = LimbVariables();
        Builder!.ConstrainTwoLimbs(variables.Limb0, variables.Limb1, LimbBits, LimbBits);
        Builder.ConstrainTwoLimbs(variables.Limb2, variables.Limb3, LimbBits, LastLimbBits);
    }

    /// <summary><c>bound - 1 - a &gt;= 0</c> limb by limb with a bit of borrow each, for an element of range-constrained limbs.</summary>
    private void AssertBelowUnchecked(in BigInteger bound, string reason)
    {
        if (IsConstant)
        {
            if (Value >= bound)
            {
                Builder.ViolateOrThrow(reason);
            }

            return;
        }

        MegaCircuitBuilder builder = Builder!;
        BigInteger[] largest = LimbsOf(bound - 1);
        BigInteger[] value = LimbsOf(Value);
        bool borrow0 = value[0] > largest[0];
        bool borrow1 = value[1] + (borrow0 ? 1 : 0) > largest[1];
        bool borrow2 = value[2] + (borrow1 ? 1 : 0) > largest[2];
        CircuitField b0 = CircuitBool.Witness(builder, borrow0);
        CircuitField b1 = CircuitBool.Witness(builder, borrow1);
        CircuitField b2 = CircuitBool.Witness(builder, borrow2);
        CircuitField r0 = CircuitField.Constant(largest[0].ToFr()) - limbs[0].Element + (b0 * Shift1);
        CircuitField r1 = CircuitField.Constant(largest[1].ToFr()) - limbs[1].Element + (b1 * Shift1) - b0;
        CircuitField r2 = CircuitField.Constant(largest[2].ToFr()) - limbs[2].Element + (b2 * Shift1) - b1;
        CircuitField r3 = CircuitField.Constant(largest[3].ToFr()) - limbs[3].Element - b2;
        builder.ConstrainTwoLimbs(r0.Normalize().RawVariable, r1.Normalize().RawVariable, LimbBits, LimbBits);
        builder.ConstrainTwoLimbs(r2.Normalize().RawVariable, r3.Normalize().RawVariable, LimbBits, LastLimbBits);
    }
}
