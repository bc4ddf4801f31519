namespace Chonk.Traces.Analysis;

/// <summary>
/// When a thread was doing something: the union of its zones as disjoint intervals in order. As the union clipped to a window equals the
/// union of the clipped zones, any window costs two binary searches.
/// </summary>
internal sealed class BusyTime
{
    private readonly List<long> starts = [];
    private readonly List<long> ends = [];
    private readonly List<long> lengthBefore = [0];

    public BusyTime(IEnumerable<(long Start, long End)> zones)
    {
        foreach ((long start, long end) in zones.Order())
        {
            if (ends.Count > 0 && start <= ends[^1])
            {
                ends[^1] = Math.Max(ends[^1], end);
            }
            else
            {
                starts.Add(start);
                ends.Add(end);
            }
        }

        for (int i = 0; i < starts.Count; i++)
        {
            lengthBefore.Add(lengthBefore[i] + ends[i] - starts[i]);
        }
    }

    /// <summary>Busy time inside a window.</summary>
    public long Within(long start, long end) => Before(end) - Before(start);

    private long Before(long time)
    {
        int index = starts.BinarySearch(time);
        index = index >= 0 ? index : ~index;
        return index == 0 ? 0 : lengthBefore[index - 1] + Math.Min(time, ends[index - 1]) - starts[index - 1];
    }
}
