namespace Chonk.Prover.Curves.Msm;

/// <summary>
/// How one multi-scalar multiplication is cut: digits of <see cref="WindowBits"/> bits, equal chunks of the points, and groups of windows that
/// one thread works on together. A task is one group of windows of one chunk.
/// </summary>
/// <param name="WindowBits">Width c of a signed digit, which lies in <c>[-2^(c-1), 2^(c-1)]</c>.</param>
/// <param name="WindowCount">Digits per scalar.</param>
/// <param name="Chunks">Chunks of points; more than one where the windows alone would not occupy all threads.</param>
/// <param name="GroupLength">Windows per group; more than one where a window has too few points for large batches of additions.</param>
internal readonly record struct MsmPlan(int WindowBits, int WindowCount, int Chunks, int GroupLength)
{
    /// <summary>Widest digit: its magnitude and sign fit 16 bits.</summary>
    public const int MaxWindowBits = 15;

    private const int MinChunkLength = 1024;
    private const int GroupEntries = 8192;
    private const int GroupBuckets = 1024;

    // In units of one batched affine addition (6 field products): sorting a point; clearing and passing a bucket; the small batches at the end of a task; the last pass of
    // doublings and additions, per bit.
    private const double SortCost = 0.1;
    private const double BucketCost = 0.1;
    private const double TaskCost = 600;
    private const double BitCost = 10;

    /// <summary>Groups of windows.</summary>
    public int Groups => (WindowCount + GroupLength - 1) / GroupLength;

    /// <summary>The cheapest plan for scalars of the given lengths.</summary>
    /// <param name="countByBits">Entry b: number of scalars of exactly b bits; entry 0 counts the zeros.</param>
    /// <param name="maxBits">Length of the longest scalar, at least 1.</param>
    /// <param name="threads">Threads to occupy.</param>
    public static MsmPlan Choose(ReadOnlySpan<int> countByBits, int maxBits, int threads)
    {
        int total = 0;
        for (int bits = 0; bits <= maxBits; bits++)
        {
            total += countByBits[bits];
        }

        MsmPlan best = default;
        double bestCost = double.MaxValue;
        ReadOnlySpan<int> chunkCounts = threads == 1 ? [1] : [1, threads, 4 * threads];
        for (int windowBits = 2; windowBits <= MaxWindowBits; windowBits++)
        {
            // One bit more than the longest scalar keeps the last digit from being negative.
            int windows = (maxBits + windowBits) / windowBits;
            foreach (int chunks in chunkCounts)
            {
                if (chunks > 1 && chunks * MinChunkLength > total)
                {
                    break;
                }

                MsmPlan plan = new(windowBits, windows, chunks, ChooseGroup(windowBits, windows, chunks, (total + chunks - 1) / chunks, threads));
                double cost = plan.Cost(countByBits, total, maxBits, threads);
                if (cost < bestCost)
                {
                    bestCost = cost;
                    best = plan;
                }
            }
        }

        return best;
    }

    /// <summary>Windows per group: as many as make large batches, but so few that all threads get equally many groups.</summary>
    private static int ChooseGroup(int windowBits, int windows, int chunks, int chunkLength, int threads)
    {
        int most = Math.Min(GroupEntries / chunkLength, GroupBuckets >> (windowBits - 1));
        for (int length = Math.Clamp(most, 1, windows); length > 1; length--)
        {
            int groups = (windows + length - 1) / length;
            if (groups * chunks % threads == 0)
            {
                return (windows + groups - 1) / groups;
            }
        }

        return 1;
    }

    /// <summary>Time until the last thread is done.</summary>
    private double Cost(ReadOnlySpan<int> countByBits, int total, int maxBits, int threads)
    {
        int buckets = 1 << (WindowBits - 1);
        int shorter = countByBits[0];
        int bit = 1;
        double cost = Chunks * ((Groups * TaskCost) + (WindowCount * buckets * BucketCost));
        for (int window = 0; window < WindowCount; window++)
        {
            for (; bit < window * WindowBits && bit <= maxBits; bit++)
            {
                shorter += countByBits[bit];
            }

            int entries = total - shorter;
            cost += entries + (SortCost * total) + (2.2 * Math.Min(buckets * Chunks, entries));
        }

        int tasks = Groups * Chunks;
        int rounds = (tasks + threads - 1) / threads;
        return (cost * rounds / tasks) + (WindowCount * WindowBits * (BitCost + (BitCost * 0.5 * Chunks)));
    }
}
