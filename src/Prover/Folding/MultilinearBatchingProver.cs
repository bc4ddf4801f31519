using System.Diagnostics.CodeAnalysis;
using Chonk.Prover.Diagnostics;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Sumcheck;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Folding;

/// <summary>
/// Adds two claims up: a sumcheck brings both to one point, then every part becomes <c>instance + c * accumulator</c> for a challenge c.
/// Nothing of the accumulator is sent, since the verifier knows it.
/// </summary>
internal static class MultilinearBatchingProver
{
    /// <summary>Runs the sumcheck and combines. Both accumulators are consumed; the larger one's buffers hold the result.</summary>
    /// <param name="accumulator">The claim so far.</param>
    /// <param name="instance">The incoming circuit's claim.</param>
    /// <param name="transcript">The transcript.</param>
    public static ProverAccumulator Prove(ProverAccumulator accumulator, ProverAccumulator instance, ProverTranscript transcript)
    {
        BatchingOutput output;
        using (Zone.Enter("MultilinearBatchingProver::construct_proof"))
        {
            using Zone zone = Zone.Enter("execute_relation_check_rounds");
            Fr alpha = transcript.Challenge(FoldingLabels.BatchingAlpha);
            using Polynomial accumulatorShifted = accumulator.ToBeShifted.Shifted();
            using Polynomial instanceShifted = instance.ToBeShifted.Shifted();
            output = BatchingSumcheckProver.Prove(
                transcript,
                new BatchingPolynomials(accumulator.Unshifted, accumulatorShifted),
                accumulator.Claim.Point,
                new BatchingPolynomials(instance.Unshifted, instanceShifted),
                instance.Claim.Point,
                alpha);
        }

        using Zone claimZone = Zone.Enter("compute_new_claim");
        Fr challenge = transcript.Challenge(FoldingLabels.ClaimBatching);
        return new ProverAccumulator(
            MultilinearBatching.Combine(accumulator.Claim, instance.Claim, output, challenge),
            Combine(accumulator.Unshifted, instance.Unshifted, challenge),
            Combine(accumulator.ToBeShifted, instance.ToBeShifted, challenge),
            Math.Max(accumulator.LogSize, instance.LogSize));
    }

    /// <summary><c>instance + challenge * accumulator</c> in the larger buffer; the other is freed.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "One buffer becomes the result, the other is disposed here.")]
    private static Polynomial Combine(Polynomial accumulator, Polynomial instance, Fr challenge)
    {
        if (instance.EndIndex > accumulator.EndIndex)
        {
            using (accumulator)
            {
                PolynomialBatch.AddScaled(accumulator, challenge, instance);
            }

            return instance;
        }

        using (instance)
        {
            PolynomialBatch.ScaleAndAdd(accumulator, challenge, instance);
        }

        return accumulator;
    }
}
