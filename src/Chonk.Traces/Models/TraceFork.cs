namespace Chonk.Traces.Models;

/// <summary>Where a parallel section starts; its pieces are the zones with the same <see cref="TraceZone.ForkId"/>.</summary>
/// <param name="Id">Identity, from 1.</param>
/// <param name="ThreadId">The thread that starts the section.</param>
/// <param name="TimeNs">When, in ns from the start of the trace.</param>
public readonly record struct TraceFork(int Id, int ThreadId, long TimeNs);
