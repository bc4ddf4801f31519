using Chonk.Prover.Arithmetization;
using Chonk.Prover.Relations;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Folding.Oink;

/// <summary>The verifier of <see cref="OinkProver"/>: it receives the messages and draws the same challenges.</summary>
public static class OinkVerifier
{
    /// <summary>Runs the rounds.</summary>
    /// <param name="verificationKey">Key of the circuit.</param>
    /// <param name="transcript">The transcript.</param>
    /// <param name="publicInputs">The public inputs in the proof, when accepted.</param>
    /// <param name="output">The statement left to verify, when accepted.</param>
    /// <returns>Accepted, a transcript failure, or a degenerate challenge.</returns>
    public static VerificationResult TryVerify(
        VerificationKey verificationKey, VerifierTranscript transcript, out Fr[] publicInputs, out OinkOutput? output)
    {
        output = null;
        publicInputs = [];
        transcript.Absorb(OinkLabels.KeyHash, verificationKey.Hash);
        if (verificationKey.PublicInputCount > transcript.RemainingCount)
        {
            return VerificationResult.Reject(VerificationFailure.ProofTooShort, OinkLabels.PublicInput(0));
        }

        publicInputs = new Fr[verificationKey.PublicInputCount];
        for (int i = 0; i < publicInputs.Length; i++)
        {
            if (!transcript.TryReceive(OinkLabels.PublicInput(i), out publicInputs[i]))
            {
                return transcript.Rejection;
            }
        }

        // 1. Wires, ecc operations and databus. 2. Memory records.
        WitnessCommitments commitments = new();
        if (!TryReceive(OinkLabels.WireRound, transcript, commitments))
        {
            return transcript.Rejection;
        }

        Fr eta = transcript.Challenge(OinkLabels.Eta);
        if (!TryReceive(OinkLabels.MemoryRound, transcript, commitments))
        {
            return transcript.Rejection;
        }

        // 3. Inverses of lookups and databus reads. 4. The grand product of the copy constraints.
        (Fr beta, Fr gamma) = transcript.ChallengePair(OinkLabels.Beta, OinkLabels.Gamma);
        if (!TryReceive(OinkLabels.InverseRound, transcript, commitments)
            || !TryReceive(OinkLabels.ProductRound, transcript, commitments))
        {
            return transcript.Rejection;
        }

        Fr delta = PublicInputDelta.Compute(publicInputs, verificationKey.PublicInputOffset, beta, gamma);
        if (delta.IsZero)
        {
            return VerificationResult.Reject(VerificationFailure.DegenerateChallenge, OinkLabels.Beta);
        }

        Fr alpha = transcript.Challenge(OinkLabels.Alpha);
        output = new OinkOutput(commitments, RelationParameters.Create(eta, beta, gamma, delta), alpha);
        return VerificationResult.Accepted;
    }

    private static bool TryReceive(ReadOnlySpan<MegaColumn> columns, VerifierTranscript transcript, WitnessCommitments commitments)
    {
        foreach (MegaColumn column in columns)
        {
            if (!transcript.TryReceive(OinkLabels.Of(column), out G1Affine commitment))
            {
                return false;
            }

            commitments[column] = commitment;
        }

        return true;
    }
}
