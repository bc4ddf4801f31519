using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Chonk.Prover.Fields.Vector;

namespace Chonk.Prover.Sumcheck;

/// <summary>
/// Takes small multiples of p off eight elements: the quotient by p is estimated from the last limb, rounded, and looked up in a table of the
/// digits of <c>-8 p, ..., 7 p</c>.
/// </summary>
internal static unsafe class Fr8Reduction
{
    /// <summary>Largest magnitude, in units of p, that comes out near one half; anything larger comes out smaller by 8.</summary>
    public const double FullRange = 7.5;

    private const int Entries = 16;
    private const double IntegerShift = 1.5 * (1L << 52);

    /// <summary>Five rows of the digits of <c>0, p, ..., 7 p, -8 p, ..., -p</c>. Never freed.</summary>
    private static readonly double* Multiples = MakeMultiples();

    /// <summary>The magnitude after <see cref="Reduce"/> of elements of a magnitude, both in units of p.</summary>
    public static double Bound(double magnitude) =>
        magnitude <= FullRange ? Math.Min(magnitude, 0.51) : Math.Max(0.51, magnitude - FullRange + 0.51);

    /// <summary>Elements as memory holds them, <c>a * 2^256</c> below p, to <c>a * 2^260</c> of magnitude at most p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromMemory(ref Fr8 value)
    {
        // Times 16 is below 16 p; with 8 p taken off first, the magnitude is at most 8 p.
        value.Scale(16);
        value.Carry();
        double* row = Multiples;
        value.SubtractLimbs(
            Vector512.Create(-row[8]), Vector512.Create(-row[24]), Vector512.Create(-row[40]), Vector512.Create(-row[56]),
            Vector512.Create(-row[72]));
        Reduce(ref value);
    }

    /// <summary>Brings elements of magnitude up to 7.5 p below 0.51 p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Reduce(ref Fr8 value)
    {
        value.Carry();
        Vector512<double> quotient = value.Top * Vector512.Create(FrKernel512.InverseTop);
        quotient = Avx512F.Min(Avx512F.Max(quotient, Vector512.Create(-8.0)), Vector512.Create(7.0));

        // The low bits of quotient + 1.5 * 2^52 are the rounded quotient in two's complement, of which the table takes four.
        Vector512<long> index = (quotient + Vector512.Create(IntegerShift)).AsInt64();
        double* row = Multiples;
        value.SubtractLimbs(
            Look(row, index), Look(row + Entries, index), Look(row + (2 * Entries), index), Look(row + (3 * Entries), index),
            Look(row + (4 * Entries), index));
        value.Carry();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Look(double* row, Vector512<long> index) =>
        Avx512F.PermuteVar8x64x2(Vector512.Load(row), index, Vector512.Load(row + 8));

    private static double* MakeMultiples()
    {
        double* table = (double*)NativeMemory.AlignedAlloc(5 * Entries * sizeof(double), 64);
        ReadOnlySpan<double> p = [FrKernel512.B0, FrKernel512.B1, FrKernel512.B2, FrKernel512.B3, FrKernel512.B4];
        for (int entry = 0; entry < Entries; entry++)
        {
            long multiple = entry < 8 ? entry : entry - Entries;
            long carry = 0;
            for (int digit = 0; digit < 5; digit++)
            {
                // Below 2^54 + 2^3, so a long holds it exactly; rounded to the nearest multiple of 2^52 but in the last digit.
                long value = (multiple * (long)p[digit]) + carry;
                carry = digit < 4 ? (value + (1L << 51)) >> 52 : 0;
                table[(digit * Entries) + entry] = value - (carry << 52);
            }
        }

        return table;
    }
}
