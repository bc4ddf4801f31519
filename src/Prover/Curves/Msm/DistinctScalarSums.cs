using Chonk.Prover.Fields;
using Chonk.Prover.Memory;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Curves.Msm;

/// <summary>
/// <c>sum of values[index(i)] * points[i]</c> for few distinct values: the points of each value are summed first, one addition per point whatever
/// the values are, and a multi-scalar multiplication as long as the list of values does the rest.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">Field of the scalars.</typeparam>
internal static unsafe class DistinctScalarSums<TCurve, TBase, TScalar>
    where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
    where TBase : unmanaged, IField<TBase>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    private const int MaxValues = 4096;
    private const int MinPointsPerValue = 4;
    private const int MinChunkLength = 4096;
    private const int PieceLength = 1 << 13;
    private const int BatchLength = 1024;

    /// <summary>Whether that is likely to pay.</summary>
    /// <param name="pointCount">Number of points.</param>
    /// <param name="valueCount">Number of distinct values.</param>
    public static bool Pays(int pointCount, int valueCount) => valueCount <= Math.Min(MaxValues, pointCount / MinPointsPerValue);

    /// <summary>The sum.</summary>
    /// <param name="points">The points, of which some may be infinite.</param>
    /// <param name="indices">One index per point; called for disjoint pieces by several threads at once.</param>
    /// <param name="values">The distinct values; the first is zero, and its points are not looked at.</param>
    /// <param name="scheduler">The threads.</param>
    public static JacobianPoint<TCurve, TBase, TScalar> Multiply(
        ReadOnlySpan<AffinePoint<TCurve, TBase, TScalar>> points, IndexReader indices, ReadOnlySpan<TScalar> values, WorkScheduler scheduler)
    {
        int valueCount = values.Length;
        int chunks = Math.Clamp(points.Length / MinChunkLength, 1, scheduler.ThreadCount);
        int chunkLength = (points.Length + chunks - 1) / chunks;
        using NativeBuffer<AffinePoint<TCurve, TBase, TScalar>> sums =
            NativeBuffer<AffinePoint<TCurve, TBase, TScalar>>.CreateUninitialized((chunks + 1) * valueCount, BufferCategory.MsmScratch);
        using (ScratchAreas<Area> areas = new(chunks, () => new(valueCount)))
        {
            fixed (AffinePoint<TCurve, TBase, TScalar>* pointBase = points)
            {
                AffinePoint<TCurve, TBase, TScalar>* p = pointBase;
                AffinePoint<TCurve, TBase, TScalar>* s = sums.Pointer;
                int length = points.Length;
                scheduler.For(chunks, 1, (start, end, _) =>
                {
                    for (int chunk = start; chunk < end; chunk++)
                    {
                        int first = Math.Min(length, chunk * chunkLength);
                        areas[chunk].SumByValue(p, indices, first, Math.Min(length, first + chunkLength), s + (chunk * valueCount));
                    }
                });
            }

            areas[0].Merge(sums.Pointer, chunks, valueCount);
        }

        return Pippenger.Multiply(sums.Span[(chunks * valueCount)..], values, scheduler);
    }

    /// <summary>Scratch of one thread.</summary>
    private sealed class Area(int valueCount) : IDisposable
    {
        private readonly NativeBuffer<uint> indexOf = NativeBuffer<uint>.CreateUninitialized(PieceLength, BufferCategory.MsmScratch);
        private readonly NativeBuffer<uint> references =
            NativeBuffer<uint>.CreateUninitialized(Math.Max(PieceLength, valueCount), BufferCategory.MsmScratch);

        private readonly NativeBuffer<int> counts = NativeBuffer<int>.CreateUninitialized(2 * valueCount, BufferCategory.MsmScratch);
        private readonly SegmentSums<TCurve, TBase, TScalar> summer = new(BatchLength);

        /// <summary>The sums of the points of each value, of the points <c>[from, to)</c>.</summary>
        public void SumByValue(
            AffinePoint<TCurve, TBase, TScalar>* points, IndexReader indices, int from, int to, AffinePoint<TCurve, TBase, TScalar>* sums)
        {
            Span<int> sizes = counts.Span[..valueCount];
            Span<int> ends = counts.Span[valueCount..];
            new Span<AffinePoint<TCurve, TBase, TScalar>>(sums, valueCount).Clear();
            for (int start = from; start < to; start += PieceLength)
            {
                Span<uint> piece = indexOf.Span[..Math.Min(PieceLength, to - start)];
                indices(start, piece);
                sizes.Clear();
                for (int i = 0; i < piece.Length; i++)
                {
                    // Infinite points count as points of the value zero.
                    piece[i] = points[start + i].IsInfinity ? 0 : piece[i];
                    sizes[(int)piece[i]]++;
                }

                sizes[0] = 0;
                int total = 0;
                for (int value = 0; value < valueCount; value++)
                {
                    ends[value] = total;
                    total += sizes[value];
                }

                for (int i = 0; i < piece.Length; i++)
                {
                    if (piece[i] != 0)
                    {
                        references.Span[ends[(int)piece[i]]++] = (uint)i << 1;
                    }
                }

                summer.Sum(points + start, references.Span[..total], sizes, sums, accumulate: true);
            }
        }

        /// <summary>Adds the sums of all chunks; the result stands behind the last of them.</summary>
        public void Merge(AffinePoint<TCurve, TBase, TScalar>* sums, int chunks, int values)
        {
            AffinePoint<TCurve, TBase, TScalar>* merged = sums + (chunks * values);
            new Span<AffinePoint<TCurve, TBase, TScalar>>(sums, values).CopyTo(new(merged, values));
            for (int chunk = 1; chunk < chunks; chunk++)
            {
                int total = 0;
                for (int value = 0; value < values; value++)
                {
                    bool isFinite = !sums[(chunk * values) + value].IsInfinity;
                    counts.Span[value] = isFinite ? 1 : 0;
                    if (isFinite)
                    {
                        references.Span[total++] = (uint)((chunk * values) + value) << 1;
                    }
                }

                summer.Sum(sums, references.Span[..total], counts.Span[..values], merged, accumulate: true);
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            indexOf.Dispose();
            references.Dispose();
            counts.Dispose();
            summer.Dispose();
        }
    }
}
