using Chonk.Traces.Models;

namespace Chonk.Traces.Analysis;

/// <summary>
/// How well a zone keeps the threads busy. For each call: wall; per thread the union of all its zones clipped to the call; their sum;
/// utilisation = sum / (wall * threads). Over all calls: the sums of walls and of busy times. The pool is every thread that the trace
/// names, which is the honest denominator; dividing by the threads that did something hides the idle ones, so both are given.
/// </summary>
public sealed class ZoneAnalysis
{
    private ZoneAnalysis(string name, int poolSize, IReadOnlyList<ZoneCall> calls)
    {
        Name = name;
        PoolSize = poolSize;
        Calls = calls;
        BusyThreadCount = calls.SelectMany(call => call.BusyByThread).Select(thread => thread.ThreadId).Distinct().Count();
        Children = [.. calls.SelectMany(call => call.Children)
            .GroupBy(child => child.Name, StringComparer.Ordinal)
            .Select(group => new ZoneChild(
                group.Key, group.Sum(child => child.TotalNs), group.Sum(child => child.Count), group.Max(child => child.ThreadCount)))
            .OrderByDescending(child => child.TotalNs)];
    }

    /// <summary>The zone.</summary>
    public string Name { get; }

    /// <summary>Threads that the trace names.</summary>
    public int PoolSize { get; }

    /// <summary>Threads that did something in any call.</summary>
    public int BusyThreadCount { get; }

    /// <summary>The calls in the order of the trace.</summary>
    public IReadOnlyList<ZoneCall> Calls { get; }

    /// <summary>Direct children over all calls, the longest in sum first.</summary>
    public IReadOnlyList<ZoneChild> Children { get; }

    /// <summary>Sum of the calls' lengths.</summary>
    public long WallNs => Calls.Sum(call => call.WallNs);

    /// <summary>Sum of the calls' busy times.</summary>
    public long CpuSumNs => Calls.Sum(call => call.CpuSumNs);

    /// <summary>Utilisation of the whole pool over all calls.</summary>
    public double PoolUtilisation => Utilisation(PoolSize);

    /// <summary>Utilisation of the threads that did something, over all calls.</summary>
    public double BusyUtilisation => Utilisation(BusyThreadCount);

    /// <summary>Analyses one zone of a trace; without calls when the trace has none.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="zone">The zone's name.</param>
    /// <param name="poolSize">Threads of the pool; those that the trace names when null.</param>
    public static ZoneAnalysis Of(Trace trace, string zone, int? poolSize = null)
    {
        Dictionary<int, BusyTime> busyTimes = trace.Zones
            .GroupBy(item => item.ThreadId)
            .ToDictionary(thread => thread.Key, thread => new BusyTime(thread.Select(item => (item.StartNs, item.EndNs))));
        TraceZone[] children = [.. trace.Zones.Where(item => item.Parent == zone).OrderBy(item => item.StartNs)];
        long[] childStarts = [.. children.Select(child => child.StartNs)];
        return new ZoneAnalysis(
            zone,
            poolSize ?? trace.Threads.Count,
            [.. trace.Zones.Where(item => item.Name == zone).Select(call => Analyse(call, busyTimes, children, childStarts))]);
    }

    private static ZoneCall Analyse(TraceZone call, Dictionary<int, BusyTime> busyTimes, TraceZone[] children, long[] childStarts)
    {
        IEnumerable<(int ThreadId, long BusyNs)> busy = busyTimes
            .Select(thread => (thread.Key, thread.Value.Within(call.StartNs, call.EndNs)))
            .Where(thread => thread.Item2 > 0);
        return new ZoneCall(
            call.DurationNs,
            [.. busy.OrderByDescending(thread => thread.BusyNs).ThenBy(thread => thread.ThreadId)],
            [.. ChildrenInside(call, children, childStarts)
                .GroupBy(child => child.Name, StringComparer.Ordinal)
                .Select(group => new ZoneChild(
                    group.Key,
                    group.Sum(child => child.DurationNs),
                    group.LongCount(),
                    group.Select(child => child.ThreadId).Distinct().Count()))
                .OrderByDescending(child => child.TotalNs)]);
    }

    private static IEnumerable<TraceZone> ChildrenInside(TraceZone call, TraceZone[] children, long[] childStarts)
    {
        int first = Array.BinarySearch(childStarts, call.StartNs);
        for (first = first >= 0 ? first : ~first; first > 0 && childStarts[first - 1] == call.StartNs; first--)
        {
        }

        for (int i = first; i < children.Length && childStarts[i] <= call.EndNs; i++)
        {
            if (children[i].EndNs <= call.EndNs)
            {
                yield return children[i];
            }
        }
    }

    private double Utilisation(int threads) => WallNs == 0 || threads == 0 ? 0 : CpuSumNs / ((double)WallNs * threads);
}
