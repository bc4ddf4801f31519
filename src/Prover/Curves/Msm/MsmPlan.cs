namespace Chonk.Prover.Curves.Msm;

/// <summary>How one multi-scalar multiplication is cut: digits of <see cref="WindowBits"/> bits, and equal chunks of the points.</summary>
/// <param name="WindowBits">Width c of a signed digit, which lies in <c>[-2^(c-1), 2^(c-1)]</c>.</param>
/// <param name="WindowCount">Digits per scalar.</param>
/// <param name="Chunks">Chunks of points; more than one where the windows alone would not occupy all threads.</param>
internal readonly record struct MsmPlan(int WindowBits, int WindowCount, int Chunks)
{
    /// <summary>Widest digit: its magnitude and sign fit 16 bits.</summary>
    public const int MaxWindowBits = 15;

    private const int MinChunkLength = 1024;

    // In units of one batched affine addition (6 field products): a Jacobian step of the final running sums, and a doubling.
    private const double RunningSumCost = 4.5;
    private const double DoublingCost = 1.2;

    /// <summary>The cheapest plan for scalars of the given lengths.</summary>
    /// <param name="countByBits">Entry b: number of scalars of exactly b bits; entry 0 counts the zeros.</param>
    /// <param name="maxBits">Length of the longest scalar, at least 1.</param>
    /// <param name="threads">Threads to occupy.</param>
    public static MsmPlan Choose(ReadOnlySpan<int> countByBits, int maxBits, int threads)
    {
        int total = 0;
        for (int bits = 1; bits <= maxBits; bits++)
        {
            total += countByBits[bits];
        }

        MsmPlan best = default;
        double bestCost = double.MaxValue;
        for (int windowBits = 2; windowBits <= MaxWindowBits; windowBits++)
        {
            // One bit more than the longest scalar keeps the last digit from being negative.
            int windows = (maxBits + windowBits) / windowBits;
            int wanted = windows >= 4 * threads || threads == 1 ? 1 : ((4 * threads) + windows - 1) / windows;
            int chunks = Math.Clamp(wanted, 1, Math.Max(1, total / MinChunkLength));
            double cost = 0;
            int buckets = 1 << (windowBits - 1);
            int rows = (1 << (windowBits / 2)) + (1 << ((windowBits - 1) / 2));
            int shorter = countByBits[0];
            int bit = 1;
            for (int window = 0; window < windows; window++)
            {
                for (; bit < window * windowBits && bit <= maxBits; bit++)
                {
                    shorter += countByBits[bit];
                }

                int entries = total + countByBits[0] - shorter;
                int filled = Math.Min(buckets * chunks, entries);
                cost += entries + (2 * filled) + (chunks * Math.Min(rows, filled) * RunningSumCost) + (windowBits * DoublingCost);
            }

            if (cost < bestCost)
            {
                bestCost = cost;
                best = new MsmPlan(windowBits, windows, chunks);
            }
        }

        return best;
    }
}
