namespace Chonk.Prover.Sumcheck;

/// <summary>What a sumcheck leaves to be opened.</summary>
/// <param name="Point">The challenges of the rounds, the lowest variable first.</param>
/// <param name="Evaluations">The columns' multilinear extensions at that point, in the order of the columns.</param>
public sealed record SumcheckOutput(Fr[] Point, Fr[] Evaluations);
