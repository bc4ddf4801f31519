using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Relations;
using Chonk.Prover.Folding.Oink;
using Chonk.Prover.Sumcheck;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Folding;

/// <summary>The verifier of <see cref="FoldingProver"/>.</summary>
/// <param name="transcript">Shared by all circuits of a chain; the caller loads each circuit's proof.</param>
public sealed class FoldingVerifier(VerifierTranscript transcript)
{
    /// <summary>Verifies a circuit up to the claim on its batched columns.</summary>
    /// <param name="verificationKey">Key of the circuit.</param>
    /// <param name="publicInputs">Its public inputs, when accepted.</param>
    /// <param name="accumulator">The claim, when accepted.</param>
    public VerificationResult TryReduceInstance(
        VerificationKey verificationKey, out Fr[] publicInputs, out VerifierAccumulator? accumulator)
    {
        accumulator = null;
        VerificationResult result = OinkVerifier.TryVerify(verificationKey, transcript, out publicInputs, out OinkOutput? oink);
        if (!result.IsAccepted)
        {
            return result;
        }

        Fr[] gateChallenges = transcript.DyadicPowersOfChallenge(FoldingLabels.GateChallenge, FoldingLabels.VariableCount);
        result = SumcheckVerifier<MegaRelations>.Verify(
            transcript, oink!.Alpha, gateChallenges, oink.Parameters, out SumcheckOutput? sumcheck);
        if (result.IsAccepted)
        {
            accumulator = BatchingChallenges.Draw(transcript).BatchClaim(sumcheck!, verificationKey, oink.Commitments);
        }

        return result;
    }

    /// <summary>Verifies a circuit and folds its claim into an accumulator.</summary>
    /// <param name="accumulator">The claim so far.</param>
    /// <param name="verificationKey">Key of the circuit.</param>
    /// <param name="publicInputs">Its public inputs, when accepted.</param>
    /// <param name="folded">The new claim, when accepted.</param>
    public VerificationResult TryFold(
        VerifierAccumulator accumulator, VerificationKey verificationKey, out Fr[] publicInputs, out VerifierAccumulator? folded)
    {
        folded = null;
        VerificationResult result = TryReduceInstance(verificationKey, out publicInputs, out VerifierAccumulator? instance);
        if (!result.IsAccepted)
        {
            return result;
        }

        Fr alpha = transcript.Challenge(FoldingLabels.BatchingAlpha);
        result = BatchingSumcheckVerifier.Verify(
            transcript,
            MultilinearBatching.Target(accumulator, instance!, alpha),
            accumulator.Point,
            instance!.Point,
            alpha,
            out BatchingOutput? output);
        if (result.IsAccepted)
        {
            Fr challenge = transcript.Challenge(FoldingLabels.ClaimBatching);
            folded = MultilinearBatching.Combine(accumulator, instance, output!, challenge);
        }

        return result.IsAccepted ? result : result.At("batching");
    }
}
