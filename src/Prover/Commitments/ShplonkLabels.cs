namespace Chonk.Prover.Commitments;

/// <summary>Transcript labels of Shplonk.</summary>
internal static class ShplonkLabels
{
    /// <summary>Challenge that batches the claims.</summary>
    public const string Nu = "Shplonk:nu";

    /// <summary>Commitment to the batched quotient.</summary>
    public const string Quotient = "Shplonk:Q";

    /// <summary>Challenge at which the quotient's equation is checked.</summary>
    public const string Z = "Shplonk:z";
}
