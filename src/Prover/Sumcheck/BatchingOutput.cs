namespace Chonk.Prover.Sumcheck;

/// <summary>What a batching sumcheck leaves: both claims at one point.</summary>
/// <param name="Point">The challenges of the rounds.</param>
/// <param name="Evaluations">The values at that point.</param>
public sealed record BatchingOutput(Fr[] Point, BatchingEvaluations Evaluations);
