using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Chonk.Prover.Fields.Vector;

/// <summary>
/// Between canonical elements of four 64-bit limbs in memory and blocks of four elements in five doubles, with AVX2. Lane i holds element i. What
/// AVX2 lacks is spelled out: conversions add 1.5 * 2^52, arithmetic shifts of 64-bit lanes add 2^62 first.
/// </summary>
internal static unsafe class Packing256
{
    /// <summary>Doubles per block.</summary>
    public const int Block = 20;

    private const int Words = 16;
    private const int ElementWords = 4;
    private const long DigitMask = (1L << 52) - 1;
    private const long ExponentOfTwo52 = 0x4330000000000000L;
    private const long EncodingOfMiddle = 0x4338000000000000L;
    private const double Bottom = 4503599627370496.0;
    private const double Middle = 6755399441055744.0;

    /// <summary>Four consecutive elements times <c>2^shift</c>, in unsigned digits below 2^52.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadUnsigned(ulong* source, double* block, [ConstantExpected] int shift)
    {
        Vector256<long> mask = Vector256.Create(DigitMask);
        Vector256<long> exponent = Vector256.Create(ExponentOfTwo52);
        Vector256<double> bottom = Vector256.Create(Bottom);
        Digits(source, ElementWords, shift, out Vector256<long> d0, out Vector256<long> d1, out Vector256<long> d2, out Vector256<long> d3, out Vector256<long> d4);
        Vector256.Store(((d0 & mask) | exponent).AsDouble() - bottom, block);
        Vector256.Store(((d1 & mask) | exponent).AsDouble() - bottom, block + 4);
        Vector256.Store(((d2 & mask) | exponent).AsDouble() - bottom, block + 8);
        Vector256.Store(((d3 & mask) | exponent).AsDouble() - bottom, block + 12);
        Vector256.Store((d4 | exponent).AsDouble() - bottom, block + 16);
    }

    /// <summary>Four consecutive elements in balanced digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadBalanced(ulong* source, double* block) => LoadStrided(source, ElementWords, block);

    /// <summary>Four consecutive pairs of elements, balanced: the first of each to one block, the second to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPairs(ulong* source, double* first, double* second)
    {
        LoadStrided(source, 2 * ElementWords, first);
        LoadStrided(source + ElementWords, 2 * ElementWords, second);
    }

    /// <summary>Stores balanced elements canonically: adds p, then subtracts it where the rest is not negative, as often as asked.</summary>
    /// <param name="block">Integers of magnitude at most 2^51 a digit.</param>
    /// <param name="destination">16 words.</param>
    /// <param name="reductions">1 for values in <c>(-p, p)</c>, 2 for values in <c>(-p, 2p)</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TKernel>(double* block, ulong* destination, [ConstantExpected] int reductions)
        where TKernel : struct, IVectorKernel
    {
        Vector256<long> v0 = ToIntegers(block) + Vector256.Create(TKernel.P0);
        Vector256<long> v1 = ToIntegers(block + 4) + Vector256.Create(TKernel.P1);
        Vector256<long> v2 = ToIntegers(block + 8) + Vector256.Create(TKernel.P2);
        Vector256<long> v3 = ToIntegers(block + 12) + Vector256.Create(TKernel.P3);
        Vector256<long> v4 = ToIntegers(block + 16) + Vector256.Create(TKernel.P4);
        Carry(ref v0, ref v1, ref v2, ref v3, ref v4);
        SubtractIfNotBelow<TKernel>(ref v0, ref v1, ref v2, ref v3, ref v4);
        if (reductions == 2)
        {
            SubtractIfNotBelow<TKernel>(ref v0, ref v1, ref v2, ref v3, ref v4);
        }

        Vector256<ulong> u0 = v0.AsUInt64(), u1 = v1.AsUInt64(), u2 = v2.AsUInt64(), u3 = v3.AsUInt64(), u4 = v4.AsUInt64();
        Transpose(
            u0 | (u1 << 52),
            (u1 >>> 12) | (u2 << 40),
            (u2 >>> 24) | (u3 << 28),
            (u3 >>> 36) | (u4 << 16),
            out Vector256<ulong> r0,
            out Vector256<ulong> r1,
            out Vector256<ulong> r2,
            out Vector256<ulong> r3);
        Vector256.Store(r0, destination);
        Vector256.Store(r1, destination + 4);
        Vector256.Store(r2, destination + 8);
        Vector256.Store(r3, destination + 12);
    }

    /// <summary>The same as <see cref="Store"/>: lanes are in the order of elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreInOrder<TKernel>(double* block, ulong* destination, [ConstantExpected] int reductions)
        where TKernel : struct, IVectorKernel => Store<TKernel>(block, destination, reductions);

    /// <summary>The same element in all lanes, balanced.</summary>
    public static void Broadcast(in UInt256 value, double* block)
    {
        ulong* copies = stackalloc ulong[Words];
        for (int i = 0; i < Words; i += ElementWords)
        {
            copies[i] = value.L0;
            copies[i + 1] = value.L1;
            copies[i + 2] = value.L2;
            copies[i + 3] = value.L3;
        }

        LoadStrided(copies, ElementWords, block);
    }

    /// <summary><c>block -= other</c>, digit by digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(double* block, double* other)
    {
        for (int i = 0; i < Block; i += 4)
        {
            Vector256.Store(Vector256.Load(block + i) - Vector256.Load(other + i), block + i);
        }
    }

    /// <summary>In the lanes where the unsigned digits of <paramref name="tested"/> are all zero, the block takes the digits of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReplaceZeros(double* tested, double* block, double* other)
    {
        Vector256<double> sum = Vector256.Load(tested) + Vector256.Load(tested + 4) + Vector256.Load(tested + 8)
            + Vector256.Load(tested + 12) + Vector256.Load(tested + 16);
        Vector256<double> zero = Vector256.Equals(sum, Vector256<double>.Zero);
        for (int i = 0; i < Block; i += 4)
        {
            Vector256.Store(Vector256.ConditionalSelect(zero, Vector256.Load(other + i), Vector256.Load(block + i)), block + i);
        }
    }

    /// <summary>Four elements a fixed number of words apart, in balanced digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadStrided(ulong* source, [ConstantExpected] int stride, double* block)
    {
        // Adding half the radix before the cut and taking it off after it rounds each digit to the nearest; the carry goes on.
        Vector256<long> mask = Vector256.Create(DigitMask);
        Vector256<long> exponent = Vector256.Create(ExponentOfTwo52);
        Vector256<long> half = Vector256.Create(1L << 51);
        Vector256<double> middle = Vector256.Create(Middle);
        Digits(source, stride, 0, out Vector256<long> d0, out Vector256<long> d1, out Vector256<long> d2, out Vector256<long> d3, out Vector256<long> d4);
        d0 = (d0 & mask) + half;
        d1 = (d1 & mask) + half + (d0 >>> 52);
        d2 = (d2 & mask) + half + (d1 >>> 52);
        d3 = (d3 & mask) + half + (d2 >>> 52);
        d4 += d3 >>> 52;
        Vector256.Store(((d0 & mask) | exponent).AsDouble() - middle, block);
        Vector256.Store(((d1 & mask) | exponent).AsDouble() - middle, block + 4);
        Vector256.Store(((d2 & mask) | exponent).AsDouble() - middle, block + 8);
        Vector256.Store(((d3 & mask) | exponent).AsDouble() - middle, block + 12);
        Vector256.Store((d4 | exponent).AsDouble() - Vector256.Create(Bottom), block + 16);
    }

    /// <summary>Limbs times <c>2^shift</c> cut every 52 bits; bits above a digit remain in all but the last, which is complete.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Digits(
        ulong* source,
        [ConstantExpected] int stride,
        [ConstantExpected] int shift,
        out Vector256<long> d0,
        out Vector256<long> d1,
        out Vector256<long> d2,
        out Vector256<long> d3,
        out Vector256<long> d4)
    {
        Transpose(
            Vector256.Load(source),
            Vector256.Load(source + stride),
            Vector256.Load(source + (2 * stride)),
            Vector256.Load(source + (3 * stride)),
            out Vector256<ulong> x0,
            out Vector256<ulong> x1,
            out Vector256<ulong> x2,
            out Vector256<ulong> x3);
        d0 = (x0 << shift).AsInt64();
        d1 = ((x0 >>> (52 - shift)) | (x1 << (12 + shift))).AsInt64();
        d2 = ((x1 >>> (40 - shift)) | (x2 << (24 + shift))).AsInt64();
        d3 = ((x2 >>> (28 - shift)) | (x3 << (36 + shift))).AsInt64();
        d4 = (x3 >>> (16 - shift)).AsInt64();
    }

    /// <summary>Rows and columns of a 4 x 4 matrix exchanged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        Vector256<ulong> r0,
        Vector256<ulong> r1,
        Vector256<ulong> r2,
        Vector256<ulong> r3,
        out Vector256<ulong> c0,
        out Vector256<ulong> c1,
        out Vector256<ulong> c2,
        out Vector256<ulong> c3)
    {
        Vector256<ulong> a0 = Avx2.UnpackLow(r0, r1), a1 = Avx2.UnpackHigh(r0, r1);
        Vector256<ulong> a2 = Avx2.UnpackLow(r2, r3), a3 = Avx2.UnpackHigh(r2, r3);
        c0 = Avx2.Permute2x128(a0, a2, 0x20);
        c1 = Avx2.Permute2x128(a1, a3, 0x20);
        c2 = Avx2.Permute2x128(a0, a2, 0x31);
        c3 = Avx2.Permute2x128(a1, a3, 0x31);
    }

    /// <summary>Exact for magnitudes up to 2^51: the sum with 1.5 * 2^52 has the integer in its low bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> ToIntegers(double* values) =>
        (Vector256.Load(values) + Vector256.Create(Middle)).AsInt64() - Vector256.Create(EncodingOfMiddle);

    /// <summary><c>v -= p</c> in the lanes where that is not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SubtractIfNotBelow<TKernel>(
        ref Vector256<long> v0, ref Vector256<long> v1, ref Vector256<long> v2, ref Vector256<long> v3, ref Vector256<long> v4)
        where TKernel : struct, IVectorKernel
    {
        Vector256<long> t0 = v0 - Vector256.Create(TKernel.P0), t1 = v1 - Vector256.Create(TKernel.P1);
        Vector256<long> t2 = v2 - Vector256.Create(TKernel.P2), t3 = v3 - Vector256.Create(TKernel.P3);
        Vector256<long> t4 = v4 - Vector256.Create(TKernel.P4);
        Carry(ref t0, ref t1, ref t2, ref t3, ref t4);
        Vector256<long> keep = Avx2.CompareGreaterThan(Vector256<long>.Zero, t4);
        v0 = Avx2.BlendVariable(t0, v0, keep);
        v1 = Avx2.BlendVariable(t1, v1, keep);
        v2 = Avx2.BlendVariable(t2, v2, keep);
        v3 = Avx2.BlendVariable(t3, v3, keep);
        v4 = Avx2.BlendVariable(t4, v4, keep);
    }

    /// <summary>Moves what exceeds 52 bits of a signed digit to the next; the last digit keeps the sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Carry(
        ref Vector256<long> d0, ref Vector256<long> d1, ref Vector256<long> d2, ref Vector256<long> d3, ref Vector256<long> d4)
    {
        Vector256<long> mask = Vector256.Create(DigitMask);
        d1 += ShiftRight52(d0);
        d0 &= mask;
        d2 += ShiftRight52(d1);
        d1 &= mask;
        d3 += ShiftRight52(d2);
        d2 &= mask;
        d4 += ShiftRight52(d3);
        d3 &= mask;
    }

    /// <summary>Arithmetic shift of magnitudes below 2^62.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> ShiftRight52(Vector256<long> value) =>
        ((value + Vector256.Create(1L << 62)) >>> 52) - Vector256.Create(1L << 10);
}
