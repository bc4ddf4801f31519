using System.Numerics;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Fields;

namespace Chonk.Prover.Circuits.NonNativeFields;

/// <content>
/// The check of <c>sum a_i b_i + sum c_i = q p + sum d_i</c>: modulo 2^272 in two halves of 136 bits, whose carries are range-constrained,
/// and modulo r on the residues.
/// </content>
public sealed partial class NonNativeField<TModulus>
{
    /// <summary>
    /// Replaces the element by an equal one below 2^(bits of p): <c>x = q p + d</c> with a quotient of one limb. Constants stay.
    /// </summary>
    public void Reduce()
    {
        if (IsConstant)
        {
            return;
        }

        MegaCircuitBuilder builder = Builder!;
        BigInteger quotientValue = BigInteger.DivRem(Value, Modulus, out BigInteger remainderValue);
        int quotientBits = (MaximumValue / Modulus).BitCount();
        quotientBits += quotientBits & 1;
        CircuitField quotientLimb = CircuitField.Witness(builder, quotientValue.ToFr());
        _ = builder.DecomposeIntoLimbs(quotientLimb.RawVariable, quotientBits, MegaCircuitBuilder.RangeLimbBits);
        CircuitField zero = CircuitField.ZeroVariable(builder);
        NonNativeField<TModulus> quotient = FromLimbsUnchecked(
            [quotientLimb, zero, zero, zero, quotientLimb],
            [BigInteger.One << quotientBits, BigInteger.Zero, BigInteger.Zero, BigInteger.Zero]);
        NonNativeField<TModulus> remainder = Witness(builder, remainderValue);
        AssertIdentity(this, One, [], quotient, [remainder]);
        Assign(remainder);
    }

    /// <summary><c>a b + sum c_i = q p + sum d_i</c>.</summary>
    private static void AssertIdentity(
        NonNativeField<TModulus> left,
        NonNativeField<TModulus> right,
        NonNativeField<TModulus>[] addends,
        NonNativeField<TModulus> quotient,
        NonNativeField<TModulus>[] remainders)
    {
        AssertWithinProhibitedBounds([left, right, quotient, .. addends, .. remainders]);
        MegaCircuitBuilder builder = (left.Builder ?? right.Builder)!;
        Carries carries = new();
        carries.AddProduct(left, right);
        carries.AddQuotient(quotient);
        carries.AddRemainders(remainders);
        carries.AddAddends(addends);

        left = left.OnVariables(builder);
        right = right.OnVariables(builder);
        quotient = quotient.OnVariables(builder);
        NonNativeField<TModulus> first = remainders[0].OnVariables(builder);
        List<CircuitField> low = [first.limbs[0].Element];
        List<CircuitField> high = [first.limbs[2].Element];
        List<CircuitField> prime = [first.primeLimb];
        AddTerms(remainders.AsSpan(1), addends, low, high, prime);

        CircuitField limb1 = first.limbs[1].Element;
        CircuitField limb3 = first.limbs[3].Element;
        if (!limb1.IsNormalized || !limb3.IsNormalized)
        {
            low.Add(limb1 * Shift1);
            high.Add(limb3 * Shift1);
            limb1 = CircuitField.ZeroVariable(builder);
            limb3 = CircuitField.ZeroVariable(builder);
        }

        CircuitField limb0 = CircuitField.Sum([.. low]);
        CircuitField limb2 = CircuitField.Sum([.. high]);
        CircuitField primeRest = CircuitField.Sum([.. prime]);
        AddIdentityRows(builder, left, right, quotient, [limb0, limb1, limb2, limb3], primeRest, carries);
    }

    /// <summary><c>sum a_i b_i + sum c_i = q p + d</c>; the products after the first are queued and added as limbs.</summary>
    private static void AssertIdentity(
        List<NonNativeField<TModulus>> left,
        List<NonNativeField<TModulus>> right,
        NonNativeField<TModulus>[] addends,
        NonNativeField<TModulus> quotient,
        NonNativeField<TModulus> remainder)
    {
        AssertWithinProhibitedBounds([.. left, .. right, quotient, .. addends, remainder]);
        MegaCircuitBuilder? builder = null;
        Carries carries = new();
        carries.AddRemainders([remainder]);
        carries.AddQuotient(quotient);
        carries.AddAddends(addends);
        for (int i = 0; i < left.Count; i++)
        {
            builder ??= left[i].Builder ?? right[i].Builder;
            carries.AddProduct(left[i], right[i]);
        }

        List<CircuitField> low = [];
        List<CircuitField> high = [];
        List<CircuitField> prime = [];
        for (int i = 0; i < left.Count; i++)
        {
            left[i] = left[i].OnVariables(builder!);
            right[i] = right[i].OnVariables(builder!);
            if (i > 0)
            {
                LimbVariables a = left[i].LimbVariables();
               (uint productLow, uint productHigh) = builder!.QueueNonNativeProduct(a, right[i].LimbVariables());
                low.Add(-new CircuitField(builder, productLow));
                high.Add(-new CircuitField(builder, productHigh));
                prime.Add(-(left[i].primeLimb * right[i].primeLimb));
            }
        }

        low.Add(remainder.limbs[0].Element);
        high.Add(remainder.limbs[2].Element);
        prime.Add(remainder.primeLimb);
        AddTerms([], addends, low, high, prime);
        CircuitField limb0 = CircuitField.Sum([.. low]);
        CircuitField limb2 = CircuitField.Sum([.. high]);
        CircuitField limb1 = remainder.limbs[1].Element;
        CircuitField limb3 = remainder.limbs[3].Element;
        CircuitField primeRest = CircuitField.Sum([.. prime]);
        AddIdentityRows(builder!, left[0], right[0], quotient, [limb0, limb1, limb2, limb3], primeRest, carries);
    }

    /// <summary>Adds further remainders, and subtracts addends, from the halves of the remainder.</summary>
    private static void AddTerms(
        ReadOnlySpan<NonNativeField<TModulus>> remainders,
        ReadOnlySpan<NonNativeField<TModulus>> addends,
        List<CircuitField> low,
        List<CircuitField> high,
        List<CircuitField> prime)
    {
        foreach (NonNativeField<TModulus> remainder in remainders)
        {
            low.Add(remainder.limbs[0].Element);
            low.Add(remainder.limbs[1].Element * Shift1);
            high.Add(remainder.limbs[2].Element);
            high.Add(remainder.limbs[3].Element * Shift1);
            prime.Add(remainder.primeLimb);
        }

        foreach (NonNativeField<TModulus> addend in addends)
        {
            low.Add(-addend.limbs[0].Element);
            low.Add(-addend.limbs[1].Element * Shift1);
            high.Add(-addend.limbs[2].Element);
            high.Add(-addend.limbs[3].Element * Shift1);
            prime.Add(-addend.primeLimb);
        }
    }

    private static void AddIdentityRows(
        MegaCircuitBuilder builder,
        NonNativeField<TModulus> left,
        NonNativeField<TModulus> right,
        NonNativeField<TModulus> quotient,
        ReadOnlySpan<CircuitField> remainder,
        in CircuitField primeRest,
        Carries carries)
    {
       
        LimbVariables a = left.LimbVariables();
        LimbVariables b = right.LimbVariables();
        LimbVariables q = quotient.LimbVariables();
        LimbVariables d = new(
            remainder[0].ToVariable(builder), remainder[1].ToVariable(builder), remainder[2].ToVariable(builder), remainder[3].ToVariable(builder));
        (uint lowCarry, uint highCarry) = builder.AddNonNativeProduct(a, b, q, d, NegatedModulusElements);
        CircuitField.AssertProductSumZero(
            left.primeLimb, right.primeLimb, quotient.primeLimb * NegatedModulusNative, -primeRest, "A non-native identity fails modulo r.");
        CircuitField low = new CircuitField(builder, lowCarry) + carries.Borrow.ToFr();
        CircuitField high = new(builder, highCarry);
        (int lowBits, int highBits) = carries.Widths();
        const int maxJointBits = 5 * MegaCircuitBuilder.RangeLimbBits;
        if (lowBits <= maxJointBits && highBits <= maxJointBits)
        {
            builder.ConstrainTwoLimbs(high.RawVariable, low.Normalize().RawVariable, highBits, lowBits);
        }
        else
        {
            high.ConstrainBits(highBits, "A carry of a non-native product is too large.");
            low.ConstrainBits(lowBits, "A carry of a non-native product is too large.");
        }
    }

    private static void AssertWithinProhibitedBounds(ReadOnlySpan<NonNativeField<TModulus>> elements)
    {
        foreach (NonNativeField<TModulus> element in elements)
        {
            element.AssertWithinProhibitedBounds();
        }
    }

    private LimbVariables LimbVariables()
    {
        uint limb0 = limbs[0].Element.Normalize().RawVariable;
        uint limb1 = limbs[1].Element.Normalize().RawVariable;
        uint limb2 = limbs[2].Element.Normalize().RawVariable;
        return new(limb0, limb1, limb2, limbs[3].Element.Normalize().RawVariable);
    }

    /// <summary>
    /// Bounds of the two halves. Remainders are subtracted from the low half, which may go below zero: it is raised by a multiple of 2^136 above
    /// them, so that its carry, raised by <see cref="Borrow"/>, is not negative.
    /// </summary>
    private sealed class Carries
    {
        private const int HalfBits = 2 * LimbBits;
        private BigInteger low;
        private BigInteger high;
        private BigInteger remaindersLow;

        /// <summary>The multiple, <c>ceil(remainders / 2^136)</c>.</summary>
        public BigInteger Borrow => (remaindersLow + (BigInteger.One << HalfBits) - 1) >> HalfBits;

        public void AddProduct(NonNativeField<TModulus> a, NonNativeField<TModulus> b) => Add(ProductHalves(a.LimbMaxima(), b.LimbMaxima()));

        public void AddQuotient(NonNativeField<TModulus> q) => Add(ProductHalves(NegatedModulusLimbs, q.LimbMaxima()));

        public void AddAddends(ReadOnlySpan<NonNativeField<TModulus>> addends)
        {
            foreach (NonNativeField<TModulus> addend in addends)
            {
                low += Half(addend, 0);
                high += Half(addend, 2);
            }
        }

        public void AddRemainders(ReadOnlySpan<NonNativeField<TModulus>> remainders)
        {
            foreach (NonNativeField<TModulus> remainder in remainders)
            {
                remaindersLow += Half(remainder, 0);
            }
        }

        /// <summary>Bits of the carries out of the low and of the high half.</summary>
        public (int Low, int High) Widths()
        {
            BigInteger lowMaximum = low + remaindersLow;
            BigInteger highMaximum = high + (lowMaximum >> HalfBits);
            return (Math.Max(lowMaximum.BitCount() - HalfBits, 0), Math.Max(highMaximum.BitCount() - HalfBits, 0));
        }

        private static BigInteger Half(NonNativeField<TModulus> element, int first) =>
            element.limbs[first].Maximum + (element.limbs[first + 1].Maximum << LimbBits);

        private void Add((BigInteger Low, BigInteger High) halves)
        {
            low += halves.Low;
            high += halves.High;
        }
    }
}
