namespace Chonk.Gate.Profiles;

/// <summary>One row of a memory profile.</summary>
/// <param name="Key">What identifies the row across commits.</param>
/// <param name="CircuitIndex">Zero-based position of the circuit in the flow.</param>
/// <param name="Values">The metrics present, in units of <see cref="Metric.Scale"/>.</param>
/// <param name="Live">Where the live bytes are.</param>
/// <param name="Peak">Where they were at the highest instant since the checkpoint before.</param>
public sealed record Checkpoint(CheckpointKey Key, int CircuitIndex, IReadOnlyDictionary<Metric, long> Values, Attribution Live, Attribution Peak);
