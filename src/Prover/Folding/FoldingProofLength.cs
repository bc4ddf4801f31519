using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Relations;
using Chonk.Prover.Sumcheck;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Folding;

/// <summary>Lengths of the proofs in field elements, computed from the columns and the number of rounds.</summary>
public static class FoldingProofLength
{
    /// <summary>Instance to accumulator without public inputs: 27 commitments, 24 univariates and 72 evaluations, 372 elements.</summary>
    public static int InstanceToAccumulator { get; } =
        (MegaColumns.WitnessCount * TranscriptCodec.G1Elements) + SumcheckVerifier<MegaRelations>.ProofLength(FoldingLabels.VariableCount);

    /// <summary>What folding adds: 24 univariates and 6 evaluations, 102 elements.</summary>
    public static int Batching { get; } = BatchingSumcheckVerifier.ProofLength(FoldingLabels.VariableCount);

    /// <summary>Decider: 23 folds, 24 evaluations, two quotients, 124 elements.</summary>
    public const int Decider =
        ((FoldingLabels.VariableCount - 1) * TranscriptCodec.G1Elements) + FoldingLabels.VariableCount + (2 * TranscriptCodec.G1Elements);

    /// <summary>Length of one circuit's proof in a chain.</summary>
    /// <param name="isFirst">Whether it opens the chain: then nothing is folded.</param>
    /// <param name="publicInputCount">Its public inputs.</param>
    public static int OfCircuit(bool isFirst, int publicInputCount) =>
        checked(InstanceToAccumulator + (isFirst ? 0 : Batching) + publicInputCount);
}
