using Chonk.Gate.Profiles;

namespace Chonk.Gate.Baselines;

/// <summary>The accepted values of one checkpoint and where they stand in the file.</summary>
/// <param name="Key">The checkpoint.</param>
/// <param name="Values">Accepted metrics.</param>
/// <param name="Live">Where the accepted live bytes are, for attribution only.</param>
/// <param name="Peak">Where the accepted peak is, for attribution only.</param>
/// <param name="Line">One-based line of the row; 0 when not read from a file.</param>
/// <param name="Column">One-based column of the row; 0 when not read from a file.</param>
public sealed record BaselineRecord(
    CheckpointKey Key, IReadOnlyDictionary<Metric, long> Values, Attribution Live, Attribution Peak, int Line = 0, int Column = 0);
