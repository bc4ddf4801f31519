namespace Chonk.Traces.Benchmarks;

/// <summary>A measured program failed.</summary>
/// <param name="message">Which, and how, in one line.</param>
public sealed class BenchRunException(string message) : Exception(message);
