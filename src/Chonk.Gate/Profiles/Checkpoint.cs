namespace Chonk.Gate.Profiles;

/// <summary>One row of a memory profile.</summary>
/// <param name="Key">What identifies the row across commits.</param>
/// <param name="CircuitIndex">Zero-based position of the circuit in the flow.</param>
/// <param name="Values">The metrics present, in units of <see cref="Metric.UnitBytes"/>.</param>
/// <param name="Categories">Live bytes by category of buffer; empty when the prover does not say.</param>
public sealed record Checkpoint(
    CheckpointKey Key, int CircuitIndex, IReadOnlyDictionary<Metric, long> Values, IReadOnlyDictionary<string, long> Categories);
