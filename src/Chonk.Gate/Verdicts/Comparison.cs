using Chonk.Gate.Profiles;

namespace Chonk.Gate.Verdicts;

/// <summary>One metric of one checkpoint beside its baseline. All amounts in bytes.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="BaselineBytes">The accepted value.</param>
/// <param name="CurrentBytes">The value now.</param>
/// <param name="AllowedBytes">The distance allowed on either side.</param>
/// <param name="Status">The judgement.</param>
public sealed record Comparison(Metric Metric, long BaselineBytes, long CurrentBytes, long AllowedBytes, ComparisonStatus Status)
{
    /// <summary>Growth in bytes, negative for less.</summary>
    public long DeltaBytes => CurrentBytes - BaselineBytes;

    /// <summary>Growth as a share of the baseline; infinite from a baseline of zero.</summary>
    public double DeltaRelative => BaselineBytes == 0 ? (DeltaBytes == 0 ? 0 : double.PositiveInfinity) : (double)DeltaBytes / BaselineBytes;
}
