using Chonk.Prover.Arithmetization;

namespace Chonk.Prover.Folding.Oink;

/// <summary>The commitments to the 27 witness columns of one circuit.</summary>
public sealed class WitnessCommitments
{
    private readonly G1Affine[] commitments = new G1Affine[MegaColumns.WitnessCount];

    /// <summary>All of them in the order of <see cref="MegaColumn"/>, starting with <see cref="MegaColumn.WL"/>.</summary>
    public ReadOnlySpan<G1Affine> InColumnOrder => commitments;

    /// <summary>Commitment to one witness column.</summary>
    /// <param name="column">A witness column, unshifted.</param>
    public G1Affine this[MegaColumn column]
    {
        get => commitments[column - MegaColumn.WL];
        internal set => commitments[column - MegaColumn.WL] = value;
    }
}
