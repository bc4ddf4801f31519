using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Commitments;

/// <summary>The verifier of <see cref="KzgProver"/>, up to the pairing.</summary>
public static class KzgVerifier
{
    /// <summary>Receives <c>W</c>; <c>P_0 = C - v [1] + x [W]</c> and <c>P_1 = -[W]</c>.</summary>
    /// <param name="claim">The claim f(x) = v on C.</param>
    /// <param name="transcript">The transcript.</param>
    /// <param name="points">The pairing's points, when accepted.</param>
    /// <returns>Accepted (up to the pairing), or a transcript failure.</returns>
    public static VerificationResult TryReduce(in OpeningClaim claim, VerifierTranscript transcript, out PairingPoints points)
    {
        points = default;
        if (!transcript.TryReceive(KzgProver.QuotientLabel, out G1Affine quotient))
        {
            return transcript.Rejection;
        }

        G1Jacobian w = quotient;
        G1Jacobian first = claim.Commitment + (w * claim.Point) + (-(G1Jacobian.Generator * claim.Evaluation));
        points = new PairingPoints(first.ToAffine(), (-w).ToAffine());
        return VerificationResult.Accepted;
    }
}
