using System.Numerics;
using Chonk.Prover.Arithmetization;

namespace Chonk.Prover.Circuits.NonNativeFields;

/// <content>
/// Products and quotients. Every method finds quotient q and remainder d of an integer identity as witnesses, and leaves the check to
/// the identities of this type. Lists are reduced in place where they are addends, and copied where they are factors.
/// </content>
public sealed partial class NonNativeField<TModulus>
{
    private const string NotZero = "A non-native sum of products that must be zero is not.";

    /// <summary><c>a b</c>.</summary>
    public static NonNativeField<TModulus> operator *(NonNativeField<TModulus> left, NonNativeField<TModulus> right) =>
        left.MultiplyAdd(right, []);

    /// <summary><c>a^2</c>.</summary>
    public NonNativeField<TModulus> Square() => SquareAdd([]);

    /// <summary><c>a^2 + sum c_i</c>.</summary>
    public NonNativeField<TModulus> SquareAdd(NonNativeField<TModulus>[] addends) => MultiplyAdd(this, addends);

    /// <summary><c>a b + sum c_i</c>.</summary>
    public NonNativeField<TModulus> MultiplyAdd(NonNativeField<TModulus> factor, NonNativeField<TModulus>[] addends)
    {
        while (true)
        {
            MegaCircuitBuilder? builder = Builder ?? factor.Builder;
            ReduceIfLarge();
            factor.ReduceIfLarge();
            foreach (NonNativeField<TModulus> addend in addends)
            {
                addend.ReduceIfLarge();
            }

            BigInteger product = Value * factor.Value;
            if (IsConstant && factor.IsConstant)
            {
                return Array.TrueForAll(addends, static addend => addend.IsConstant)
                    ? Constant(builder, (product + SumOfValues(addends)) % Modulus)
                    : Sum([.. addends, Constant(builder, product % Modulus)]);
            }

            if (NeedsReduction(MaximumValue * factor.MaximumValue, SumOfMaxima(addends), DefaultMaximumRemainder, out int quotientBits))
            {
                ReduceLarger(this, factor);
                continue;
            }

            BigInteger quotientValue = BigInteger.DivRem(product + SumOfValues(addends), Modulus, out BigInteger remainderValue);
            NonNativeField<TModulus> quotient = WitnessLimbs(builder!, quotientValue, quotientBits);
            NonNativeField<TModulus> remainder = WitnessLimbs(builder!, remainderValue);
            AssertIdentity(this, factor, addends, quotient, [remainder]);
            return remainder;
        }
    }

    /// <summary><c>a / b</c>, where b is constrained to be no multiple of p.</summary>
    public static NonNativeField<TModulus> operator /(NonNativeField<TModulus> left, NonNativeField<TModulus> right) =>
        Divide([left.Copy()], right, isNonZero: true);

    /// <summary><c>sum n_i / d</c>, which says nothing about d = 0.</summary>
    public static NonNativeField<TModulus> DivideUnchecked(NonNativeField<TModulus>[] numerators, NonNativeField<TModulus> denominator) =>
        Divide(numerators, denominator, isNonZero: false);

    /// <summary><c>d x + 0 = q p + sum n_i</c>, after d is constrained if it must not be zero.</summary>
    private static NonNativeField<TModulus> Divide(
        NonNativeField<TModulus>[] numerators, NonNativeField<TModulus> denominator, bool isNonZero)
    {
        while (true)
        {
            denominator.ReduceIfLarge();
            MegaCircuitBuilder? builder = denominator.Builder;
            foreach (NonNativeField<TModulus> numerator in numerators)
            {
                builder ??= numerator.Builder;
                numerator.ReduceIfLarge();
            }

            BigInteger numeratorValue = SumOfValues(numerators);
            BigInteger divisor = denominator.Value;
            BigInteger result = numeratorValue * divisor.InverseOrZero(Modulus) % Modulus;
            if (denominator.IsConstant && Array.TrueForAll(numerators, static numerator => numerator.IsConstant))
            {
                return Constant(builder, result);
            }

            NonNativeField<TModulus> unreducedZero = UnreducedZero;
            BigInteger remaindersMaximum = SumOfMaxima(numerators);
            if (NeedsReduction(
                DefaultMaximumRemainder * denominator.MaximumValue, unreducedZero.MaximumValue, remaindersMaximum, out int quotientBits))
            {
                denominator.Reduce();
                continue;
            }

            if (isNonZero)
            {
                denominator.AssertNotEqual(Zero, "A non-native divisor is zero.");
            }

            BigInteger quotientValue = ((result * divisor) + unreducedZero.Value - numeratorValue) / Modulus;
            NonNativeField<TModulus> quotient = WitnessLimbs(builder!, quotientValue, quotientBits);
            NonNativeField<TModulus> inverse = WitnessLimbs(builder!, result);
            if (divisor.Mod(Modulus).IsZero && !numeratorValue.Mod(Modulus).IsZero)
            {
                builder!.Fail("A non-native divisor is zero.");
            }

            AssertIdentity(denominator, inverse, [unreducedZero], quotient, numerators);
            return inverse;
        }
    }

    /// <summary><c>a / b</c>, which says nothing about b = 0.</summary>
    public NonNativeField<TModulus> DivideUnchecked(NonNativeField<TModulus> denominator) => DivideUnchecked([Copy()], denominator);

    /// <summary><c>-(sum a_i b_i + sum c_i) / d</c>, which says nothing about d = 0: <c>x d + sum a_i b_i + sum c_i = q p</c>.</summary>
    public static NonNativeField<TModulus> NegatedQuotient(
        IReadOnlyList<NonNativeField<TModulus>> left,
        IReadOnlyList<NonNativeField<TModulus>> right,
        NonNativeField<TModulus> divisor,
        IReadOnlyList<NonNativeField<TModulus>> addends)
    {
        MegaCircuitBuilder? builder = divisor.Builder;
        bool isConstant = divisor.IsConstant;
        BigInteger sum = BigInteger.Zero;
        for (int i = 0; i < left.Count; i++)
        {
            builder ??= left[i].Builder ?? right[i].Builder;
            isConstant &= left[i].IsConstant && right[i].IsConstant;
            sum += left[i].Value * right[i].Value;
        }

        foreach (NonNativeField<TModulus> addend in addends)
        {
            builder ??= addend.Builder;
            isConstant &= addend.IsConstant;
            sum += addend.Value;
        }

        BigInteger value = (-sum * divisor.Value.InverseOrZero(Modulus)).Mod(Modulus);
        if (isConstant)
        {
            return Constant(builder, value);
        }

        NonNativeField<TModulus> result = WitnessLimbs(builder!, value);
        _ = SumOfProducts([result, .. left], [divisor, .. right], addends, mustBeZero: true);
        return result;
    }

    /// <summary><c>sum a_i b_i + sum c_i</c> with one quotient and one remainder.</summary>
    /// <param name="left">The a_i.</param>
    /// <param name="right">The b_i.</param>
    /// <param name="addends">The c_i.</param>
    /// <param name="mustBeZero">Whether the remainder is fixed to zero.</param>
    public static NonNativeField<TModulus> SumOfProducts(
        IReadOnlyList<NonNativeField<TModulus>> left,
        IReadOnlyList<NonNativeField<TModulus>> right,
        IReadOnlyList<NonNativeField<TModulus>> addends,
        bool mustBeZero = false)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(left.Count, right.Count);
        MegaCircuitBuilder? builder = null;
        BigInteger constantSum = BigInteger.Zero;
        List<NonNativeField<TModulus>> terms = [];
        foreach (NonNativeField<TModulus> addend in addends)
        {
            addend.ReduceIfLarge();
            if (addend.IsConstant)
            {
                constantSum += addend.Value;
            }
            else
            {
                terms.Add(addend.Copy());
            }
        }

        List<NonNativeField<TModulus>> leftFactors = [];
        List<NonNativeField<TModulus>> rightFactors = [];
        for (int i = 0; i < left.Count; i++)
        {
            if (left[i].IsConstant && right[i].IsConstant)
            {
                constantSum += left[i].Value * right[i].Value;
            }
            else
            {
                leftFactors.Add(left[i].Copy());
                rightFactors.Add(right[i].Copy());
                builder ??= left[i].Builder ?? right[i].Builder;
            }
        }

        BigInteger constant = constantSum % Modulus;
        if (leftFactors.Count == 0)
        {
            return SumOfAddends(builder, terms, constant, mustBeZero);
        }

        if (!constant.IsZero)
        {
            terms.Add(Constant(builder, constant));
        }

        NonNativeField<TModulus>[] finalTerms = [.. terms];
        foreach (NonNativeField<TModulus> term in finalTerms)
        {
            term.ReduceIfLarge();
        }

        ReduceFactors(leftFactors, rightFactors, finalTerms);
        BigInteger sum = SumOfValues(finalTerms);
        for (int i = 0; i < leftFactors.Count; i++)
        {
            sum += leftFactors[i].Value * rightFactors[i].Value;
        }

        BigInteger quotientValue = BigInteger.DivRem(sum, Modulus, out BigInteger remainderValue);
        if (mustBeZero && !remainderValue.IsZero)
        {
            builder!.Fail(NotZero);
        }

        NonNativeField<TModulus> quotient = WitnessLimbs(builder!, quotientValue, QuotientBits(DefaultMaximumRemainder));
        NonNativeField<TModulus> remainder = mustBeZero ? Zero.OnFixedWitnesses(builder!) : WitnessLimbs(builder!, remainderValue);
        AssertIdentity(leftFactors, rightFactors, finalTerms, quotient, remainder);
        return remainder;
    }

    private static NonNativeField<TModulus> SumOfAddends(
        MegaCircuitBuilder? builder, List<NonNativeField<TModulus>> terms, in BigInteger constant, bool mustBeZero)
    {
        if (terms.Count == 0)
        {
            if (mustBeZero && !constant.IsZero)
            {
                builder.ViolateOrThrow(NotZero);
            }

            return Constant(builder, constant);
        }

        if (!constant.IsZero)
        {
            terms.Add(Constant(builder, constant));
        }

        NonNativeField<TModulus> sum = Sum([.. terms]);
        if (mustBeZero)
        {
            sum.Reduce();
            sum.AssertEqual(Zero);
        }

        return sum;
    }

    private static void ReduceLarger(NonNativeField<TModulus> left, NonNativeField<TModulus> right) =>
        (left.MaximumValue > right.MaximumValue ? left : right).Reduce();

    /// <summary>Reduces factors, the one that lowers the bound most first, until the sum of products fits.</summary>
    private static void ReduceFactors(
        List<NonNativeField<TModulus>> left, List<NonNativeField<TModulus>> right, NonNativeField<TModulus>[] addends)
    {
        left.ForEach(static factor => factor.ReduceIfLarge());
        right.ForEach(static factor => factor.ReduceIfLarge());
        BigInteger addendsMaximum = SumOfMaxima(addends);
        while (NeedsReduction(ProductsMaximum(), addendsMaximum, DefaultMaximumRemainder, out _))
        {
            NonNativeField<TModulus>? best = null;
            BigInteger bestGain = BigInteger.Zero;
            for (int i = 0; i < left.Count; i++)
            {
                Consider(left[i], right[i]);
                Consider(right[i], left[i]);
            }

            (best ?? throw new InvalidOperationException("A sum of non-native products cannot be reduced further.")).Reduce();

            void Consider(NonNativeField<TModulus> factor, NonNativeField<TModulus> other)
            {
                BigInteger gain = factor.IsConstant ? BigInteger.Zero : (factor.MaximumValue - DefaultMaximumRemainder) * other.MaximumValue;
                if (gain > bestGain)
                {
                    (best, bestGain) = (factor, gain);
                }
            }
        }

        BigInteger ProductsMaximum()
        {
            BigInteger sum = BigInteger.Zero;
            for (int i = 0; i < left.Count; i++)
            {
                sum += left[i].MaximumValue * right[i].MaximumValue;
            }

            return sum;
        }
    }
}
