using Chonk.Gate.Profiles;

namespace Chonk.Gate.Verdicts;

/// <summary>One metric of one checkpoint beside its baseline. Amounts in bytes, of time in milliseconds.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Accepted">The accepted value.</param>
/// <param name="Current">The value now.</param>
/// <param name="Allowed">The distance allowed on either side.</param>
/// <param name="Status">The judgement.</param>
/// <param name="Spread">Distance between the smallest and the largest of several runs.</param>
/// <param name="IsInTwoClusters">Whether the runs fall into two groups.</param>
public sealed record Comparison(
    Metric Metric, long Accepted, long Current, long Allowed, ComparisonStatus Status, long Spread = 0, bool IsInTwoClusters = false)
{
    /// <summary>Growth, negative for less.</summary>
    public long Delta => Current - Accepted;

    /// <summary>Growth as a share of the baseline; infinite from a baseline of zero.</summary>
    public double DeltaRelative => Accepted == 0 ? (Delta == 0 ? 0 : double.PositiveInfinity) : (double)Delta / Accepted;
}
