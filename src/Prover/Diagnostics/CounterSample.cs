namespace Chonk.Prover.Diagnostics;

/// <summary>A value of a counter from one instant on.</summary>
/// <param name="Track">Which counter; the recorder's user gives the numbers meaning.</param>
/// <param name="Ticks">The instant, in <see cref="System.Diagnostics.Stopwatch"/> ticks.</param>
/// <param name="Value">The value.</param>
public readonly record struct CounterSample(int Track, long Ticks, long Value);
