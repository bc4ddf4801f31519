using Chonk.Prover.Fields;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Curves.Msm;

/// <summary>
/// Sums of many lists of points ("segments") at once. The references of all segments, one after the other, are taken in slices that fit
/// the second level cache; in a slice every segment is halved again and again by batched additions of neighbours. A segment cut by the
/// end of a slice carries its partial sum into the next. Scratch does not depend on the number of points.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">Field of the scalars.</typeparam>
internal sealed unsafe class SegmentSums<TCurve, TBase, TScalar> : IDisposable
    where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
    where TBase : unmanaged, IField<TBase>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    private readonly int sliceLength;
    private readonly NativeBuffer<nint> references;
    private readonly NativeBuffer<int> segments;
    private readonly NativeBuffer<AffinePoint<TCurve, TBase, TScalar>> pool;
    private readonly AffineBatch<TCurve, TBase, TScalar> batch;

    /// <summary>Allocates scratch: 160 bytes and half a batch per reference of a slice.</summary>
    /// <param name="sliceLength">References per slice, at least 2.</param>
    public SegmentSums(int sliceLength)
    {
        this.sliceLength = sliceLength;
        references = NativeBuffer<nint>.CreateUninitialized(2 * sliceLength, BufferCategory.MsmScratch);
        segments = NativeBuffer<int>.CreateUninitialized(2 * sliceLength, BufferCategory.MsmScratch);
        pool = NativeBuffer<AffinePoint<TCurve, TBase, TScalar>>.CreateUninitialized(sliceLength, BufferCategory.MsmScratch);
        batch = new AffineBatch<TCurve, TBase, TScalar>(sliceLength / 2);
    }

    /// <summary><c>sums[s] = sum of the points of segment s</c>; infinity for an empty one.</summary>
    /// <param name="points">What the references count from.</param>
    /// <param name="indices">Twice the index of a point, plus 1 for the mirrored point; segment after segment.</param>
    /// <param name="counts">References per segment.</param>
    /// <param name="sums">One point per segment, not overlapping the points.</param>
    public void Sum(
        AffinePoint<TCurve, TBase, TScalar>* points,
        ReadOnlySpan<uint> indices,
        ReadOnlySpan<int> counts,
        AffinePoint<TCurve, TBase, TScalar>* sums)
    {
        nint* slice = references.Pointer;
        int* sliceSegments = segments.Pointer;
        int* sliceCounts = sliceSegments + sliceLength;
        new Span<AffinePoint<TCurve, TBase, TScalar>>(sums, counts.Length).Clear();
        int segment = 0;
        int taken = 0;
        int position = 0;
        while (segment < counts.Length)
        {
            int used = 0;
            int parts = 0;
            while (segment < counts.Length && used + 2 <= sliceLength)
            {
                int start = used;
                if (taken > 0 && !sums[segment].IsInfinity)
                {
                    slice[used++] = (nint)(sums + segment);
                }

                int take = Math.Min(counts[segment] - taken, sliceLength - used);
                foreach (uint index in indices.Slice(position, take))
                {
                    slice[used++] = (nint)(points + (index >> 1)) | (nint)(index & 1);
                }

                position += take;
                if (used > start)
                {
                    sliceSegments[parts] = segment;
                    sliceCounts[parts++] = used - start;
                }

                taken += take;
                if (taken == counts[segment])
                {
                    segment++;
                    taken = 0;
                }
            }

            Halve(slice, sliceCounts, parts);
            for (int i = 0; i < parts; i++)
            {
                sums[sliceSegments[i]] = AffineBatch<TCurve, TBase, TScalar>.Load(slice[i]);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        references.Dispose();
        segments.Dispose();
        pool.Dispose();
        batch.Dispose();
    }

    /// <summary>Adds neighbours until every part of the slice has one reference left; on return they stand at the front.</summary>
    private void Halve(nint* slice, int* counts, int parts)
    {
        // At most half of a slice is pairs, level after level, so all sums together fit the pool.
        nint* left = references.Pointer + sliceLength;
        nint* right = left + (sliceLength / 2);
        AffinePoint<TCurve, TBase, TScalar>* sums = pool.Pointer;
        bool finite = true;
        while (true)
        {
            int pairs = 0;
            int input = 0;
            int output = 0;
            for (int part = 0; part < parts; part++)
            {
                int count = counts[part];
                for (int i = 0; i + 1 < count; i += 2)
                {
                    left[pairs] = slice[input + i];
                    right[pairs] = slice[input + i + 1];
                    slice[output++] = (nint)(sums + pairs);
                    pairs++;
                }

                if ((count & 1) != 0)
                {
                    slice[output++] = slice[input + count - 1];
                }

                input += count;
                counts[part] = (count + 1) / 2;
            }

            if (pairs == 0)
            {
                return;
            }

            // References of a slice are finite at first; opposite points may make later ones infinite.
            if (finite)
            {
                finite = batch.AddFinite(left, right, pairs, sums);
            }
            else
            {
                batch.Add(left, right, pairs, sums);
            }

            sums += pairs;
        }
    }
}
