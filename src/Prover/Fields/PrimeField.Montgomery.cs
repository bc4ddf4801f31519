using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Chonk.Prover.Fields;

/// <content>Multiplication, powers, inversion.</content>
public readonly partial struct PrimeField<TParameters>
{
    /// <summary><c>left * right</c> in Montgomery form: <c>left.Limbs * right.Limbs / 2^256 mod p</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PrimeField<TParameters> operator *(in PrimeField<TParameters> left, in PrimeField<TParameters> right)
    {
        // Each round adds x * y_i and a multiple m * p that clears the lowest word, then shifts one word down. Both factors are below
        // p < 2^254, so the running value stays below 2p < 2^255 and the two top carries fit one word: t3 = A + C.
        ulong x0 = left.L0;
        ulong x1 = left.L1;
        ulong x2 = left.L2;
        ulong x3 = left.L3;

        ulong y = right.L0;
        ulong a = High(x0, y);
        ulong t0 = x0 * y;
        ulong m = t0 * TParameters.NegatedInverse;
        ulong c = High(m, TParameters.P0) + (t0 != 0 ? 1UL : 0UL);
        ulong t1 = MultiplyAdd(x1, y, a, out a);
        t0 = MultiplyAdd(m, TParameters.P1, t1, c, out c);
        ulong t2 = MultiplyAdd(x2, y, a, out a);
        t1 = MultiplyAdd(m, TParameters.P2, t2, c, out c);
        ulong t3 = MultiplyAdd(x3, y, a, out a);
        t2 = MultiplyAdd(m, TParameters.P3, t3, c, out c);
        t3 = a + c;

        Round(x0, x1, x2, x3, right.L1, ref t0, ref t1, ref t2, ref t3);
        Round(x0, x1, x2, x3, right.L2, ref t0, ref t1, ref t2, ref t3);
        Round(x0, x1, x2, x3, right.L3, ref t0, ref t1, ref t2, ref t3);
        return ReduceOnce(t0, t1, t2, t3);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PrimeField<TParameters> Square(in PrimeField<TParameters> value) => value * value;

    /// <summary><c>value ^ exponent</c> by a fixed window of four bits: 252 squarings and at most 64 products after a table of 14.</summary>
    /// <param name="value">The base.</param>
    /// <param name="exponent">The exponent as an integer; <c>x^0 = 1</c> for every x, zero included.</param>
    public static PrimeField<TParameters> Pow(in PrimeField<TParameters> value, in UInt256 exponent)
    {
        Span<PrimeField<TParameters>> powers = stackalloc PrimeField<TParameters>[16];
        powers[0] = One;
        for (int i = 1; i < 16; i++)
        {
            powers[i] = powers[i - 1] * value;
        }

        int digit = (exponent.BitLength + 3) / 4;
        PrimeField<TParameters> result = One;
        while (--digit >= 0)
        {
            result *= result;
            result *= result;
            result *= result;
            result *= result;
            result *= powers[(int)exponent.GetBits(4 * digit, 4)];
        }

        return result;
    }

    /// <summary><c>value ^ exponent</c>.</summary>
    public static PrimeField<TParameters> Pow(in PrimeField<TParameters> value, ulong exponent) =>
        Pow(value, UInt256.FromUInt64(exponent));

    /// <inheritdoc/>
    /// <remarks>
    /// The inverse of the limbs <c>x R</c> as an integer is <c>x^-1 R^-1</c>; a Montgomery product by R^3 makes it <c>x^-1 R</c>. Batches go through
    /// <see cref="BatchInverse"/>.
    /// </remarks>
    public static PrimeField<TParameters> InverseOrZero(in PrimeField<TParameters> value)
    {
        PrimeField<TParameters> squared = FromMontgomeryUnchecked(TParameters.RSquaredModP);
        UInt256 inverse = ModularInverse.Compute(new UInt256(value.L0, value.L1, value.L2, value.L3), Modulus);
        return FromMontgomeryUnchecked(inverse) * (squared * squared);
    }

    /// <summary>The multiplicative inverse.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="value"/> is zero.</exception>
    public static PrimeField<TParameters> Inverse(in PrimeField<TParameters> value) =>
        value.IsZero ? throw new DivideByZeroException("Zero has no inverse in a field.") : InverseOrZero(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(
        ulong x0, ulong x1, ulong x2, ulong x3, ulong y, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3)
    {
        ulong s0 = MultiplyAdd(x0, y, t0, out ulong a);
        ulong m = s0 * TParameters.NegatedInverse;
        ulong c = High(m, TParameters.P0) + (s0 != 0 ? 1UL : 0UL);
        ulong s1 = MultiplyAdd(x1, y, t1, a, out a);
        t0 = MultiplyAdd(m, TParameters.P1, s1, c, out c);
        ulong s2 = MultiplyAdd(x2, y, t2, a, out a);
        t1 = MultiplyAdd(m, TParameters.P2, s2, c, out c);
        ulong s3 = MultiplyAdd(x3, y, t3, a, out a);
        t2 = MultiplyAdd(m, TParameters.P3, s3, c, out c);
        t3 = a + c;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong High(ulong a, ulong b) => Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(a, b) : Math.BigMul(a, b, out _);

    /// <summary>Low and high word of <c>a * b + c</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MultiplyAdd(ulong a, ulong b, ulong c, out ulong high)
    {
        ulong h = High(a, b);
        ulong low = (a * b) + c;
        high = h + (low < c ? 1UL : 0UL);
        return low;
    }

    /// <summary>Low and high word of <c>a * b + c + d</c>, which always fits two words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MultiplyAdd(ulong a, ulong b, ulong c, ulong d, out ulong high)
    {
        ulong h = High(a, b);
        ulong low = (a * b) + c;
        h += low < c ? 1UL : 0UL;
        low += d;
        high = h + (low < d ? 1UL : 0UL);
        return low;
    }
}
