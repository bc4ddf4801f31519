using System.Diagnostics.CodeAnalysis;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Relations;
using Chonk.Prover.Commitments;
using Chonk.Prover.Diagnostics;
using Chonk.Prover.Folding.Oink;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Sumcheck;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Folding;

/// <summary>
/// HyperNova for Mega circuits: a circuit becomes a claim on two polynomials at one point, and claims are added up.
/// Source: [Kothapalli, Setty 2024, sections 4 and 5], https://eprint.iacr.org/2023/573; here both claims are first brought to a common
/// point by a sumcheck of their own, and columns are batched by independent challenges.
/// </summary>
/// <param name="commitmentKey">Commits to the witness columns.</param>
/// <param name="transcript">Shared by all circuits of a chain.</param>
/// <param name="profiler">Told of the stages after Oink and after sumcheck; null for none.</param>
public sealed class FoldingProver(CommitmentKey commitmentKey, ProverTranscript transcript, MemoryProfiler? profiler = null)
{
    /// <summary>Proves a circuit up to the claim on its batched columns.</summary>
    /// <param name="instance">A populated instance; disposed here as soon as its columns are batched.</param>
    /// <param name="verificationKey">Its key.</param>
    /// <returns>The claim with its polynomials, owned by the caller.</returns>
    public ProverAccumulator InstanceToAccumulator(MegaInstance instance, VerificationKey verificationKey)
    {
        using Zone zone = Zone.Enter("HypernovaFoldingProver::instance_to_accumulator");
        OinkOutput oink = OinkProver.Prove(instance, verificationKey, commitmentKey, transcript);
        profiler?.Record(MemoryStage.AfterOink);

        Fr[] gateChallenges = transcript.DyadicPowersOfChallenge(FoldingLabels.GateChallenge, FoldingLabels.VariableCount);
        SumcheckOutput sumcheck;
        using (Zone.Enter("HypernovaFoldingProver::sumcheck"))
        {
            sumcheck = SumcheckProver<MegaRelations>.Prove(
                transcript, Columns(instance, 0, MegaColumns.Count), instance.LogCircuitSize, oink.Alpha, gateChallenges, oink.Parameters);
        }

        profiler?.Record(MemoryStage.AfterSumcheck);
        return Batch(sumcheck, oink.Commitments, instance, verificationKey);
    }

    /// <summary>Proves a circuit and folds its claim into an accumulator.</summary>
    /// <param name="accumulator">The claim so far; consumed.</param>
    /// <param name="instance">A populated instance; consumed.</param>
    /// <param name="verificationKey">Its key.</param>
    /// <returns>The new claim, owned by the caller.</returns>
    [SuppressMessage("Reliability", "CA2000", Justification = "Both claims are consumed by the batching, which passes on or frees each buffer.")]
    public ProverAccumulator Fold(ProverAccumulator accumulator, MegaInstance instance, VerificationKey verificationKey)
    {
        using Zone zone = Zone.Enter("HypernovaFoldingProver::fold");
        ProverAccumulator incoming = InstanceToAccumulator(instance, verificationKey);
        return MultilinearBatchingProver.Prove(accumulator, incoming, transcript);
    }

    private static Polynomial[] Columns(MegaInstance instance, int first, int count)
    {
        Polynomial[] columns = new Polynomial[count];
        for (int i = 0; i < count; i++)
        {
            columns[i] = instance[(MegaColumn)(first + i)];
        }

        return columns;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The polynomials belong to the accumulator that is returned.")]
    private ProverAccumulator Batch(
        SumcheckOutput sumcheck, WitnessCommitments commitments, MegaInstance instance, VerificationKey verificationKey)
    {
        using Zone zone = Zone.Enter("HypernovaFoldingProver::sumcheck_output_to_accumulator");
        BatchingChallenges challenges = BatchingChallenges.Draw(transcript);
        Polynomial unshifted;
        Polynomial toBeShifted;
        using (instance)
        {
            using Zone batchZone = Zone.Enter("HypernovaFoldingProver::batch_polynomials");
            unshifted = PolynomialBatch.Combine(
                Columns(instance, 0, MegaColumns.UnshiftedCount), challenges.Unshifted, 0, instance.CircuitSize);
            toBeShifted = PolynomialBatch.Combine(
                Columns(instance, (int)MegaColumns.UnshiftedOf(MegaColumn.WLShift), MegaColumns.ShiftedCount),
                challenges.Shifted,
                1,
                instance.CircuitSize);
        }

        VerifierAccumulator claim = challenges.BatchClaim(sumcheck, verificationKey, commitments);
        return new ProverAccumulator(claim, unshifted, toBeShifted, instance.LogCircuitSize);
    }
}
