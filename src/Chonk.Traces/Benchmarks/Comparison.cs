namespace Chonk.Traces.Benchmarks;

/// <summary>One number against the window of the history before it.</summary>
/// <param name="Name">The number's name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Value">Its value now; null when gone.</param>
/// <param name="Base">Its value at the merge base, or at the last commit before it that has one; null when new.</param>
/// <param name="Mean">Mean of the window.</param>
/// <param name="StandardDeviation">Sample standard deviation of the window.</param>
/// <param name="WindowLength">Values in the window.</param>
/// <param name="Status">The verdict.</param>
public sealed record Comparison(
    string Name, string Unit, double? Value, double? Base, double Mean, double StandardDeviation, int WindowLength, ComparisonStatus Status)
{
    /// <summary>(value - mean) / deviation; 0 for equal values, infinite for a change of a number that never moved.</summary>
    public double ZScore => Value is not { } value || WindowLength == 0 || value == Mean ? 0 : (value - Mean) / StandardDeviation;

    /// <summary>Relative change from the merge base; null without one.</summary>
    public double? Change => Value is { } value && Base is { } old && old != 0 ? (value - old) / old : null;
}
