using Chonk.Prover.Fields;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Curves.Msm;

/// <summary>
/// Sums of many lists of points ("segments") at once. A window of references slides over all segments, one after the other: in every step the
/// neighbours within each segment are added in one batch, which halves what the window holds, and the window is filled up again. So one batch
/// mixes all levels of the segments' trees of additions and half a window shares each inversion, however short the segments are. Scratch
/// does not depend on the number of points.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">Field of the scalars.</typeparam>
internal sealed unsafe class SegmentSums<TCurve, TBase, TScalar> : IDisposable
    where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
    where TBase : unmanaged, IField<TBase>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    private readonly int windowLength;
    private readonly int poolLength;
    private readonly NativeBuffer<nint> references;
    private readonly NativeBuffer<int> parts;
    private readonly NativeBuffer<AffinePoint<TCurve, TBase, TScalar>> pools;
    private readonly AffineBatch<TCurve, TBase, TScalar> batch;

    // The window: references of all parts (segments, or what of the last one fits), their segments and their lengths.
    private nint* window;
    private int* partSegments;
    private int* partCounts;
    private int partCount;
    private bool lastPartIsOpen;

    // Sums of the last step, and where this step's go.
    private AffinePoint<TCurve, TBase, TScalar>* older;
    private AffinePoint<TCurve, TBase, TScalar>* newer;

    /// <summary>Allocates scratch: 230 bytes per reference of the window.</summary>
    /// <param name="windowLength">References the window holds, at least 8.</param>
    public SegmentSums(int windowLength)
    {
        this.windowLength = windowLength;

        // Of three references at most two remain, a sum and the odd one out; a part of one reference occurs only at the end.
        poolLength = (2 * windowLength / 3) + 2;
        references = NativeBuffer<nint>.CreateUninitialized(2 * windowLength, BufferCategory.MsmScratch);
        parts = NativeBuffer<int>.CreateUninitialized(windowLength + 4, BufferCategory.MsmScratch);
        pools = NativeBuffer<AffinePoint<TCurve, TBase, TScalar>>.CreateUninitialized(2 * poolLength, BufferCategory.MsmScratch);
        batch = new AffineBatch<TCurve, TBase, TScalar>(windowLength / 2);
    }

    /// <summary><c>sums[s] = sum of the points of segment s</c>, or that added to what stands there.</summary>
    /// <param name="points">What the references count from.</param>
    /// <param name="indices">Twice the index of a point, plus 1 for the mirrored point; segment after segment. The points are finite.</param>
    /// <param name="counts">References per segment.</param>
    /// <param name="sums">One point per segment, not overlapping the points.</param>
    /// <param name="accumulate">Whether to add to the sums instead of overwriting them; infinity without it for an empty segment.</param>
    public void Sum(
        AffinePoint<TCurve, TBase, TScalar>* points,
        ReadOnlySpan<uint> indices,
        ReadOnlySpan<int> counts,
        AffinePoint<TCurve, TBase, TScalar>* sums,
        bool accumulate = false)
    {
        window = references.Pointer;
        partSegments = parts.Pointer;
        partCounts = partSegments + (windowLength / 2) + 2;
        partCount = 0;
        older = pools.Pointer;
        newer = older + poolLength;
        if (!accumulate)
        {
            new Span<AffinePoint<TCurve, TBase, TScalar>>(sums, counts.Length).Clear();
        }

        int used = 0;
        int segment = 0;
        int taken = 0;
        int position = 0;
        do
        {
            // 1. Fill the window.
            while (segment < counts.Length && used + 2 <= windowLength)
            {
                int count = counts[segment];
                if (taken == 0)
                {
                    bool carries = accumulate && count > 0 && !sums[segment].IsInfinity;
                    if (count + (carries ? 1 : 0) < 2)
                    {
                        if (count > 0)
                        {
                            sums[segment] = AffineBatch<TCurve, TBase, TScalar>.Load(Reference(points, indices[position++]));
                        }

                        segment++;
                        continue;
                    }

                    partSegments[partCount] = segment;
                    partCounts[partCount++] = carries ? 1 : 0;
                    if (carries)
                    {
                        window[used++] = (nint)(sums + segment);
                    }
                }

                int take = Math.Min(count - taken, windowLength - used);
                foreach (uint index in indices.Slice(position, take))
                {
                    window[used++] = Reference(points, index);
                }

                partCounts[partCount - 1] += take;
                position += take;
                taken += take;
                if (taken == count)
                {
                    segment++;
                    taken = 0;
                }
            }

            // 2. Halve it.
            lastPartIsOpen = taken > 0;
            used = Halve(sums);
        }
        while (used > 0 || segment < counts.Length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        references.Dispose();
        parts.Dispose();
        pools.Dispose();
        batch.Dispose();
    }

    private static nint Reference(AffinePoint<TCurve, TBase, TScalar>* points, uint index) => (nint)(points + (index >> 1)) | (nint)(index & 1);

    /// <summary>Adds neighbours in every part of the window and writes out the sums of complete parts.</summary>
    /// <returns>References left in the window.</returns>
    private int Halve(AffinePoint<TCurve, TBase, TScalar>* sums)
    {
        nint* left = window + windowLength;
        nint* right = left + (windowLength / 2);
        int pairs = 0;
        int odd = 0;
        int input = 0;
        int output = 0;
        for (int part = 0; part < partCount; part++)
        {
            int count = partCounts[part];
            for (int i = 0; i + 1 < count; i += 2)
            {
                left[pairs] = window[input + i];
                right[pairs] = window[input + i + 1];
                window[output++] = (nint)(newer + pairs);
                pairs++;
            }

            if ((count & 1) != 0)
            {
                window[output++] = Keep(window[input + count - 1], ref odd);
            }

            input += count;
            partCounts[part] = (count + 1) / 2;
        }

        bool finite = pairs == 0 || batch.AddFinite(left, right, pairs, newer);
        AffinePoint<TCurve, TBase, TScalar>* swap = older;
        older = newer;
        newer = swap;
        return RemoveComplete(sums, finite);
    }

    /// <summary>A reference that stays valid in the next step: what lies in the older pool moves to the end of the newer one.</summary>
    private nint Keep(nint reference, ref int odd)
    {
        if ((nuint)reference - (nuint)older >= (nuint)(poolLength * sizeof(AffinePoint<TCurve, TBase, TScalar>)))
        {
            return reference;
        }

        AffinePoint<TCurve, TBase, TScalar>* copy = newer + poolLength - ++odd;
        *copy = *(AffinePoint<TCurve, TBase, TScalar>*)reference;
        return (nint)copy;
    }

    /// <summary>Writes out parts that are down to one reference, and drops references to infinity, which batches do not take.</summary>
    private int RemoveComplete(AffinePoint<TCurve, TBase, TScalar>* sums, bool finite)
    {
        int kept = 0;
        int input = 0;
        int output = 0;
        for (int part = 0; part < partCount; part++)
        {
            int count = partCounts[part];
            int start = output;
            for (int i = input; i < input + count; i++)
            {
                if (finite || !AffineBatch<TCurve, TBase, TScalar>.Load(window[i]).IsInfinity)
                {
                    window[output++] = window[i];
                }
            }

            input += count;
            int remaining = output - start;
            bool isOpen = lastPartIsOpen && part == partCount - 1;
            if (remaining > 1 || isOpen)
            {
                partSegments[kept] = partSegments[part];
                partCounts[kept++] = remaining;
                continue;
            }

            sums[partSegments[part]] = remaining == 1 ? AffineBatch<TCurve, TBase, TScalar>.Load(window[start]) : default;
            output = start;
        }

        partCount = kept;
        return output;
    }
}
