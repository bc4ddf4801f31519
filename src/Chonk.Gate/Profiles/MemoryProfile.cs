namespace Chonk.Gate.Profiles;

/// <summary>
/// The checkpoints of one run of a prover, in the order they were taken. Keys are unique.
/// </summary>
public sealed class MemoryProfile
{
    private readonly Dictionary<CheckpointKey, Checkpoint> byKey;

    internal MemoryProfile(IReadOnlyList<Checkpoint> checkpoints)
    {
        Checkpoints = checkpoints;
        byKey = checkpoints.ToDictionary(c => c.Key);
        Metrics = [.. Metric.All.Where(m => checkpoints.Count > 0 && checkpoints.All(c => c.Values.ContainsKey(m)))];
        Headline = Metric.Headline(Metrics.Contains);
    }

    /// <summary>The rows.</summary>
    public IReadOnlyList<Checkpoint> Checkpoints { get; }

    /// <summary>The metrics every row carries.</summary>
    public IReadOnlyList<Metric> Metrics { get; }

    /// <summary>The metric the flow is summarised by; <see langword="null"/> when the rows carry no metric.</summary>
    public Metric? Headline { get; }

    /// <summary>The row with this key, or <see langword="null"/>.</summary>
    /// <param name="key">A key.</param>
    /// <returns>The row, or <see langword="null"/>.</returns>
    public Checkpoint? Find(CheckpointKey key) => byKey.GetValueOrDefault(key);

    /// <summary>The row in which <paramref name="metric"/> is largest, the earliest of equals.</summary>
    /// <param name="metric">A metric all rows carry.</param>
    /// <returns>The row.</returns>
    public Checkpoint Peak(Metric metric) => Checkpoints.MaxBy(c => c.Values[metric])!;

    /// <summary>Distinct circuits in order of proving, as (name, occurrence).</summary>
    /// <returns>The circuits.</returns>
    public IReadOnlyList<(string Circuit, int Occurrence)> Circuits() =>
        [.. Checkpoints.Select(c => (c.Key.Circuit, c.Key.Occurrence)).Distinct()];
}
