namespace Chonk.Traces.Models;

/// <summary>What a run left behind: zones of every thread, and beside them counters, instants and parallel sections.</summary>
public sealed class Trace
{
    /// <summary>The program's name.</summary>
    public string ProcessName { get; init; } = "";

    /// <summary>Clock reading, in ns, that all times of the trace count from; 0 when the file does not say.</summary>
    public long ClockStartNs { get; init; }

    /// <summary>The threads, by rising id. Those without a zone are named too: they count as idle.</summary>
    public required IReadOnlyList<TraceThread> Threads { get; init; }

    /// <summary>
    /// Whether the file is an aggregate (<c>--trace_out_perfetto_aggregate</c>): sums of operations drawn as zones on one line. Told by what it
    /// lacks: names of process and threads, depths, and any thread but 0.
    /// </summary>
    public bool IsAggregate { get; init; }

    /// <summary>The zones.</summary>
    public required IReadOnlyList<TraceZone> Zones { get; init; }

    /// <summary>Counter values, in order of time for each track.</summary>
    public IReadOnlyList<TraceCounterSample> Counters { get; init; } = [];

    /// <summary>Instants in order of time.</summary>
    public IReadOnlyList<TraceInstant> Instants { get; init; } = [];

    /// <summary>Parallel sections in order of time.</summary>
    public IReadOnlyList<TraceFork> Forks { get; init; } = [];
}
