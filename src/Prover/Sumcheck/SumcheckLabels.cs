using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Sumcheck;

/// <summary>Transcript labels and zone names of sumcheck. Changing one changes the format.</summary>
internal static class SumcheckLabels
{
    /// <summary>The largest number of rounds of any sumcheck here.</summary>
    public const int MaxRounds = 28;

    /// <summary>The column evaluations at the final point.</summary>
    public const string Evaluations = "Sumcheck:evaluations";

    /// <summary>Zone of one round's univariate.</summary>
    public const string UnivariateZone = "compute_univariate_with_row_skipping";

    /// <summary>Zone of one round's partial evaluation.</summary>
    public const string FoldZone = "sumcheck partially_evaluate";

    /// <summary>The univariate of each round.</summary>
    public static readonly string[] Univariate = LabelSequence.Create("Sumcheck:univariate_", MaxRounds);

    /// <summary>The challenge of each round.</summary>
    public static readonly string[] Challenge = LabelSequence.Create("Sumcheck:u_", MaxRounds);
}
