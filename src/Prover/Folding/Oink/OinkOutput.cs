using Chonk.Prover.Relations;

namespace Chonk.Prover.Folding.Oink;

/// <summary>What prover and verifier both know after Oink: the statement that sumcheck then reduces.</summary>
/// <param name="Commitments">Commitments to the witness columns.</param>
/// <param name="Parameters">eta, beta, gamma and the public inputs' quotient.</param>
/// <param name="Alpha">The challenge whose powers separate the subrelations.</param>
public sealed record OinkOutput(WitnessCommitments Commitments, RelationParameters<Fr> Parameters, Fr Alpha);
