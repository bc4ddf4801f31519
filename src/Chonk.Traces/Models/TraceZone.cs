namespace Chonk.Traces.Models;

/// <summary>One call of a zone on one thread.</summary>
/// <param name="Name">The operation.</param>
/// <param name="Parent">The operation around it; null at the root.</param>
/// <param name="ThreadId">The thread: 1 is the main one, 2 and up its workers.</param>
/// <param name="StartNs">Start in ns from the start of the trace.</param>
/// <param name="DurationNs">Length in ns.</param>
/// <param name="Depth">Zones around it.</param>
/// <param name="ForkId">The parallel section that it is a piece of, from 1; 0 for none.</param>
public readonly record struct TraceZone(
    string Name, string? Parent, int ThreadId, long StartNs, long DurationNs, int Depth = 0, int ForkId = 0)
{
    /// <summary>End in ns from the start of the trace.</summary>
    public long EndNs => StartNs + DurationNs;
}
