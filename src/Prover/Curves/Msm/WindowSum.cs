using Chonk.Prover.Fields;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Curves.Msm;

/// <summary>
/// Some windows of one chunk of points: per window a counting sort by digit, bucket sums <c>B_k</c>, and from these the sums by bit
/// <c>T_j = sum of B_k over the k whose bit j is set</c>, so that <c>sum of k * B_k = sum of 2^j * T_j</c>. Points are sorted in pieces, so that neither
/// scratch nor the memory that is read in no order grows with the chunk; buckets go on from piece to piece. All windows share their batches of
/// additions. Owns the scratch of one thread.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">Field of the scalars.</typeparam>
internal sealed unsafe class WindowSum<TCurve, TBase, TScalar> : IDisposable
    where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
    where TBase : unmanaged, IField<TBase>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    // Points that are sorted at once: longer pieces have fewer small batches at their ends, shorter ones need less scratch.
    private const int ShortPieceLength = 1 << 14;
    private const int LongPieceLength = 1 << 16;
    private const int LongChunkLength = 1 << 17;

    private const int BatchLength = 1024;
    private const int MinBatchLength = 8;

    private readonly int windowBits;
    private readonly int pieceLength;
    private readonly int bucketStride;
    private readonly NativeBuffer<ushort> digits;
    private readonly NativeBuffer<uint> indices;
    private readonly NativeBuffer<int> counts;
    private readonly NativeBuffer<AffinePoint<TCurve, TBase, TScalar>> buckets;
    private readonly SegmentSums<TCurve, TBase, TScalar> summer;
    private readonly BitSums<TCurve, TBase, TScalar> bits;

    /// <summary>Allocates scratch for windows of a width over chunks of a length.</summary>
    /// <param name="windowBits">Width c of a digit.</param>
    /// <param name="maxWindows">Most windows per call.</param>
    /// <param name="chunkLength">Most points per call.</param>
    public WindowSum(int windowBits, int maxWindows, int chunkLength)
    {
        this.windowBits = windowBits;
        pieceLength = Math.Clamp(chunkLength, 1, chunkLength < LongChunkLength ? ShortPieceLength : LongPieceLength);
        bucketStride = (1 << (windowBits - 1)) + 1;
        bits = new(windowBits - 1, maxWindows);
        int entries = checked(maxWindows * pieceLength);
        digits = NativeBuffer<ushort>.CreateUninitialized(pieceLength, BufferCategory.MsmScratch);
        indices = NativeBuffer<uint>.CreateUninitialized(Math.Max(entries, bits.MaxReferences), BufferCategory.MsmScratch);
        counts = NativeBuffer<int>.CreateUninitialized(((maxWindows + 1) * bucketStride) + bits.MaxSegments, BufferCategory.MsmScratch);
        buckets = NativeBuffer<AffinePoint<TCurve, TBase, TScalar>>.CreateUninitialized(
            (maxWindows * bucketStride) + bits.MaxPoints, BufferCategory.MsmScratch);
        int longest = Math.Max(entries, bits.MaxReferences);
        summer = new SegmentSums<TCurve, TBase, TScalar>(Math.Clamp(longest, MinBatchLength, BatchLength));
    }

    /// <summary>Sums by bit of <c>digit(i) * points[i]</c> over one chunk: entry <c>c * w + j</c> is <c>T_j</c> of the w-th window.</summary>
    /// <param name="points">First point of the chunk.</param>
    /// <param name="scalars">All scalars.</param>
    /// <param name="first">Index of the chunk's first scalar.</param>
    /// <param name="count">Points in the chunk.</param>
    /// <param name="window">The first window.</param>
    /// <param name="windowCount">Number of windows.</param>
    /// <param name="sums">Receives <paramref name="windowCount"/> times <c>c</c> points.</param>
    public void Compute(
        AffinePoint<TCurve, TBase, TScalar>* points,
        SignedScalars scalars,
        int first,
        int count,
        int window,
        int windowCount,
        Span<AffinePoint<TCurve, TBase, TScalar>> sums)
    {
        Span<int> sizes = counts.Span[..(windowCount * bucketStride)];
        bool continues = false;
        int start = 0;
        do
        {
            int length = Math.Min(pieceLength, count - start);
            int total = 0;
            for (int w = 0; w < windowCount; w++)
            {
                scalars.Digits(first + start, length, window + w, windowBits, digits.Span[..length]);
                total = Sort(digits.Span[..length], sizes.Slice(w * bucketStride, bucketStride), total);
            }

            summer.Sum(points + start, indices.Span[..total], sizes, buckets.Pointer, continues);
            continues = true;
            start += length;
        }
        while (start < count);

        // The digit 2^(c-1) is the only one whose highest bit is set; the others have c - 1 bits.
        int lowBits = windowBits - 1;
        for (int w = 0; w < windowCount; w++)
        {
            sums[(w * windowBits) + lowBits] = buckets.Span[(w * bucketStride) + bucketStride - 1];
        }

        bits.Compute(summer, buckets.Pointer, bucketStride, windowCount, indices.Span, counts.Span, sums);
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

    /// <summary>Counting sort of one window's points by digit; bucket 0, the digit zero, takes no part.</summary>
    /// <param name="chunkDigits">Twice the digit's magnitude plus its sign.</param>
    /// <param name="sizes">Receives the sizes of the buckets.</param>
    /// <param name="start">Where the window's references start.</param>
    /// <returns>Where they end.</returns>
    private int Sort(ReadOnlySpan<ushort> chunkDigits, Span<int> sizes, int start)
    {
        Span<int> ends = counts.Span.Slice(counts.Length - bucketStride, bucketStride);
        sizes.Clear();
        foreach (ushort digit in chunkDigits)
        {
            sizes[digit >> 1]++;
        }

        sizes[0] = 0;
        int end = start;
        for (int i = 0; i < sizes.Length; i++)
        {
            ends[i] = end;
            end += sizes[i];
        }

        // Bounds: end is at most start plus the number of digits.
        uint* sorted = indices.Pointer;
        for (int i = 0; i < chunkDigits.Length; i++)
        {
            uint digit = chunkDigits[i];
            if (digit > 1)
            {
                sorted[ends[(int)(digit >> 1)]++] = ((uint)i << 1) | (digit & 1);
            }
        }

        return end;
    }
}
