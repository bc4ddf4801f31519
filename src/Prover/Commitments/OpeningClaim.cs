namespace Chonk.Prover.Commitments;

/// <summary>The verifier's claim that the polynomial committed to takes a value at a point.</summary>
/// <param name="Commitment">Commitment to f; Jacobian, since it is mostly a sum that was just computed.</param>
/// <param name="Point">x.</param>
/// <param name="Evaluation">v, claimed to be f(x).</param>
public readonly record struct OpeningClaim(G1Jacobian Commitment, Fr Point, Fr Evaluation);
