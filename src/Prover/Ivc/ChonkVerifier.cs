using System.Globalization;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Commitments;
using Chonk.Prover.Folding;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Ivc;

/// <summary>
/// Verifies the proof of a flow natively: every circuit's proof and its folding, all lengths, then the decider with its pairing.
/// Never throws on any bytes.
/// </summary>
/// <param name="tauG2">tau times the generator of G2, from the reference string's second file.</param>
public sealed class ChonkVerifier(G2Affine tauG2)
{
    /// <summary>Verifies the two files of a proof.</summary>
    /// <param name="proofBytes">The file of elements.</param>
    /// <param name="manifestBytes">The manifest.</param>
    /// <param name="expectedKeys">
    /// Keys that the circuits must have, in order; null accepts the keys of the manifest, so that the proof shows that some circuits with
    /// these keys are satisfied.
    /// </param>
    /// <returns>Accepted, or the first check that failed and where.</returns>
    public VerificationResult Verify(
        ReadOnlySpan<byte> proofBytes, ReadOnlyMemory<byte> manifestBytes, IReadOnlyList<VerificationKey>? expectedKeys = null)
    {
        VerificationResult result = ChonkProof.TryRead(proofBytes, manifestBytes, out ChonkProof? proof);
        return result.IsAccepted ? Verify(proof!, expectedKeys) : result;
    }

    /// <summary>Verifies a proof that was read.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="expectedKeys">As above.</param>
    public VerificationResult Verify(ChonkProof proof, IReadOnlyList<VerificationKey>? expectedKeys = null)
    {
        ArgumentNullException.ThrowIfNull(proof);
        VerificationResult result = CheckKeys(proof.Circuits, expectedKeys);
        if (!result.IsAccepted)
        {
            return result;
        }

        // 1. The chain: each circuit's proof, folded into the accumulator, on one transcript.
        VerifierTranscript transcript = new();
        FoldingVerifier folding = new(transcript);
        VerifierAccumulator? accumulator = null;
        ReadOnlyMemory<Fr> rest = proof.Elements;
        for (int i = 0; i < proof.Circuits.Count; i++)
        {
            ProvedCircuit circuit = proof.Circuits[i];
            transcript.Load(rest[..circuit.ElementCount]);
            rest = rest[circuit.ElementCount..];
            result = accumulator is null
                ? folding.TryReduceInstance(circuit.Key, out _, out accumulator)
                : folding.TryFold(accumulator, circuit.Key, out _, out accumulator);
            if (result.IsAccepted && transcript.RemainingCount != 0)
            {
                result = VerificationResult.Reject(VerificationFailure.ProofTooLong);
            }

            if (!result.IsAccepted)
            {
                return result.At(string.Create(CultureInfo.InvariantCulture, $"circuit {i} ({circuit.Name})"));
            }
        }

        // 2. The decider, and the pairing.
        transcript.Load(rest);
        result = DeciderVerifier.TryReduce(accumulator!, transcript, out PairingPoints points);
        if (result.IsAccepted && transcript.RemainingCount != 0)
        {
            result = VerificationResult.Reject(VerificationFailure.ProofTooLong);
        }

        if (result.IsAccepted && !points.Check(tauG2))
        {
            result = VerificationResult.Reject(VerificationFailure.Pairing);
        }

        return result.At("decider");
    }

    private static VerificationResult CheckKeys(IReadOnlyList<ProvedCircuit> circuits, IReadOnlyList<VerificationKey>? expectedKeys)
    {
        if (expectedKeys is null)
        {
            return VerificationResult.Accepted;
        }

        if (expectedKeys.Count != circuits.Count)
        {
            return VerificationResult.Reject(VerificationFailure.InvalidKey, "number of circuits");
        }

        for (int i = 0; i < circuits.Count; i++)
        {
            if (!circuits[i].Key.Equals(expectedKeys[i]))
            {
                return VerificationResult.Reject(
                    VerificationFailure.InvalidKey, string.Create(CultureInfo.InvariantCulture, $"circuit {i} ({circuits[i].Name})"));
            }
        }

        return VerificationResult.Accepted;
    }
}
