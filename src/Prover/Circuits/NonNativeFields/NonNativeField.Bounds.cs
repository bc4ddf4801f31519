using System.Numerics;

namespace Chonk.Prover.Circuits.NonNativeFields;

/// <content>Bounds: when an element or a product must be reduced, and how wide quotients may be.</content>
public sealed partial class NonNativeField<TModulus>
{
    /// <summary>Sums of this many limbs at full width (2^10) are left unreduced.</summary>
    private const int MaxAdditionLog = 10;

    private const int MaxUnreducedLimbBits = LimbBits + MaxAdditionLog;
    private const int SecureMarginBits = 20;
    private const int ProhibitedLimbBits = MaxUnreducedLimbBits + 5;

    private static readonly BigInteger BinaryModulus = BigInteger.One << (LimbBits * LimbCount);

    /// <summary><c>2^272 r</c>: integers below it are determined by their residues.</summary>
    private static readonly BigInteger MaximumCrtProduct = BinaryModulus * HintIntegers.NativeModulus;
    private static readonly BigInteger MaximumUnreducedLimb = (BigInteger.One << MaxUnreducedLimbBits) - 1;
    private static readonly BigInteger ProhibitedLimb = BigInteger.One << ProhibitedLimbBits;
    private static readonly int HalfProductBits = (MaximumCrtProduct.BitCount() - 2) >> 1;
    private static readonly BigInteger MaximumUnreducedValue = (BigInteger.One << HalfProductBits) - 1;
    private static readonly BigInteger ProhibitedValue = (BigInteger.One << (HalfProductBits + SecureMarginBits)) - 1;
    private static readonly BigInteger DefaultMaximumLimb = (BigInteger.One << LimbBits) - 1;

    /// <summary>The prime p.</summary>
    public static BigInteger Modulus { get; } = TModulus.Modulus;

    /// <summary>Width of the top limb of an integer as wide as p.</summary>
    public static int LastLimbBits { get; } = Modulus.BitCount() - (3 * LimbBits);

    private static BigInteger DefaultMaximumLastLimb { get; } = (BigInteger.One << LastLimbBits) - 1;

    private static BigInteger DefaultMaximumRemainder { get; } = (BigInteger.One << Modulus.BitCount()) - 1;

    private static BigInteger NegatedModulus { get; } = BinaryModulus - Modulus;

    private static BigInteger[] NegatedModulusLimbs { get; } = LimbsOf(NegatedModulus);

    private static Fr[] NegatedModulusElements { get; } = Array.ConvertAll(NegatedModulusLimbs, static limb => limb.ToFr());

    /// <summary><c>-p mod r</c>.</summary>
    private static Fr NegatedModulusNative { get; } = -Modulus.ToFr();

    private static Fr Shift1 { get; } = (BigInteger.One << LimbBits).ToFr();

    private static Fr Shift2 { get; } = (BigInteger.One << (2 * LimbBits)).ToFr();

    private static Fr Shift3 { get; } = (BigInteger.One << (3 * LimbBits)).ToFr();

    private static BigInteger[] LimbsOf(BigInteger value) =>
        [.. Enumerable.Range(0, LimbCount).Select(i => value.Slice(i * LimbBits, (i + 1) * LimbBits))];

    /// <summary>Widest quotient for which <c>q p + remainders &lt; 2^272 r</c> holds with a bit to spare.</summary>
    private static int QuotientBits(in BigInteger remaindersMaximum) => ((MaximumCrtProduct - remaindersMaximum) / Modulus).BitCount() - 2;

    /// <summary>
    /// Whether <c>sum a_i b_i + sum c_j</c> may exceed <c>2^272 r</c> or its quotient the width that remainders leave; else that width.
    /// </summary>
    private static bool NeedsReduction(in BigInteger productsMaximum, in BigInteger addendsMaximum, in BigInteger remaindersMaximum, out int quotientBits)
    {
        quotientBits = 0;
        BigInteger total = productsMaximum + addendsMaximum;
        if (total >= MaximumCrtProduct)
        {
            return true;
        }

        quotientBits = QuotientBits(remaindersMaximum);
        return total / Modulus >= BigInteger.One << quotientBits;
    }

    private static BigInteger SumOfMaxima(ReadOnlySpan<NonNativeField<TModulus>> terms)
    {
        BigInteger sum = BigInteger.Zero;
        foreach (NonNativeField<TModulus> term in terms)
        {
            sum += term.MaximumValue;
        }

        return sum;
    }

    private static BigInteger SumOfValues(ReadOnlySpan<NonNativeField<TModulus>> terms)
    {
        BigInteger sum = BigInteger.Zero;
        foreach (NonNativeField<TModulus> term in terms)
        {
            sum += term.Value;
        }

        return sum;
    }

    /// <summary>
    /// Bounds of the halves of a product of limbs modulo 2^272: <c>a_0 b_0 + (a_1 b_0 + a_0 b_1) 2^68</c> and
    /// <c>a_2 b_0 + a_1 b_1 + a_0 b_2 + (a_3 b_0 + a_2 b_1 + a_1 b_2 + a_0 b_3) 2^68</c>.
    /// </summary>
    private static (BigInteger Low, BigInteger High) ProductHalves(ReadOnlySpan<BigInteger> a, ReadOnlySpan<BigInteger> b)
    {
        BigInteger low = (a[0] * b[0]) + (((a[1] * b[0]) + (a[0] * b[1])) << LimbBits);
        BigInteger high = (a[2] * b[0]) + (a[1] * b[1]) + (a[0] * b[2])
            + (((a[3] * b[0]) + (a[2] * b[1]) + (a[1] * b[2]) + (a[0] * b[3])) << LimbBits);
        return (low, high);
    }

    private BigInteger[] LimbMaxima() => Array.ConvertAll(limbs, static limb => limb.Maximum);

    /// <summary>Reduces the element if a limb or the whole may have grown too large; constants are reduced always.</summary>
    private void ReduceIfLarge()
    {
        if (IsConstant)
        {
            Assign(Constant(Builder, Residue));
            return;
        }

        bool isLarge = MaximumValue > MaximumUnreducedValue;
        foreach (NonNativeLimb limb in limbs)
        {
            isLarge |= limb.Maximum > MaximumUnreducedLimb;
        }

        if (isLarge)
        {
            Reduce();
        }
    }

    private void AssertWithinProhibitedBounds()
    {
        bool isWithin = MaximumValue <= ProhibitedValue;
        foreach (NonNativeLimb limb in limbs)
        {
            isWithin &= limb.Maximum <= ProhibitedLimb;
        }

        if (!isWithin)
        {
            throw new InvalidOperationException("The limbs of a non-native element have grown beyond what products allow.");
        }
    }
}
