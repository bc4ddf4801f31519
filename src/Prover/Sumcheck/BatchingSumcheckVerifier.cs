using Chonk.Prover.Polynomials;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Sumcheck;

/// <summary>Checks a batching sumcheck; the four polynomial evaluations are left to be opened.</summary>
public static class BatchingSumcheckVerifier
{
    /// <summary>Elements that a proof of this many rounds takes.</summary>
    public static int ProofLength(int rounds) => (rounds * BatchingSumcheckProver.RoundLength) + BatchingEvaluations.Count;

    /// <summary>Reads and checks all rounds and the evaluations; throws on no proof.</summary>
    /// <param name="transcript">In the state in which the prover's was.</param>
    /// <param name="target">
    /// The batched claim: accumulator's unshifted value + alpha its shifted one + alpha^2 instance's unshifted + alpha^3 its shifted one.
    /// </param>
    /// <param name="accumulatorPoint">Where the accumulator's claim stands.</param>
    /// <param name="instancePoint">Where the instance's claim stands; as many variables.</param>
    /// <param name="alpha">Separates the four parts by its powers.</param>
    /// <param name="output">Both claims at one point; null unless accepted.</param>
    public static VerificationResult Verify(
        VerifierTranscript transcript,
        in Fr target,
        ReadOnlySpan<Fr> accumulatorPoint,
        ReadOnlySpan<Fr> instancePoint,
        in Fr alpha,
        out BatchingOutput? output)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(instancePoint.Length, accumulatorPoint.Length);
        output = null;
        Span<Fr> univariate = stackalloc Fr[BatchingSumcheckProver.RoundLength];
        Fr[] point = new Fr[accumulatorPoint.Length];
        Fr expected = target;
        for (int i = 0; i < point.Length; i++)
        {
            if (!transcript.TryReceive(SumcheckLabels.Univariate[i], univariate))
            {
                return transcript.Rejection;
            }

            point[i] = transcript.Challenge(SumcheckLabels.Challenge[i]);
            if (univariate[0] + univariate[1] != expected)
            {
                return VerificationResult.Reject(VerificationFailure.SumcheckRound, SumcheckLabels.Univariate[i]);
            }

            expected = Univariate.Evaluate(univariate, point[i]);
        }

        Span<Fr> values = stackalloc Fr[BatchingEvaluations.Count];
        if (!transcript.TryReceive(SumcheckLabels.Evaluations, values))
        {
            return transcript.Rejection;
        }

        BatchingEvaluations evaluations = BatchingEvaluations.FromSpan(values);
        if (evaluations.AccumulatorEq != EqPolynomial.Evaluate(accumulatorPoint, point)
            || evaluations.InstanceEq != EqPolynomial.Evaluate(instancePoint, point))
        {
            return VerificationResult.Reject(VerificationFailure.KnownEvaluation, SumcheckLabels.Evaluations);
        }

        if (evaluations.Batch(alpha) != expected)
        {
            return VerificationResult.Reject(VerificationFailure.SumcheckEvaluations, SumcheckLabels.Evaluations);
        }

        output = new BatchingOutput(point, evaluations);
        return VerificationResult.Accepted;
    }
}
