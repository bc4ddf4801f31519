namespace Chonk.Traces.Models;

/// <summary>Something that happened at one instant, such as a memory checkpoint.</summary>
/// <param name="Name">What happened.</param>
/// <param name="ThreadId">On which thread.</param>
/// <param name="TimeNs">When, in ns from the start of the trace.</param>
public readonly record struct TraceInstant(string Name, int ThreadId, long TimeNs);
