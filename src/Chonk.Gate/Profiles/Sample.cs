namespace Chonk.Gate.Profiles;

/// <summary>What can be said of the values of one metric at one checkpoint over several runs.</summary>
public static class Sample
{
    /// <summary>
    /// Whether values fall into two groups, each of at least a fifth of them, with a gap between that is wider than either group and
    /// than one unit: a mean or a spread of such a sample describes no run.
    /// </summary>
    /// <param name="values">Values of one metric at one checkpoint.</param>
    /// <returns>Whether there are two clusters.</returns>
    public static bool HasTwoClusters(IReadOnlyList<long> values)
    {
        long[] sorted = [.. values.Order()];
        int least = Math.Max(2, (sorted.Length + 4) / 5);
        for (int split = least; split <= sorted.Length - least; split++)
        {
            long gap = sorted[split] - sorted[split - 1];
            long lower = sorted[split - 1] - sorted[0];
            long upper = sorted[^1] - sorted[split];
            if (gap > 1 && gap > lower && gap > upper)
            {
                return true;
            }
        }

        return false;
    }
}
