using Chonk.Prover.Fields;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Curves.Msm;

/// <summary>
/// One window of one chunk of points: counting sort by digit, bucket sums, and their combination <c>sum of k * B_k</c>. The latter writes
/// <c>k = h * 2^l + m</c> and sums the buckets by h (rows) and by m (columns), with the same batched additions, so that only about
/// <c>2 * sqrt(buckets)</c> points are left for the serial running sums. Owns the scratch of one thread.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">Field of the scalars.</typeparam>
internal sealed unsafe class WindowSum<TCurve, TBase, TScalar> : IDisposable
    where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
    where TBase : unmanaged, IField<TBase>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    // Longer slices share inversions among more additions; shorter ones need less scratch, 210 bytes a reference.
    private const int ShortSliceLength = 1024;
    private const int LongSliceLength = 2048;
    private const int LongChunkLength = 1 << 15;

    private readonly int windowBits;
    private readonly int bucketCount;
    private readonly int columnBits;
    private readonly int rows;
    private readonly NativeBuffer<ushort> digits;
    private readonly NativeBuffer<uint> indices;
    private readonly NativeBuffer<int> counts;
    private readonly NativeBuffer<AffinePoint<TCurve, TBase, TScalar>> buckets;
    private readonly SegmentSums<TCurve, TBase, TScalar> summer;

    /// <summary>Allocates scratch for windows of a width over chunks of a length.</summary>
    /// <param name="windowBits">Width c of a digit.</param>
    /// <param name="chunkLength">Most points per call.</param>
    public WindowSum(int windowBits, int chunkLength)
    {
        this.windowBits = windowBits;
        bucketCount = (1 << (windowBits - 1)) + 1;
        columnBits = (windowBits - 1) / 2;
        rows = ((bucketCount - 1) >> columnBits) + 1;
        digits = NativeBuffer<ushort>.CreateUninitialized(chunkLength, BufferCategory.MsmScratch);
        indices = NativeBuffer<uint>.CreateUninitialized(Math.Max(chunkLength, 2 * bucketCount), BufferCategory.MsmScratch);
        counts = NativeBuffer<int>.CreateUninitialized(2 * bucketCount, BufferCategory.MsmScratch);
        buckets = NativeBuffer<AffinePoint<TCurve, TBase, TScalar>>.CreateUninitialized(
            bucketCount + rows + (1 << columnBits), BufferCategory.MsmScratch);
        int longest = Math.Max(chunkLength, 2 * bucketCount);
        summer = new SegmentSums<TCurve, TBase, TScalar>(Math.Clamp(2 * ((longest + 1) / 2), 2, chunkLength < LongChunkLength ? ShortSliceLength : LongSliceLength));
    }

    /// <summary>The sum of <c>digit(i) * points[i]</c> over one chunk.</summary>
    /// <param name="points">First point of the chunk.</param>
    /// <param name="scalars">All scalars.</param>
    /// <param name="first">Index of the chunk's first scalar.</param>
    /// <param name="count">Points in the chunk.</param>
    /// <param name="window">Which digit.</param>
    public JacobianPoint<TCurve, TBase, TScalar> Compute(
        AffinePoint<TCurve, TBase, TScalar>* points, SignedScalars scalars, int first, int count, int window)
    {
        Span<ushort> chunkDigits = digits.Span[..count];
        scalars.Digits(first, count, window, windowBits, chunkDigits);

        // Counting sort; bucket 0, the digit zero, takes no part.
        Span<int> sizes = counts.Span[..bucketCount];
        Span<int> ends = counts.Span[bucketCount..];
        sizes.Clear();
        foreach (ushort digit in chunkDigits)
        {
            sizes[digit >> 1]++;
        }

        sizes[0] = 0;
        int total = 0;
        for (int i = 0; i < bucketCount; i++)
        {
            ends[i] = total;
            total += sizes[i];
        }

        if (total == 0)
        {
            return default;
        }

        Span<uint> sorted = indices.Span;
        for (int i = 0; i < chunkDigits.Length; i++)
        {
            uint digit = chunkDigits[i];
            if (digit > 1)
            {
                sorted[ends[(int)(digit >> 1)]++] = ((uint)i << 1) | (digit & 1);
            }
        }

        summer.Sum(points, sorted[..total], sizes, buckets.Pointer);
        return Combine();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        digits.Dispose();
        indices.Dispose();
        counts.Dispose();
        buckets.Dispose();
        summer.Dispose();
    }

    /// <summary><c>sum of k * B_k = 2^l * sum of h * R_h + sum of m * C_m</c> with row sums R and column sums C.</summary>
    private JacobianPoint<TCurve, TBase, TScalar> Combine()
    {
        int columns = 1 << columnBits;
        ReadOnlySpan<AffinePoint<TCurve, TBase, TScalar>> filled = buckets.Span[..bucketCount];
        Span<uint> sorted = indices.Span;
        Span<int> sizes = counts.Span[..(rows + columns)];
        sizes.Clear();
        int total = 0;
        for (int k = columns; k < bucketCount; k++)
        {
            if (!filled[k].IsInfinity)
            {
                sorted[total++] = (uint)k << 1;
                sizes[k >> columnBits]++;
            }
        }

        for (int column = 1; column < columns; column++)
        {
            for (int k = column; k < bucketCount; k += columns)
            {
                if (!filled[k].IsInfinity)
                {
                    sorted[total++] = (uint)k << 1;
                    sizes[rows + column]++;
                }
            }
        }

        AffinePoint<TCurve, TBase, TScalar>* sums = buckets.Pointer + bucketCount;
        summer.Sum(buckets.Pointer, sorted[..total], sizes, sums);
        JacobianPoint<TCurve, TBase, TScalar> result = RunningSum(new(sums, rows));
        for (int i = 0; i < columnBits; i++)
        {
            result = JacobianPoint<TCurve, TBase, TScalar>.Double(result);
        }

        return result + RunningSum(new(sums + rows, columns));
    }

    /// <summary><c>sum of k * points[k]</c>, as the sum of all suffix sums.</summary>
    private static JacobianPoint<TCurve, TBase, TScalar> RunningSum(ReadOnlySpan<AffinePoint<TCurve, TBase, TScalar>> points)
    {
        JacobianPoint<TCurve, TBase, TScalar> suffix = default;
        JacobianPoint<TCurve, TBase, TScalar> sum = default;
        for (int k = points.Length - 1; k >= 1; k--)
        {
            suffix += points[k];
            sum += suffix;
        }

        return sum;
    }
}
