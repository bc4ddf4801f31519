using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Chonk.Prover.Fields;
using Chonk.Prover.Fields.Vector;

namespace Chonk.Prover.Curves.Msm;

/// <summary>
/// Sums of pairs of affine points, eight side by side, with one inversion for all. Kernels divide products by 2^260 while memory holds factors
/// of 2^256, so a coordinate X read as it is stands for <c>x / 16</c>; reading <c>4 X</c> and <c>2 Y</c> makes them <c>x / 4</c> and <c>y / 8</c>, which are
/// the coordinates of the same point on the isomorphic curve <c>(u^2 x, u^3 y)</c>, u = 1/2, where the addition formulas are the same. Results are
/// divided by 4 and 2 again and stored canonically. Operands must not be infinite. Where a pair has equal abscissae the product of all differences is
/// zero; then nothing is written and the caller takes the complete path, so results are exact for every input.
/// </summary>
/// <typeparam name="TKernel">Products of the coordinates' field.</typeparam>
/// <typeparam name="TBase">The coordinates' field.</typeparam>
internal sealed unsafe class AffineBatch512<TKernel, TBase>
    where TKernel : struct, IKernel512
    where TBase : unmanaged, IField<TBase>
{
    private const int Block = Packing512.Block;
    private const int Lanes = 8;
    private const int PointWords = 8;
    private const int XShift = 2;
    private const int YShift = 1;

    // Per eight pairs: x and y of the first points, differences, minus the sum of abscissae, running product.
    private const int BlocksPerGroup = 6;
    private const int PrefetchDistance = 2;

    private readonly double* scratch;

    /// <summary>Works in borrowed scratch.</summary>
    /// <param name="scratch"><see cref="ScratchBytes"/> of the largest number of pairs, aligned to 64 bytes; outlives this object.</param>
    public AffineBatch512(double* scratch) => this.scratch = scratch;

    /// <summary>240 bytes a pair, rounded up to groups of eight, and 1,920 more.</summary>
    public static int ScratchBytes(int capacity) =>
        ((((capacity + Lanes - 1) / Lanes) * BlocksPerGroup) + 6) * Block * sizeof(double);

    /// <summary><c>sums[i] = left[i] + right[i]</c> unless a pair has equal abscissae.</summary>
    /// <param name="left">Addresses of points; bit 0 mirrors the point.</param>
    /// <param name="right">The second operands.</param>
    /// <param name="count">Pairs, at least 1.</param>
    /// <param name="sums">Eight words a point; overlaps no operand.</param>
    /// <returns>False, with nothing written, when a pair has equal abscissae.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryAdd(nint* left, nint* right, int count, ulong* sums)
    {
        int groups = (count + Lanes - 1) / Lanes;
        double* t0 = scratch, t1 = t0 + Block, t2 = t1 + Block, inverse = t2 + Block, one = inverse + Block;
        double* data = one + (2 * Block);
        long* tail = stackalloc long[2 * Lanes];
        int full = count / Lanes;
        for (int i = full * Lanes; i < groups * Lanes; i++)
        {
            // The last pair fills the last group.
            int source = Math.Min(i, count - 1);
            tail[i - (full * Lanes)] = left[source];
            tail[Lanes + i - (full * Lanes)] = right[source];
        }

        // 1. Differences and their running product.
        SetOne(one);
        double* previous = one;
        for (int g = 0; g < groups; g++)
        {
            double* x = data + ((long)g * BlocksPerGroup * Block);
            double* y = x + Block, dx = y + Block, dy = dx + Block, minusSum = dy + Block, product = minusSum + Block;
            long* a = g < full ? (long*)(left + (g * Lanes)) : tail;
            long* b = g < full ? (long*)(right + (g * Lanes)) : tail + Lanes;
            if (g + PrefetchDistance < full)
            {
                Prefetch((long*)(left + ((g + PrefetchDistance) * Lanes)));
                Prefetch((long*)(right + ((g + PrefetchDistance) * Lanes)));
            }

            LoadPoints(a, x, y);
            LoadPoints(b, t0, t1);
            for (int i = 0; i < Block; i += Lanes)
            {
                Vector512<double> x1 = Vector512.Load(x + i), x2 = Vector512.Load(t0 + i);
                Vector512.Store(x2 - x1, dx + i);
                Vector512.Store(Vector512<double>.Zero - x1 - x2, minusSum + i);
                Vector512.Store(Vector512.Load(t1 + i) - Vector512.Load(y + i), dy + i);
            }

            TKernel.Multiply(product, previous, dx);
            previous = product;
        }

        // 2. One inversion.
        if (!TryInvertLanes(previous, inverse))
        {
            return false;
        }

        // 3. Backwards: slopes and sums.
        ulong* sink = stackalloc ulong[Lanes * PointWords];
        for (int g = groups - 1; g >= 0; g--)
        {
            double* x = data + ((long)g * BlocksPerGroup * Block);
            double* y = x + Block, dx = y + Block, dy = dx + Block, minusSum = dy + Block, product = minusSum + Block;
            double* before = g > 0 ? product - (BlocksPerGroup * Block) : one;
            TKernel.Multiply(t0, inverse, before);
            TKernel.Multiply(inverse, inverse, dx);
            TKernel.Multiply(t1, t0, dy);
            TKernel.SquareAdd(t2, t1, minusSum);
            for (int i = 0; i < Block; i += Lanes)
            {
                Vector512.Store(Vector512.Load(x + i) - Vector512.Load(t2 + i), t0 + i);
                Vector512.Store(Vector512<double>.Zero - Vector512.Load(y + i), y + i);
            }

            TKernel.MultiplyAdd(t0, t1, t0, y);
            if (g < full)
            {
                StorePoints(t2, t0, sums + ((long)g * Lanes * PointWords));
            }
            else
            {
                StorePoints(t2, t0, sink);
                int words = (count - (full * Lanes)) * PointWords;
                new ReadOnlySpan<ulong>(sink, words).CopyTo(new Span<ulong>(sums + ((long)full * Lanes * PointWords), words));
            }
        }

        return true;
    }

    /// <summary>Coordinates of eight points, lane i from reference i, in balanced digits of 4 X and 2 Y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadPoints(long* references, double* x, double* y)
    {
        const long Address = ~1L;
        Packing512.Transpose8(
            Vector512.Load((ulong*)(references[0] & Address)), Vector512.Load((ulong*)(references[1] & Address)),
            Vector512.Load((ulong*)(references[2] & Address)), Vector512.Load((ulong*)(references[3] & Address)),
            Vector512.Load((ulong*)(references[4] & Address)), Vector512.Load((ulong*)(references[5] & Address)),
            Vector512.Load((ulong*)(references[6] & Address)), Vector512.Load((ulong*)(references[7] & Address)),
            out Vector512<ulong> x0, out Vector512<ulong> x1, out Vector512<ulong> x2, out Vector512<ulong> x3,
            out Vector512<ulong> y0, out Vector512<ulong> y1, out Vector512<ulong> y2, out Vector512<ulong> y3);
        Packing512.SplitBalanced(x0, x1, x2, x3, x, XShift, Vector512<double>.Zero);
        Packing512.SplitBalanced(y0, y1, y2, y3, y, YShift, (Vector512.Load(references) << 63).AsDouble());
    }

    /// <summary>The inverse of <see cref="LoadPoints"/>; x in (-8.6 p, 0.6 p), y in (-2.7 p, 2.7 p).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePoints(double* x, double* y, ulong* destination)
    {
        Packing512.JoinDivided<TKernel>(x, XShift, 12, out Vector512<ulong> x0, out Vector512<ulong> x1, out Vector512<ulong> x2, out Vector512<ulong> x3);
        Packing512.JoinDivided<TKernel>(y, YShift, 4, out Vector512<ulong> y0, out Vector512<ulong> y1, out Vector512<ulong> y2, out Vector512<ulong> y3);
        Packing512.Transpose8(
            x0, x1, x2, x3, y0, y1, y2, y3,
            out Vector512<ulong> r0, out Vector512<ulong> r1, out Vector512<ulong> r2, out Vector512<ulong> r3,
            out Vector512<ulong> r4, out Vector512<ulong> r5, out Vector512<ulong> r6, out Vector512<ulong> r7);
        Vector512.Store(r0, destination);
        Vector512.Store(r1, destination + 8);
        Vector512.Store(r2, destination + 16);
        Vector512.Store(r3, destination + 24);
        Vector512.Store(r4, destination + 32);
        Vector512.Store(r5, destination + 40);
        Vector512.Store(r6, destination + 48);
        Vector512.Store(r7, destination + 56);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(long* references)
    {
        for (int i = 0; i < Lanes; i++)
        {
            Sse.Prefetch0((void*)(references[i] & ~1L));
        }
    }

    /// <summary>
    /// Replaces eight values by their inverses in the kernels' form; false when one is zero. Products over all lanes by exchanging lanes: each
    /// lane multiplies the inverse of the product of all eight by that of its other four, of the other pair of its four, and of its neighbour.
    /// </summary>
    private static bool TryInvertLanes(double* values, double* inverses)
    {
        double* pairs = stackalloc double[Block];
        double* fours = stackalloc double[Block];
        double* swapped = stackalloc double[Block];
        Exchange(values, swapped, 1);
        TKernel.Multiply(pairs, values, swapped);
        Exchange(pairs, inverses, 2);
        TKernel.Multiply(fours, pairs, inverses);
        Exchange(fours, inverses, 4);
        TKernel.Multiply(fours, fours, inverses);

        // The stored integer is V = v 2^260 mod p, which memory reads as 16 v; its inverse is stored as 2^256 / (16 v), and wanted is 2^260 / v.
        TBase* lanes = stackalloc TBase[Lanes];
        Packing512.Store<TKernel>(fours, (ulong*)lanes, 1);
        if (lanes[0].IsZero)
        {
            return false;
        }

        TBase inverse = TBase.InverseOrZero(lanes[0]);
        for (int i = 0; i < 8; i++)
        {
            inverse = TBase.Double(inverse);
        }

        Packing512.Broadcast(Unsafe.As<TBase, UInt256>(ref inverse), fours);
        TKernel.Multiply(inverses, inverses, fours);
        Exchange(pairs, pairs, 2);
        TKernel.Multiply(inverses, inverses, pairs);
        TKernel.Multiply(inverses, inverses, swapped);
        return true;
    }

    /// <summary>Lane i of the result is lane <c>i xor distance</c> of the block; they may be the same.</summary>
    private static void Exchange(double* block, double* result, [ConstantExpected] int distance)
    {
        for (int i = 0; i < Block; i += Lanes)
        {
            Vector512<double> lanes = Vector512.Load(block + i);
            Vector512<double> exchanged = distance switch
            {
                1 => Avx512F.Permute2x64(lanes, 0b01010101),
                2 => Avx512F.PermuteVar8x64(lanes, Vector512.Create(2L, 3, 0, 1, 6, 7, 4, 5)),
                _ => Avx512F.PermuteVar8x64(lanes, Vector512.Create(4L, 5, 6, 7, 0, 1, 2, 3)),
            };
            Vector512.Store(exchanged, result + i);
        }
    }

    /// <summary>2^260 mod p in all lanes: one in the kernels' form.</summary>
    private static void SetOne(double* block)
    {
        TBase sixteen = TBase.FromInt(16);
        Packing512.Broadcast(Unsafe.As<TBase, UInt256>(ref sixteen), block);
    }
}
