namespace Chonk.Prover.Transcripts;

/// <summary>One message or challenge of a recorded transcript.</summary>
/// <param name="Label">Its name.</param>
/// <param name="ElementCount">Field elements absorbed; 0 for a challenge.</param>
public readonly record struct TranscriptEntry(string Label, int ElementCount);
