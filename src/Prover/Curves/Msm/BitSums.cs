using Chonk.Prover.Fields;

namespace Chonk.Prover.Curves.Msm;

/// <summary>
/// Sums by bit of vectors of points: <c>T_j = sum of v[k] over the k whose bit j is set</c>. A vector of <c>2^b</c> points is first summed by the high
/// half of its index (rows) and by the low half (columns): about two additions per point, and two vectors of <c>2^(b/2)</c> points that have the same
/// sums by bit. Short vectors are summed directly. So everything runs in batches of additions, and <c>sum of k * v[k]</c> needs no running sums.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">Field of the scalars.</typeparam>
internal sealed unsafe class BitSums<TCurve, TBase, TScalar>
    where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
    where TBase : unmanaged, IField<TBase>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    // Up to this length all bits are summed directly: b * 2^(b-1) points.
    private const int DirectBits = 4;

    private readonly int indexBits;

    /// <summary>Plans for vectors of one length.</summary>
    /// <param name="indexBits">b; 0 for vectors of which nothing is asked.</param>
    /// <param name="maxVectors">Most vectors at once.</param>
    public BitSums(int indexBits, int maxVectors)
    {
        this.indexBits = indexBits;
        int vectors = maxVectors;
        int longest = indexBits;
        while (longest > DirectBits)
        {
            int high = (longest + 1) / 2;
            MaxReferences = Math.Max(MaxReferences, vectors << (longest + 1));
            MaxSegments = Math.Max(MaxSegments, 2 * vectors << high);
            MaxPoints += 2 * vectors << high;
            vectors *= 2;
            longest = high;
        }

        MaxReferences = Math.Max(MaxReferences, vectors * DirectBits << (DirectBits - 1));
        MaxSegments = Math.Max(MaxSegments, vectors * DirectBits);
        MaxPoints += vectors * DirectBits;
    }

    /// <summary>References of the largest step.</summary>
    public int MaxReferences { get; }

    /// <summary>Segments of the largest step.</summary>
    public int MaxSegments { get; }

    /// <summary>Points that follow the vectors.</summary>
    public int MaxPoints { get; }

    /// <summary>All sums by bit.</summary>
    /// <param name="summer">Adds.</param>
    /// <param name="points">The vectors, and after the last of them room for <see cref="MaxPoints"/>.</param>
    /// <param name="stride">Distance between vectors, above their length.</param>
    /// <param name="vectorCount">Number of vectors.</param>
    /// <param name="references">Scratch of <see cref="MaxReferences"/>.</param>
    /// <param name="counts">Scratch of <see cref="MaxSegments"/>.</param>
    /// <param name="sums">Entry <c>v * (b + 1) + j</c> receives <c>T_j</c> of vector v.</param>
    public void Compute(
        SegmentSums<TCurve, TBase, TScalar> summer,
        AffinePoint<TCurve, TBase, TScalar>* points,
        int stride,
        int vectorCount,
        Span<uint> references,
        Span<int> counts,
        Span<AffinePoint<TCurve, TBase, TScalar>> sums)
    {
        Vector[] vectors = new Vector[vectorCount];
        for (int v = 0; v < vectorCount; v++)
        {
            vectors[v] = new(v * stride, indexBits, v * (indexBits + 1));
        }

        int end = vectorCount * stride;
        while (vectors.Length > 0 && vectors[0].Bits > DirectBits)
        {
            (vectors, end) = Split(summer, points, vectors, end, references, counts);
        }

        SumDirectly(summer, points, vectors, end, references, counts, sums);
    }

    /// <summary>Replaces vectors by their rows and columns, which stand from <paramref name="end"/> on.</summary>
    private static (Vector[] Vectors, int End) Split(
        SegmentSums<TCurve, TBase, TScalar> summer,
        AffinePoint<TCurve, TBase, TScalar>* points,
        Vector[] vectors,
        int end,
        Span<uint> references,
        Span<int> counts)
    {
        Vector[] halves = new Vector[2 * vectors.Length];
        int next = end;
        int total = 0;
        int segment = 0;
        for (int v = 0; v < vectors.Length; v++)
        {
            (int first, int bits, int sum) = vectors[v];
            int lowBits = bits / 2;
            int rows = 1 << (bits - lowBits);
            int columns = 1 << lowBits;
            halves[2 * v] = new(next, bits - lowBits, sum + lowBits);
            halves[(2 * v) + 1] = new(next + rows, lowBits, sum);
            next += rows + columns;
            for (int row = 0; row < rows; row++)
            {
                int start = total;
                for (int k = row * columns; row > 0 && k < (row + 1) * columns; k++)
                {
                    Take(points, first + k, references, ref total);
                }

                counts[segment++] = total - start;
            }

            for (int column = 0; column < columns; column++)
            {
                int start = total;
                for (int k = column; column > 0 && k < rows * columns; k += columns)
                {
                    Take(points, first + k, references, ref total);
                }

                counts[segment++] = total - start;
            }
        }

        summer.Sum(points, references[..total], counts[..segment], points + end);
        return (halves, next);
    }

    private static void SumDirectly(
        SegmentSums<TCurve, TBase, TScalar> summer,
        AffinePoint<TCurve, TBase, TScalar>* points,
        Vector[] vectors,
        int end,
        Span<uint> references,
        Span<int> counts,
        Span<AffinePoint<TCurve, TBase, TScalar>> sums)
    {
        int total = 0;
        int segment = 0;
        foreach ((int first, int bits, _) in vectors)
        {
            for (int bit = 0; bit < bits; bit++)
            {
                int start = total;
                for (int k = 1 << bit; k < 1 << bits; k = (k + 1) | (1 << bit))
                {
                    Take(points, first + k, references, ref total);
                }

                counts[segment++] = total - start;
            }
        }

        summer.Sum(points, references[..total], counts[..segment], points + end);
        int read = end;
        foreach ((_, int bits, int sum) in vectors)
        {
            for (int bit = 0; bit < bits; bit++)
            {
                sums[sum + bit] = points[read++];
            }
        }
    }

    private static void Take(AffinePoint<TCurve, TBase, TScalar>* points, int index, Span<uint> references, ref int total)
    {
        if (!points[index].IsInfinity)
        {
            references[total++] = (uint)index << 1;
        }
    }

    /// <summary><c>2^Bits</c> points from <c>First</c> on, whose sums by bit go to entries <c>Sum</c>, <c>Sum + 1</c>, ....</summary>
    private readonly record struct Vector(int First, int Bits, int Sum);
}
