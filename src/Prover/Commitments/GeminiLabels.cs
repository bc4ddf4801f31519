using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Commitments;

/// <summary>Transcript labels of Gemini, and its size.</summary>
internal static class GeminiLabels
{
    /// <summary>Challenge that batches the polynomials.</summary>
    public const string Rho = "rho";

    /// <summary>Challenge at which the folds are opened.</summary>
    public const string R = "Gemini:r";

    /// <summary>Most variables of any opening point here.</summary>
    public const int MaximalVariables = 32;

    /// <summary>Commitments to the folds, <c>Gemini:FOLD_1</c> first.</summary>
    public static readonly string[] Folds = LabelSequence.Create("Gemini:FOLD_", MaximalVariables, 1);

    /// <summary>Evaluations of the folds at the negative points, <c>Gemini:a_1</c> first.</summary>
    public static readonly string[] Evaluations = LabelSequence.Create("Gemini:a_", MaximalVariables, 1);
}
