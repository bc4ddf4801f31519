namespace Chonk.Traces.Models;

/// <summary>A counter's value from one instant on.</summary>
/// <param name="Track">The counter, with its unit: <c>live bytes: Wires</c>.</param>
/// <param name="TimeNs">The instant, in ns from the start of the trace.</param>
/// <param name="Value">The value.</param>
public readonly record struct TraceCounterSample(string Track, long TimeNs, long Value);
