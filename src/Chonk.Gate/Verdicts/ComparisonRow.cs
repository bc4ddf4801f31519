using Chonk.Gate.Profiles;

namespace Chonk.Gate.Verdicts;

/// <summary>One checkpoint in a verdict.</summary>
/// <param name="Key">The checkpoint.</param>
/// <param name="CircuitIndex">Position of its circuit in the flow now; -1 when the checkpoint is gone.</param>
/// <param name="Comparisons">The metrics both sides carry.</param>
/// <param name="Growth">
/// Categories that differ from the baseline, in bytes, the largest growth first: at the highest instant where <see cref="Worst"/> is the
/// peak, else at the checkpoint.
/// </param>
/// <param name="ZoneGrowth">The same by the zone of the prover that allocated the bytes.</param>
/// <param name="Categories">Live bytes by category now.</param>
/// <param name="Line">Line of the baseline's row, 0 when there is none.</param>
/// <param name="Column">Column of the baseline's row.</param>
public sealed record ComparisonRow(
    CheckpointKey Key,
    int CircuitIndex,
    IReadOnlyList<Comparison> Comparisons,
    IReadOnlyList<KeyValuePair<string, long>> Growth,
    IReadOnlyList<KeyValuePair<string, long>> ZoneGrowth,
    IReadOnlyDictionary<string, long> Categories,
    int Line,
    int Column)
{
    /// <summary>The comparison that failed by most, else the one that shrank by most, else the first.</summary>
    public Comparison? Worst => WorstOf(Comparisons);

    /// <summary>The comparison that failed by most, else the one that shrank by most, else the first.</summary>
    /// <param name="comparisons">Comparisons of one checkpoint.</param>
    /// <returns>One of them; <see langword="null"/> when there is none.</returns>
    internal static Comparison? WorstOf(IReadOnlyList<Comparison> comparisons) =>
        comparisons.Where(c => c.Status == ComparisonStatus.Grew).MaxBy(c => c.Delta)
        ?? comparisons.Where(c => c.Status == ComparisonStatus.Shrank).MinBy(c => c.Delta)
        ?? (comparisons.Count > 0 ? comparisons[0] : null);
}
