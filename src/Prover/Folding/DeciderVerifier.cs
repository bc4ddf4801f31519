using Chonk.Prover.Commitments;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Folding;

/// <summary>The verifier of <see cref="DeciderProver"/>, up to the pairing.</summary>
public static class DeciderVerifier
{
    /// <summary>Reduces the claim to one pairing equation.</summary>
    /// <param name="accumulator">The claim.</param>
    /// <param name="transcript">The transcript that the accumulator was verified on.</param>
    /// <param name="points">The pairing's points, when accepted.</param>
    /// <returns>Accepted (up to the pairing), a transcript failure, or a degenerate challenge.</returns>
    public static VerificationResult TryReduce(
        VerifierAccumulator accumulator, VerifierTranscript transcript, out PairingPoints points)
    {
        points = default;
        VerificationResult result = GeminiVerifier.TryReduce(
            accumulator.UnshiftedCommitment,
            accumulator.UnshiftedEvaluation,
            accumulator.ShiftedCommitment,
            accumulator.ShiftedEvaluation,
            accumulator.Point,
            transcript,
            out OpeningClaim[] claims);
        if (!result.IsAccepted)
        {
            return result;
        }

        result = ShplonkVerifier.TryReduce(claims, transcript, out OpeningClaim claim);
        return result.IsAccepted ? KzgVerifier.TryReduce(claim, transcript, out points) : result;
    }
}
