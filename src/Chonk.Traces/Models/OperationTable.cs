namespace Chonk.Traces.Models;

/// <summary>The statistics of a run by operation and parent, which is what <c>--bench_out_hierarchical</c> holds.</summary>
public sealed class OperationTable
{
    private readonly Dictionary<string, List<OperationStatistics>> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<OperationStatistics>> byParent = new(StringComparer.Ordinal);

    /// <summary>Orders the entries by name, then parent.</summary>
    public OperationTable(IEnumerable<OperationStatistics> entries)
    {
        Entries = [.. entries
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .ThenBy(entry => entry.Parent ?? "", StringComparer.Ordinal)];
        foreach (OperationStatistics entry in Entries)
        {
            Add(byName, entry.Name, entry);
            Add(byParent, entry.Parent ?? "", entry);
        }
    }

    /// <summary>Every pair of operation and parent, by name, then parent.</summary>
    public IReadOnlyList<OperationStatistics> Entries { get; }

    /// <summary>The operations, in order.</summary>
    public IReadOnlyCollection<string> Names => byName.Keys;

    /// <summary>Adds up a trace: total, largest, mean and deviation of the threads' totals of each operation in each parent.</summary>
    public static OperationTable Of(Trace trace)
    {
        Dictionary<(string Name, string? Parent), Dictionary<int, (long Time, long Count)>> perThread = [];
        foreach (TraceZone zone in trace.Zones)
        {
            if (!perThread.TryGetValue((zone.Name, zone.Parent), out Dictionary<int, (long Time, long Count)>? threads))
            {
                perThread.Add((zone.Name, zone.Parent), threads = []);
            }

            (long time, long count) = threads.GetValueOrDefault(zone.ThreadId);
            threads[zone.ThreadId] = (time + zone.DurationNs, count + 1);
        }

        return new OperationTable(perThread.Select(pair => Summarise(pair.Key.Name, pair.Key.Parent, [.. pair.Value.OrderBy(thread => thread.Key).Select(thread => thread.Value)])));
    }

    /// <summary>The entries of one operation, one for each parent; empty for an unknown one.</summary>
    public IReadOnlyList<OperationStatistics> Of(string name) => byName.TryGetValue(name, out var entries) ? entries : [];

    /// <summary>The operations that run directly inside <paramref name="parent"/>, the longest first; at the root for null.</summary>
    public IReadOnlyList<OperationStatistics> ChildrenOf(string? parent) => byParent.TryGetValue(parent ?? "", out var entries)
        ? [.. entries.OrderByDescending(entry => entry.MaxThreadNs)]
        : [];

    private static void Add(Dictionary<string, List<OperationStatistics>> index, string key, OperationStatistics entry)
    {
        if (!index.TryGetValue(key, out List<OperationStatistics>? entries))
        {
            index.Add(key, entries = []);
        }

        entries.Add(entry);
    }

    private static OperationStatistics Summarise(string name, string? parent, (long Time, long Count)[] threads)
    {
        double mean = threads.Average(thread => (double)thread.Time);
        double squares = threads.Sum(thread => (thread.Time - mean) * (thread.Time - mean));
        return new OperationStatistics(
            name,
            parent,
            threads.Sum(thread => thread.Time),
            threads.Max(thread => thread.Time),
            mean,
            threads.Length > 1 ? Math.Sqrt(squares / (threads.Length - 1)) : 0,
            threads.Sum(thread => thread.Count),
            threads.Length);
    }
}
