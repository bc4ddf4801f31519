using Chonk.Prover.Arithmetization;
using Chonk.Prover.Curves;
using Chonk.Prover.Curves.Msm;
using Chonk.Prover.Fields;
using Chonk.Prover.Folding.Oink;
using Chonk.Prover.Sumcheck;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Folding;

/// <summary>
/// The random coefficients that turn the claims on all columns of a circuit into one unshifted and one shifted claim:
/// 1, then independent challenges.
/// </summary>
internal sealed class BatchingChallenges
{
    private readonly Fr[] unshifted = new Fr[MegaColumns.UnshiftedCount];
    private readonly Fr[] shifted = new Fr[MegaColumns.ShiftedCount];

    private BatchingChallenges()
    {
    }

    /// <summary>Coefficients of the 67 unshifted columns, in order.</summary>
    public ReadOnlySpan<Fr> Unshifted => unshifted;

    /// <summary>Coefficients of the 5 shifted columns, in order.</summary>
    public ReadOnlySpan<Fr> Shifted => shifted;

    /// <summary>Draws the coefficients: one call for the unshifted, one for the shifted ones.</summary>
    public static BatchingChallenges Draw(Transcript transcript)
    {
        BatchingChallenges challenges = new();
        challenges.unshifted[0] = Fr.One;
        challenges.shifted[0] = Fr.One;
        transcript.Challenges(FoldingLabels.Unshifted, challenges.unshifted.AsSpan(1));
        transcript.Challenges(FoldingLabels.Shifted, challenges.shifted.AsSpan(1));
        return challenges;
    }

    /// <summary>The batched claim of a circuit whose columns were reduced to evaluations at one point.</summary>
    /// <param name="sumcheck">The point and all 72 evaluations.</param>
    /// <param name="verificationKey">Commitments to the precomputed columns.</param>
    /// <param name="witness">Commitments to the witness columns.</param>
    public VerifierAccumulator BatchClaim(SumcheckOutput sumcheck, VerificationKey verificationKey, WitnessCommitments witness)
    {
        ReadOnlySpan<Fr> evaluations = sumcheck.Evaluations;
        ReadOnlySpan<G1Affine> columns = [.. verificationKey.Commitments, .. witness.InColumnOrder];
        ReadOnlySpan<G1Affine> toBeShifted = columns.Slice((int)MegaColumns.UnshiftedOf(MegaColumn.WLShift), MegaColumns.ShiftedCount);
        return new VerifierAccumulator(
            sumcheck.Point,
            FieldVector.DotProduct<Bn254ScalarField>(evaluations[..MegaColumns.UnshiftedCount], unshifted),
            FieldVector.DotProduct<Bn254ScalarField>(evaluations[MegaColumns.UnshiftedCount..], shifted),
            Pippenger.Multiply<Bn254, Fq, Fr>(columns, unshifted).ToAffine(),
            Pippenger.Multiply<Bn254, Fq, Fr>(toBeShifted, shifted).ToAffine());
    }
}
