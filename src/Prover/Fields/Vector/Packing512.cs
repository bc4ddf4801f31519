using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Chonk.Prover.Fields.Vector;

/// <summary>
/// Between canonical elements of four 64-bit limbs in memory and blocks of eight elements in five doubles. Lanes of a block of scalars hold the
/// elements 0, 2, 1, 3, 4, 6, 5, 7 (the order that costs no cross-lane shuffle); <see cref="Store"/> undoes it.
/// </summary>
internal static unsafe class Packing512
{
    /// <summary>Doubles per block.</summary>
    public const int Block = 40;

    private const long DigitMask = (1L << 52) - 1;
    private const long ExponentOfTwo52 = 0x4330000000000000L;
    private const double Bottom = 4503599627370496.0;
    private const double Middle = 6755399441055744.0;

    /// <summary>Eight consecutive elements times <c>2^shift</c>, in unsigned digits below 2^52.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadUnsigned(ulong* source, double* block, [ConstantExpected] int shift)
    {
        Transpose4(source, out Vector512<ulong> x0, out Vector512<ulong> x1, out Vector512<ulong> x2, out Vector512<ulong> x3);
        SplitUnsigned(x0, x1, x2, x3, block, shift);
    }

    /// <summary>Eight consecutive elements in balanced digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadBalanced(ulong* source, double* block)
    {
        Transpose4(source, out Vector512<ulong> x0, out Vector512<ulong> x1, out Vector512<ulong> x2, out Vector512<ulong> x3);
        SplitBalanced(x0, x1, x2, x3, block, 0, Vector512<double>.Zero);
    }

    /// <summary>Eight consecutive pairs of elements: the first of each to one block, the second to another, in balanced digits, lane i from pair i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPairs(ulong* source, double* first, double* second)
    {
        Transpose8(
            Vector512.Load(source), Vector512.Load(source + 8), Vector512.Load(source + 16), Vector512.Load(source + 24),
            Vector512.Load(source + 32), Vector512.Load(source + 40), Vector512.Load(source + 48), Vector512.Load(source + 56),
            out Vector512<ulong> x0, out Vector512<ulong> x1, out Vector512<ulong> x2, out Vector512<ulong> x3,
            out Vector512<ulong> y0, out Vector512<ulong> y1, out Vector512<ulong> y2, out Vector512<ulong> y3);
        SplitBalanced(x0, x1, x2, x3, first, 0, Vector512<double>.Zero);
        SplitBalanced(y0, y1, y2, y3, second, 0, Vector512<double>.Zero);
    }

    /// <summary>
    /// Stores eight elements of magnitude below p (below <c>2 p</c> upwards with two reductions) canonically: adds p, then subtracts it where that
    /// stays non-negative.
    /// </summary>
    /// <param name="block">Integers below 2^53 in magnitude.</param>
    /// <param name="destination">32 words.</param>
    /// <param name="reductions">1 for values in <c>(-p, p)</c>, 2 for values in <c>(-p, 2p)</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TKernel>(double* block, ulong* destination, [ConstantExpected] int reductions)
        where TKernel : struct, IKernel512
    {
        Join<TKernel>(block, reductions, out Vector512<ulong> x0, out Vector512<ulong> x1, out Vector512<ulong> x2, out Vector512<ulong> x3);
        StoreRows(x0, x1, x2, x3, destination);
    }

    /// <summary>As <see cref="Store"/>, for lanes in the order of elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreInOrder<TKernel>(double* block, ulong* destination, [ConstantExpected] int reductions)
        where TKernel : struct, IKernel512
    {
        Join<TKernel>(block, reductions, out Vector512<ulong> x0, out Vector512<ulong> x1, out Vector512<ulong> x2, out Vector512<ulong> x3);
        Vector512<ulong> order = Vector512.Create(0UL, 2, 1, 3, 4, 6, 5, 7);
        StoreRows(
            Avx512F.PermuteVar8x64(x0, order), Avx512F.PermuteVar8x64(x1, order),
            Avx512F.PermuteVar8x64(x2, order), Avx512F.PermuteVar8x64(x3, order), destination);
    }

    /// <summary>The same element in all lanes, balanced.</summary>
    public static void Broadcast(in UInt256 value, double* block) =>
        SplitBalanced(
            Vector512.Create(value.L0), Vector512.Create(value.L1), Vector512.Create(value.L2), Vector512.Create(value.L3),
            block, 0, Vector512<double>.Zero);

    /// <summary><c>block -= other</c>, digit by digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(double* block, double* other)
    {
        for (int i = 0; i < Block; i += 8)
        {
            Vector512.Store(Vector512.Load(block + i) - Vector512.Load(other + i), block + i);
        }
    }

    /// <summary>In the lanes where the unsigned digits of <paramref name="tested"/> are all zero, the block takes the digits of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReplaceZeros(double* tested, double* block, double* other)
    {
        Vector512<double> sum = Vector512.Load(tested) + Vector512.Load(tested + 8) + Vector512.Load(tested + 16)
            + Vector512.Load(tested + 24) + Vector512.Load(tested + 32);
        Vector512<double> zero = Vector512.Equals(sum, Vector512<double>.Zero);
        for (int i = 0; i < Block; i += 8)
        {
            Vector512.Store(Vector512.ConditionalSelect(zero, Vector512.Load(other + i), Vector512.Load(block + i)), block + i);
        }
    }

    /// <summary>Limbs times <c>2^shift</c> to unsigned digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SplitUnsigned(
        Vector512<ulong> x0, Vector512<ulong> x1, Vector512<ulong> x2, Vector512<ulong> x3, double* block, [ConstantExpected] int shift)
    {
        Vector512<long> mask = Vector512.Create(DigitMask);
        Vector512<long> exponent = Vector512.Create(ExponentOfTwo52);
        Vector512<double> bottom = Vector512.Create(Bottom);
        Digits(x0, x1, x2, x3, shift, out Vector512<long> d0, out Vector512<long> d1, out Vector512<long> d2, out Vector512<long> d3, out Vector512<long> d4);
        Vector512.Store(Avx512F.TernaryLogic(d0, mask, exponent, 0xEA).AsDouble() - bottom, block);
        Vector512.Store(Avx512F.TernaryLogic(d1, mask, exponent, 0xEA).AsDouble() - bottom, block + 8);
        Vector512.Store(Avx512F.TernaryLogic(d2, mask, exponent, 0xEA).AsDouble() - bottom, block + 16);
        Vector512.Store(Avx512F.TernaryLogic(d3, mask, exponent, 0xEA).AsDouble() - bottom, block + 24);
        Vector512.Store((d4 | exponent).AsDouble() - bottom, block + 32);
    }

    /// <summary>Limbs times <c>2^shift</c> to balanced digits, negated in the lanes where <paramref name="sign"/> has its sign bit set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SplitBalanced(
        Vector512<ulong> x0,
        Vector512<ulong> x1,
        Vector512<ulong> x2,
        Vector512<ulong> x3,
        double* block,
        [ConstantExpected] int shift,
        Vector512<double> sign)
    {
        // Adding half the radix before the cut and taking it off after it rounds each digit to the nearest; the carry goes on.
        Vector512<long> mask = Vector512.Create(DigitMask);
        Vector512<long> exponent = Vector512.Create(ExponentOfTwo52);
        Vector512<long> half = Vector512.Create(1L << 51);
        Vector512<double> middle = Vector512.Create(Middle);
        Digits(x0, x1, x2, x3, shift, out Vector512<long> d0, out Vector512<long> d1, out Vector512<long> d2, out Vector512<long> d3, out Vector512<long> d4);
        d0 = (d0 & mask) + half;
        d1 = (d1 & mask) + half + Avx512F.ShiftRightLogical(d0, 52);
        d2 = (d2 & mask) + half + Avx512F.ShiftRightLogical(d1, 52);
        d3 = (d3 & mask) + half + Avx512F.ShiftRightLogical(d2, 52);
        d4 += Avx512F.ShiftRightLogical(d3, 52);
        Vector512.Store((Avx512F.TernaryLogic(d0, mask, exponent, 0xEA).AsDouble() - middle) ^ sign, block);
        Vector512.Store((Avx512F.TernaryLogic(d1, mask, exponent, 0xEA).AsDouble() - middle) ^ sign, block + 8);
        Vector512.Store((Avx512F.TernaryLogic(d2, mask, exponent, 0xEA).AsDouble() - middle) ^ sign, block + 16);
        Vector512.Store((Avx512F.TernaryLogic(d3, mask, exponent, 0xEA).AsDouble() - middle) ^ sign, block + 24);
        Vector512.Store(((d4 | exponent).AsDouble() - Vector512.Create(Bottom)) ^ sign, block + 32);
    }

    /// <summary>Canonical limbs of a block: adds p, then subtracts it where the rest is not negative, as often as asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join<TKernel>(
        double* block,
        [ConstantExpected] int reductions,
        out Vector512<ulong> x0,
        out Vector512<ulong> x1,
        out Vector512<ulong> x2,
        out Vector512<ulong> x3)
        where TKernel : struct, IKernel512
    {
        Vector512<long> v0 = Avx512DQ.ConvertToVector512Int64(Vector512.Load(block)) + Vector512.Create(TKernel.P0);
        Vector512<long> v1 = Avx512DQ.ConvertToVector512Int64(Vector512.Load(block + 8)) + Vector512.Create(TKernel.P1);
        Vector512<long> v2 = Avx512DQ.ConvertToVector512Int64(Vector512.Load(block + 16)) + Vector512.Create(TKernel.P2);
        Vector512<long> v3 = Avx512DQ.ConvertToVector512Int64(Vector512.Load(block + 24)) + Vector512.Create(TKernel.P3);
        Vector512<long> v4 = Avx512DQ.ConvertToVector512Int64(Vector512.Load(block + 32)) + Vector512.Create(TKernel.P4);
        Carry(ref v0, ref v1, ref v2, ref v3, ref v4);
        SubtractIfNotBelow<TKernel>(ref v0, ref v1, ref v2, ref v3, ref v4, 0);
        if (reductions == 2)
        {
            SubtractIfNotBelow<TKernel>(ref v0, ref v1, ref v2, ref v3, ref v4, 0);
        }

        Vector512<ulong> u0 = v0.AsUInt64(), u1 = v1.AsUInt64(), u2 = v2.AsUInt64(), u3 = v3.AsUInt64(), u4 = v4.AsUInt64();
        x0 = u0 | (u1 << 52);
        x1 = (u1 >>> 12) | (u2 << 40);
        x2 = (u2 >>> 24) | (u3 << 28);
        x3 = (u3 >>> 36) | (u4 << 16);
    }

    /// <summary>
    /// Canonical limbs of <c>v / 2^shift mod p</c>. A multiple <c>k p</c>, <c>k &lt; 2^shift</c>, makes v divisible; before the division the sum lies in
    /// <c>[0, 4 * 2^shift p)</c> and two conditional subtractions bring it below <c>2^shift p</c>.
    /// </summary>
    /// <param name="block">v, with <c>-addend p &lt;= v</c> and <c>v &lt; (4 * 2^shift - addend - 2^shift + 1) p</c>; integers below 2^53 a digit.</param>
    /// <param name="shift">1 or 2.</param>
    /// <param name="addend">A multiple of <c>2^shift</c>, at most 15.</param>
    /// <param name="x0">Limb 0 of the results.</param>
    /// <param name="x1">Limb 1.</param>
    /// <param name="x2">Limb 2.</param>
    /// <param name="x3">Limb 3.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void JoinDivided<TKernel>(
        double* block,
        [ConstantExpected] int shift,
        [ConstantExpected] int addend,
        out Vector512<ulong> x0,
        out Vector512<ulong> x1,
        out Vector512<ulong> x2,
        out Vector512<ulong> x3)
        where TKernel : struct, IKernel512
    {
        Vector512<long> v0 = Avx512DQ.ConvertToVector512Int64(Vector512.Load(block));
        Vector512<long> k = v0 & Vector512.Create((1L << shift) - 1);
        if (TKernel.NegatedInverseMod4 == 3)
        {
            k = (Vector512<long>.Zero - v0) & Vector512.Create((1L << shift) - 1);
        }

        // Lane by lane the digit of (addend + k) p, looked up by k.
        v0 += Multiple(TKernel.P0, addend, k);
        Vector512<long> v1 = Avx512DQ.ConvertToVector512Int64(Vector512.Load(block + 8)) + Multiple(TKernel.P1, addend, k);
        Vector512<long> v2 = Avx512DQ.ConvertToVector512Int64(Vector512.Load(block + 16)) + Multiple(TKernel.P2, addend, k);
        Vector512<long> v3 = Avx512DQ.ConvertToVector512Int64(Vector512.Load(block + 24)) + Multiple(TKernel.P3, addend, k);
        Vector512<long> v4 = Avx512DQ.ConvertToVector512Int64(Vector512.Load(block + 32)) + Multiple(TKernel.P4, addend, k);
        Carry(ref v0, ref v1, ref v2, ref v3, ref v4);
        SubtractIfNotBelow<TKernel>(ref v0, ref v1, ref v2, ref v3, ref v4, shift + 1);
        SubtractIfNotBelow<TKernel>(ref v0, ref v1, ref v2, ref v3, ref v4, shift);
        Vector512<ulong> u0 = v0.AsUInt64(), u1 = v1.AsUInt64(), u2 = v2.AsUInt64(), u3 = v3.AsUInt64(), u4 = v4.AsUInt64();
        x0 = (u0 >>> shift) | (u1 << (52 - shift));
        x1 = (u1 >>> (12 + shift)) | (u2 << (40 - shift));
        x2 = (u2 >>> (24 + shift)) | (u3 << (28 - shift));
        x3 = (u3 >>> (36 + shift)) | (u4 << (16 - shift));
    }

    /// <summary>Rows and columns of an 8 x 8 matrix exchanged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose8(
        Vector512<ulong> r0, Vector512<ulong> r1, Vector512<ulong> r2, Vector512<ulong> r3,
        Vector512<ulong> r4, Vector512<ulong> r5, Vector512<ulong> r6, Vector512<ulong> r7,
        out Vector512<ulong> c0, out Vector512<ulong> c1, out Vector512<ulong> c2, out Vector512<ulong> c3,
        out Vector512<ulong> c4, out Vector512<ulong> c5, out Vector512<ulong> c6, out Vector512<ulong> c7)
    {
        // After unpacking, 128-bit parts hold two rows of one column; the shuffles sort parts, first within halves, then across.
        Vector512<ulong> a0 = Avx512F.UnpackLow(r0, r1), a1 = Avx512F.UnpackHigh(r0, r1);
        Vector512<ulong> a2 = Avx512F.UnpackLow(r2, r3), a3 = Avx512F.UnpackHigh(r2, r3);
        Vector512<ulong> a4 = Avx512F.UnpackLow(r4, r5), a5 = Avx512F.UnpackHigh(r4, r5);
        Vector512<ulong> a6 = Avx512F.UnpackLow(r6, r7), a7 = Avx512F.UnpackHigh(r6, r7);
        Vector512<ulong> b0 = Avx512F.Shuffle4x128(a0, a2, 0x88), b1 = Avx512F.Shuffle4x128(a0, a2, 0xDD);
        Vector512<ulong> b2 = Avx512F.Shuffle4x128(a4, a6, 0x88), b3 = Avx512F.Shuffle4x128(a4, a6, 0xDD);
        Vector512<ulong> b4 = Avx512F.Shuffle4x128(a1, a3, 0x88), b5 = Avx512F.Shuffle4x128(a1, a3, 0xDD);
        Vector512<ulong> b6 = Avx512F.Shuffle4x128(a5, a7, 0x88), b7 = Avx512F.Shuffle4x128(a5, a7, 0xDD);
        c0 = Avx512F.Shuffle4x128(b0, b2, 0x88);
        c4 = Avx512F.Shuffle4x128(b0, b2, 0xDD);
        c2 = Avx512F.Shuffle4x128(b1, b3, 0x88);
        c6 = Avx512F.Shuffle4x128(b1, b3, 0xDD);
        c1 = Avx512F.Shuffle4x128(b4, b6, 0x88);
        c5 = Avx512F.Shuffle4x128(b4, b6, 0xDD);
        c3 = Avx512F.Shuffle4x128(b5, b7, 0x88);
        c7 = Avx512F.Shuffle4x128(b5, b7, 0xDD);
    }

    /// <summary>Eight elements of four limbs to limb vectors, elements in the order 0, 2, 1, 3, 4, 6, 5, 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4(
        ulong* source, out Vector512<ulong> x0, out Vector512<ulong> x1, out Vector512<ulong> x2, out Vector512<ulong> x3)
    {
        Vector512<ulong> r0 = Vector512.Load(source), r1 = Vector512.Load(source + 8);
        Vector512<ulong> r2 = Vector512.Load(source + 16), r3 = Vector512.Load(source + 24);
        Vector512<ulong> a0 = Avx512F.UnpackLow(r0, r1), a1 = Avx512F.UnpackHigh(r0, r1);
        Vector512<ulong> a2 = Avx512F.UnpackLow(r2, r3), a3 = Avx512F.UnpackHigh(r2, r3);
        x0 = Avx512F.Shuffle4x128(a0, a2, 0x88);
        x2 = Avx512F.Shuffle4x128(a0, a2, 0xDD);
        x1 = Avx512F.Shuffle4x128(a1, a3, 0x88);
        x3 = Avx512F.Shuffle4x128(a1, a3, 0xDD);
    }

    /// <summary>The inverse of <see cref="Transpose4"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRows(
        Vector512<ulong> x0, Vector512<ulong> x1, Vector512<ulong> x2, Vector512<ulong> x3, ulong* destination)
    {
        Vector512<ulong> low = Vector512.Create(0UL, 1, 8, 9, 2, 3, 10, 11), high = Vector512.Create(4UL, 5, 12, 13, 6, 7, 14, 15);
        Vector512<ulong> a0 = Avx512F.UnpackLow(x0, x1), a1 = Avx512F.UnpackHigh(x0, x1);
        Vector512<ulong> a2 = Avx512F.UnpackLow(x2, x3), a3 = Avx512F.UnpackHigh(x2, x3);
        Vector512.Store(Avx512F.PermuteVar8x64x2(a0, low, a2), destination);
        Vector512.Store(Avx512F.PermuteVar8x64x2(a1, low, a3), destination + 8);
        Vector512.Store(Avx512F.PermuteVar8x64x2(a0, high, a2), destination + 16);
        Vector512.Store(Avx512F.PermuteVar8x64x2(a1, high, a3), destination + 24);
    }

    /// <summary>Limbs times <c>2^shift</c> cut every 52 bits; bits above a digit remain in all but the last, which is complete.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Digits(
        Vector512<ulong> x0,
        Vector512<ulong> x1,
        Vector512<ulong> x2,
        Vector512<ulong> x3,
        [ConstantExpected] int shift,
        out Vector512<long> d0,
        out Vector512<long> d1,
        out Vector512<long> d2,
        out Vector512<long> d3,
        out Vector512<long> d4)
    {
        d0 = (x0 << shift).AsInt64();
        d1 = ((x0 >>> (52 - shift)) | (x1 << (12 + shift))).AsInt64();
        d2 = ((x1 >>> (40 - shift)) | (x2 << (24 + shift))).AsInt64();
        d3 = ((x2 >>> (28 - shift)) | (x3 << (36 + shift))).AsInt64();
        d4 = (x3 >>> (16 - shift)).AsInt64();
    }

    /// <summary>A digit of <c>(addend + k) p</c> for k = 0..3, chosen per lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Multiple(long digit, int addend, Vector512<long> k) =>
        Avx512F.PermuteVar8x64(
            Vector512.Create(addend * digit, (addend + 1) * digit, (addend + 2) * digit, (addend + 3) * digit, 0, 0, 0, 0), k);

    /// <summary><c>v -= 2^shift p</c> in the lanes where that is not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SubtractIfNotBelow<TKernel>(
        ref Vector512<long> v0,
        ref Vector512<long> v1,
        ref Vector512<long> v2,
        ref Vector512<long> v3,
        ref Vector512<long> v4,
        int shift)
        where TKernel : struct, IKernel512
    {
        Vector512<long> t0 = v0 - Vector512.Create(TKernel.P0 << shift), t1 = v1 - Vector512.Create(TKernel.P1 << shift);
        Vector512<long> t2 = v2 - Vector512.Create(TKernel.P2 << shift), t3 = v3 - Vector512.Create(TKernel.P3 << shift);
        Vector512<long> t4 = v4 - Vector512.Create(TKernel.P4 << shift);
        Carry(ref t0, ref t1, ref t2, ref t3, ref t4);
        Vector512<long> keep = Avx512F.ShiftRightArithmetic(t4, 63);
        v0 = Avx512F.TernaryLogic(keep, v0, t0, 0xCA);
        v1 = Avx512F.TernaryLogic(keep, v1, t1, 0xCA);
        v2 = Avx512F.TernaryLogic(keep, v2, t2, 0xCA);
        v3 = Avx512F.TernaryLogic(keep, v3, t3, 0xCA);
        v4 = Avx512F.TernaryLogic(keep, v4, t4, 0xCA);
    }

    /// <summary>Moves what exceeds 52 bits of a signed digit to the next; the last digit keeps the sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Carry(
        ref Vector512<long> d0, ref Vector512<long> d1, ref Vector512<long> d2, ref Vector512<long> d3, ref Vector512<long> d4)
    {
        Vector512<long> mask = Vector512.Create(DigitMask);
        d1 += Avx512F.ShiftRightArithmetic(d0, 52);
        d0 &= mask;
        d2 += Avx512F.ShiftRightArithmetic(d1, 52);
        d1 &= mask;
        d3 += Avx512F.ShiftRightArithmetic(d2, 52);
        d2 &= mask;
        d4 += Avx512F.ShiftRightArithmetic(d3, 52);
        d3 &= mask;
    }
}
