using Chonk.Prover.Sumcheck;

namespace Chonk.Prover.Folding;

/// <summary>What prover and verifier compute alike when two claims are added up.</summary>
internal static class MultilinearBatching
{
    /// <summary>
    /// The value that the batching sumcheck starts from:
    /// <c>acc.unshifted + alpha acc.shifted + alpha^2 inst.unshifted + alpha^3 inst.shifted</c>.
    /// </summary>
    public static Fr Target(VerifierAccumulator accumulator, VerifierAccumulator instance, in Fr alpha) =>
        accumulator.UnshiftedEvaluation
            + (alpha * (accumulator.ShiftedEvaluation
                + (alpha * (instance.UnshiftedEvaluation + (alpha * instance.ShiftedEvaluation)))));

    /// <summary>The new claim at the common point: every part is <c>instance + challenge * accumulator</c>.</summary>
    public static VerifierAccumulator Combine(
        VerifierAccumulator accumulator, VerifierAccumulator instance, BatchingOutput output, in Fr challenge)
    {
        BatchingEvaluations values = output.Evaluations;
        return new VerifierAccumulator(
            output.Point,
            values.InstanceUnshifted + (challenge * values.AccumulatorUnshifted),
            values.InstanceShifted + (challenge * values.AccumulatorShifted),
            Combine(accumulator.UnshiftedCommitment, instance.UnshiftedCommitment, challenge),
            Combine(accumulator.ShiftedCommitment, instance.ShiftedCommitment, challenge));
    }

    private static G1Affine Combine(in G1Affine accumulator, in G1Affine instance, in Fr challenge) =>
        (((G1Jacobian)accumulator * challenge) + instance).ToAffine();
}
