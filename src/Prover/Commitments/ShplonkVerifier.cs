using Chonk.Prover.Fields;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Commitments;

/// <summary>The verifier of <see cref="ShplonkProver"/>.</summary>
public static class ShplonkVerifier
{
    /// <summary>
    /// Receives <c>Q</c>; the new claim is <c>[Q] - sum of nu^j ([f_j] - v_j [1]) / (z - x_j)</c>, zero at z. One product of a point per claim.
    /// </summary>
    /// <param name="claims">The claims in the prover's order.</param>
    /// <param name="transcript">The transcript.</param>
    /// <param name="reduced">The one claim, when accepted.</param>
    /// <returns>Accepted, a transcript failure, or a degenerate challenge.</returns>
    public static VerificationResult TryReduce(
        ReadOnlySpan<OpeningClaim> claims, VerifierTranscript transcript, out OpeningClaim reduced)
    {
        reduced = default;
        Fr nu = transcript.Challenge(ShplonkLabels.Nu);
        if (!transcript.TryReceive(ShplonkLabels.Quotient, out G1Affine quotient))
        {
            return transcript.Rejection;
        }

        Fr z = transcript.Challenge(ShplonkLabels.Z);
        Fr[] denominators = new Fr[claims.Length];
        for (int j = 0; j < claims.Length; j++)
        {
            denominators[j] = z - claims[j].Point;
            if (denominators[j].IsZero)
            {
                return VerificationResult.Reject(VerificationFailure.DegenerateChallenge, ShplonkLabels.Z);
            }
        }

        BatchInverse.Invert<Fr>(denominators);
        G1Jacobian commitment = quotient;
        Fr power = Fr.One;
        Fr constant = Fr.Zero;
        for (int j = 0; j < claims.Length; j++)
        {
            Fr weight = power * denominators[j];
            commitment += -(claims[j].Commitment * weight);
            constant += claims[j].Evaluation * weight;
            power *= nu;
        }

        reduced = new OpeningClaim(commitment + (G1Jacobian.Generator * constant), z, Fr.Zero);
        return VerificationResult.Accepted;
    }
}
