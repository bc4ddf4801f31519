using Chonk.Gate.Baselines;
using Chonk.Gate.Profiles;

namespace Chonk.Gate.Verdicts;

/// <summary>
/// Compares which circuits and checkpoints there are, and in which order. Circuits are matched by name and occurrence, so that an
/// insertion is reported as one added circuit; those that moved are the ones outside a longest common subsequence.
/// </summary>
internal static class ShapeComparer
{
    /// <summary>One difference in shape.</summary>
    /// <param name="Message">The sentence shown.</param>
    /// <param name="Line">Line in the baseline, 0 when the current side has something new.</param>
    /// <param name="Column">Column in the baseline.</param>
    internal sealed record Difference(string Message, int Line, int Column);

    internal static IReadOnlyList<Difference> Compare(Baseline baseline, MemoryProfile profile)
    {
        var differences = new List<Difference>();
        IReadOnlyList<(string Circuit, int Occurrence)> before = baseline.Circuits();
        IReadOnlyList<(string Circuit, int Occurrence)> now = profile.Circuits();
        var beforeSet = before.ToHashSet();
        var nowSet = now.ToHashSet();

        foreach ((string circuit, int occurrence) in now.Where(c => !beforeSet.Contains(c)))
        {
            int index = profile.Checkpoints.First(c => c.Key.Circuit == circuit && c.Key.Occurrence == occurrence).CircuitIndex;
            differences.Add(new($"circuit {CheckpointKey.CircuitLabelOf(circuit, occurrence)} was added at index {index}", 0, 0));
        }

        foreach ((string circuit, int occurrence) in before.Where(c => !nowSet.Contains(c)))
        {
            BaselineRecord first = baseline.Records.First(r => r.Key.Circuit == circuit && r.Key.Occurrence == occurrence);
            differences.Add(new($"circuit {first.Key.CircuitLabel} was removed", first.Line, first.Column));
        }

        (string Circuit, int Occurrence)[] commonBefore = [.. before.Where(nowSet.Contains)];
        (string Circuit, int Occurrence)[] commonNow = [.. now.Where(beforeSet.Contains)];
        HashSet<(string Circuit, int Occurrence)> inOrder = LongestCommon(commonBefore, commonNow);
        foreach ((string circuit, int occurrence) in commonNow.Where(c => !inOrder.Contains(c)))
        {
            BaselineRecord first = baseline.Records.First(r => r.Key.Circuit == circuit && r.Key.Occurrence == occurrence);
            int index = profile.Find(profile.Checkpoints.First(c => c.Key.Circuit == circuit && c.Key.Occurrence == occurrence).Key)!.CircuitIndex;
            differences.Add(new($"circuit {first.Key.CircuitLabel} was moved to index {index}", first.Line, first.Column));
        }

        foreach ((string circuit, int occurrence) in commonNow)
        {
            CompareStages(
                [.. baseline.Records.Where(r => r.Key.Circuit == circuit && r.Key.Occurrence == occurrence)],
                [.. profile.Checkpoints.Where(c => c.Key.Circuit == circuit && c.Key.Occurrence == occurrence).Select(c => c.Key)],
                differences);
        }

        foreach (Metric metric in baseline.Metrics.Where(m => baseline.Judges(m) && !profile.Metrics.Contains(m)))
        {
            differences.Add(new($"the profile lacks '{metric.Name}', which the baseline holds for every checkpoint", 0, 0));
        }

        return differences;
    }

    private static void CompareStages(BaselineRecord[] before, CheckpointKey[] now, List<Difference> differences)
    {
        foreach (CheckpointKey key in now.Where(k => !before.Any(b => b.Key == k)))
        {
            differences.Add(new($"checkpoint {key} was added", before[0].Line, before[0].Column));
        }

        foreach (BaselineRecord gone in before.Where(b => !now.Contains(b.Key)))
        {
            differences.Add(new($"checkpoint {gone.Key} is missing", gone.Line, gone.Column));
        }

        BaselineRecord[] commonBefore = [.. before.Where(b => now.Contains(b.Key))];
        CheckpointKey[] commonNow = [.. now.Where(k => before.Any(b => b.Key == k))];
        if (!commonBefore.Select(b => b.Key).SequenceEqual(commonNow))
        {
            int first = Enumerable.Range(0, commonNow.Length).First(i => commonBefore[i].Key != commonNow[i]);
            differences.Add(new($"the checkpoints of {before[0].Key.CircuitLabel} come in another order from {commonNow[first].Stage} on", commonBefore[first].Line, commonBefore[first].Column));
        }
    }

    /// <summary>
    /// Longest common subsequence of two orders of the same distinct items: the longest increasing run of ranks, n log n
    /// [Fredman 1975, On computing the length of longest increasing subsequences].
    /// </summary>
    private static HashSet<(string Circuit, int Occurrence)> LongestCommon(
        (string Circuit, int Occurrence)[] before, (string Circuit, int Occurrence)[] now)
    {
        var rank = new Dictionary<(string, int), int>();
        for (int i = 0; i < before.Length; i++)
        {
            rank[before[i]] = i;
        }

        var tails = new List<int>();
        int[] previous = new int[now.Length];
        for (int i = 0; i < now.Length; i++)
        {
            int low = 0;
            int high = tails.Count;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (rank[now[tails[middle]]] < rank[now[i]])
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            previous[i] = low > 0 ? tails[low - 1] : -1;
            if (low == tails.Count)
            {
                tails.Add(i);
            }
            else
            {
                tails[low] = i;
            }
        }

        var kept = new HashSet<(string, int)>();
        for (int i = tails.Count > 0 ? tails[^1] : -1; i >= 0; i = previous[i])
        {
            kept.Add(now[i]);
        }

        return kept;
    }
}
