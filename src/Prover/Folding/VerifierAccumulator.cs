namespace Chonk.Prover.Folding;

/// <summary>
/// A folded claim: two committed multilinear polynomials take given values at one point of 24 variables, the second one shifted.
/// </summary>
/// <param name="Point">r, 24 variables.</param>
/// <param name="UnshiftedEvaluation">F(r).</param>
/// <param name="ShiftedEvaluation">The value at r of the shift of G.</param>
/// <param name="UnshiftedCommitment">Commitment to F.</param>
/// <param name="ShiftedCommitment">Commitment to G, unshifted.</param>
public sealed record VerifierAccumulator(
    Fr[] Point, Fr UnshiftedEvaluation, Fr ShiftedEvaluation, G1Affine UnshiftedCommitment, G1Affine ShiftedCommitment);
