using Chonk.Gate.Profiles;

namespace Chonk.Gate.Verdicts;

/// <summary>One checkpoint in a verdict.</summary>
/// <param name="Key">The checkpoint.</param>
/// <param name="CircuitIndex">Position of its circuit in the flow now; -1 when the checkpoint is gone.</param>
/// <param name="Comparisons">The metrics both sides carry.</param>
/// <param name="Growth">Categories that differ from the baseline, in bytes, the largest growth first.</param>
/// <param name="Categories">Live bytes by category now.</param>
/// <param name="Line">Line of the baseline's row, 0 when there is none.</param>
/// <param name="Column">Column of the baseline's row.</param>
public sealed record ComparisonRow(
    CheckpointKey Key,
    int CircuitIndex,
    IReadOnlyList<Comparison> Comparisons,
    IReadOnlyList<KeyValuePair<string, long>> Growth,
    IReadOnlyDictionary<string, long> Categories,
    int Line,
    int Column)
{
    /// <summary>The comparison that failed by most, else the one that shrank by most, else the first.</summary>
    public Comparison? Worst =>
        Comparisons.Where(c => c.Status == ComparisonStatus.Grew).MaxBy(c => c.DeltaBytes)
        ?? Comparisons.Where(c => c.Status == ComparisonStatus.Shrank).MinBy(c => c.DeltaBytes)
        ?? (Comparisons.Count > 0 ? Comparisons[0] : null);
}
