namespace Chonk.Traces.Benchmarks;

/// <summary>One published number, of the kind whose smaller value is better.</summary>
/// <param name="Name">Path of groups and the chart as the last segment, separated by slashes.</param>
/// <param name="Unit"><c>ms</c>, <c>MB</c>, <c>KB</c>.</param>
/// <param name="Value">The value in that unit.</param>
/// <param name="Extra"><c>stacked:GROUP</c> for charts that are drawn together; null for none.</param>
/// <param name="Range">Spread of repeated runs, such as <c>± 12</c>; null for none.</param>
public sealed record BenchEntry(string Name, string Unit, double Value, string? Extra = null, string? Range = null);
