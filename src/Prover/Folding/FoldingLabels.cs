using Chonk.Prover.Arithmetization;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Folding;

/// <summary>Transcript labels of HyperNova folding, and its fixed number of variables.</summary>
internal static class FoldingLabels
{
    /// <summary>Variables of every accumulator's point: sumcheck runs this many rounds whatever the circuit's size.</summary>
    public const int VariableCount = 24;

    /// <summary>Challenge whose dyadic powers weigh the rows.</summary>
    public const string GateChallenge = "HypernovaFoldingProver:gate_challenge";

    /// <summary>Challenge that separates the four parts of the batching sumcheck.</summary>
    public const string BatchingAlpha = "Sumcheck:alpha";

    /// <summary>Challenge that adds accumulator and instance.</summary>
    public const string ClaimBatching = "claim_batching_challenge";

    /// <summary>Challenges that batch the unshifted columns; the first column has coefficient 1.</summary>
    public static readonly string[] Unshifted = LabelSequence.Create("unshifted_challenge_", MegaColumns.UnshiftedCount - 1);

    /// <summary>Challenges that batch the shifted columns; the first column has coefficient 1.</summary>
    public static readonly string[] Shifted = LabelSequence.Create("shifted_challenge_", MegaColumns.ShiftedCount - 1);
}
