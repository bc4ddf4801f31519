using Chonk.Prover.Arithmetization;
using Chonk.Prover.Commitments;
using Chonk.Prover.Diagnostics;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Relations;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Folding.Oink;

/// <summary>
/// The first half of a circuit's proof: commitments to its witness columns, with the columns that depend on challenges computed in
/// between. What is left to prove is that the relations vanish on every row.
/// </summary>
public static class OinkProver
{
    /// <summary>Runs the rounds and fills the derived columns of the instance in place.</summary>
    /// <param name="instance">A populated instance.</param>
    /// <param name="verificationKey">Its key.</param>
    /// <param name="commitmentKey">Commits to the witness columns.</param>
    /// <param name="transcript">The transcript.</param>
    public static OinkOutput Prove(
        MegaInstance instance, VerificationKey verificationKey, CommitmentKey commitmentKey, ProverTranscript transcript)
    {
        using Zone zone = Zone.Enter("OinkProver::prove");
        WitnessCommitments commitments = new();
        SendPreamble(instance, verificationKey, transcript);

        // 1. Wires, ecc operations and databus, which depend on no challenge.
        using (Zone.Enter("OinkProver::commit_to_wires"))
        {
            Send(OinkLabels.WireRound, instance, commitmentKey, transcript, commitments);
        }

        // 2. Memory records.
        Fr eta = transcript.Challenge(OinkLabels.Eta);
        using (Zone.Enter("OinkProver::commit_to_lookup_counts_and_w4"))
        {
            MemoryRecords.AddTo(instance, eta);
            Send(OinkLabels.MemoryRound, instance, commitmentKey, transcript, commitments);
        }

        // 3. Inverses of lookups and databus reads.
        (Fr beta, Fr gamma) = transcript.ChallengePair(OinkLabels.Beta, OinkLabels.Gamma);
        using (Zone.Enter("OinkProver::commit_to_logderiv_inverses"))
        {
            LogDerivativeInverses.Compute(instance, beta, gamma);
            Send(OinkLabels.InverseRound, instance, commitmentKey, transcript, commitments);
        }

        // 4. The grand product of the copy constraints.
        Fr delta = PublicInputDelta.Compute([.. instance.PublicInputs], instance.PublicInputOffset, beta, gamma);
        using (Zone.Enter("OinkProver::commit_to_z_perm"))
        {
            using (Zone.Enter("OinkProver::compute_grand_product_polynomial"))
            {
                PermutationGrandProduct.Compute(instance, beta, gamma);
            }

            Send(OinkLabels.ProductRound, instance, commitmentKey, transcript, commitments);
        }

        Fr alpha = transcript.Challenge(OinkLabels.Alpha);
        return new OinkOutput(commitments, RelationParameters.Create(eta, beta, gamma, delta), alpha);
    }

    private static void SendPreamble(MegaInstance instance, VerificationKey verificationKey, ProverTranscript transcript)
    {
        using Zone zone = Zone.Enter("OinkProver::send_vk_hash_and_public_inputs");
        transcript.Absorb(OinkLabels.KeyHash, verificationKey.Hash);
        for (int i = 0; i < instance.PublicInputs.Count; i++)
        {
            transcript.Send(OinkLabels.PublicInput(i), instance.PublicInputs[i]);
        }
    }

    private static void Send(
        ReadOnlySpan<MegaColumn> columns,
        MegaInstance instance,
        CommitmentKey commitmentKey,
        ProverTranscript transcript,
        WitnessCommitments commitments)
    {
        Polynomial[] polynomials = new Polynomial[columns.Length];
        for (int i = 0; i < polynomials.Length; i++)
        {
            polynomials[i] = instance[columns[i]];
        }

        G1Affine[] committed = commitmentKey.Commit(polynomials);
        for (int i = 0; i < committed.Length; i++)
        {
            commitments[columns[i]] = committed[i];
            transcript.Send(OinkLabels.Of(columns[i]), committed[i]);
        }
    }
}
