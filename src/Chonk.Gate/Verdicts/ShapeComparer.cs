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
        ILookup<(string, int), BaselineRecord> records = baseline.Records.ToLookup(r => (r.Key.Circuit, r.Key.Occurrence));
        ILookup<(string, int), Checkpoint> checkpoints = profile.Checkpoints.ToLookup(c => (c.Key.Circuit, c.Key.Occurrence));

        foreach ((string Circuit, int Occurrence) added in now.Where(c => !records.Contains(c)))
        {
            int index = checkpoints[added].First().CircuitIndex;
            differences.Add(new($"circuit {CheckpointKey.CircuitLabelOf(added.Circuit, added.Occurrence)} was added at index {index}", 0, 0));
        }

        foreach ((string Circuit, int Occurrence) removed in before.Where(c => !checkpoints.Contains(c)))
        {
            BaselineRecord first = records[removed].First();
            differences.Add(new($"circuit {first.Key.CircuitLabel} was removed", first.Line, first.Column));
        }

        (string Circuit, int Occurrence)[] commonBefore = [.. before.Where(c => checkpoints.Contains(c))];
        (string Circuit, int Occurrence)[] commonNow = [.. now.Where(c => records.Contains(c))];
        HashSet<(string Circuit, int Occurrence)> inOrder = LongestCommon(commonBefore, commonNow);
        foreach ((string Circuit, int Occurrence) moved in commonNow.Where(c => !inOrder.Contains(c)))
        {
            BaselineRecord first = records[moved].First();
            differences.Add(new($"circuit {first.Key.CircuitLabel} was moved to index {checkpoints[moved].First().CircuitIndex}", first.Line, first.Column));
        }

        foreach ((string Circuit, int Occurrence) common in commonNow)
        {
            CompareStages([.. records[common]], [.. checkpoints[common].Select(c => c.Key)], differences);
        }

        foreach (Metric metric in baseline.Metrics.Where(m => baseline.Judges(m) && !profile.Metrics.Contains(m)))
        {
            differences.Add(new($"the profile lacks '{metric.Name}', which the baseline holds for every checkpoint", 0, 0));
        }

        // A measurement that fell asleep is no improvement.
        foreach (Metric metric in baseline.Metrics.Where(m => baseline.Judges(m) && profile.Metrics.Contains(m)))
        {
            if (profile.Checkpoints.All(c => c.Values[metric] == 0) && baseline.Records.Any(r => r.Values[metric] > 0))
            {
                differences.Add(new($"'{metric.Name}' is 0 in every checkpoint: the prover measures it no longer", 0, 0));
            }
        }

        return differences;
    }

    private static void CompareStages(BaselineRecord[] before, CheckpointKey[] now, List<Difference> differences)
    {
        HashSet<CheckpointKey> accepted = [.. before.Select(b => b.Key)];
        HashSet<CheckpointKey> current = [.. now];
        foreach (CheckpointKey key in now.Where(k => !accepted.Contains(k)))
        {
            differences.Add(new($"checkpoint {key} was added", before[0].Line, before[0].Column));
        }

        foreach (BaselineRecord gone in before.Where(b => !current.Contains(b.Key)))
        {
            differences.Add(new($"checkpoint {gone.Key} is missing", gone.Line, gone.Column));
        }

        BaselineRecord[] commonBefore = [.. before.Where(b => current.Contains(b.Key))];
        CheckpointKey[] commonNow = [.. now.Where(accepted.Contains)];
        if (!commonBefore.Select(b => b.Key).SequenceEqual(commonNow))
        {
            int first = Enumerable.Range(0, commonNow.Length).First(i => commonBefore[i].Key != commonNow[i]);
            differences.Add(new($"the checkpoints of {before[0].Key.CircuitLabel} come in another order from {commonNow[first].StageLabel} on", commonBefore[first].Line, commonBefore[first].Column));
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
