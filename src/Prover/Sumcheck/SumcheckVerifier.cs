using Chonk.Prover.Polynomials;
using Chonk.Prover.Relations;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Sumcheck;

/// <summary>
/// Checks a sumcheck over a relation set: every round's univariate sums over 0 and 1 to the value the round before left, and the last
/// value is the batched relation at the claimed evaluations. That the columns have these evaluations is left to be opened.
/// </summary>
/// <typeparam name="TSet">The relations.</typeparam>
public static class SumcheckVerifier<TSet>
    where TSet : struct, IRelationSet
{
    /// <summary>Elements that a proof of this many rounds takes.</summary>
    public static int ProofLength(int rounds) => (rounds * RelationCounts<TSet>.RoundUnivariateLength) + TSet.ColumnCount;

    /// <summary>Reads and checks all rounds and the evaluations; throws on no proof.</summary>
    /// <param name="transcript">In the state in which the prover's was.</param>
    /// <param name="alpha">Separates subrelations by its powers.</param>
    /// <param name="gateChallenges">One element of the pow polynomial per round.</param>
    /// <param name="parameters">Challenges of the relations.</param>
    /// <param name="output">The claims to open; null unless accepted.</param>
    public static VerificationResult Verify(
        VerifierTranscript transcript,
        in Fr alpha,
        ReadOnlySpan<Fr> gateChallenges,
        RelationParameters<Fr> parameters,
        out SumcheckOutput? output)
    {
        output = null;
        Span<Fr> univariate = stackalloc Fr[RelationCounts<TSet>.RoundUnivariateLength];
        Fr[] point = new Fr[gateChallenges.Length];
        Fr target = Fr.Zero;
        Fr pow = Fr.One;
        for (int i = 0; i < point.Length; i++)
        {
            if (!transcript.TryReceive(SumcheckLabels.Univariate[i], univariate))
            {
                return transcript.Rejection;
            }

            point[i] = transcript.Challenge(SumcheckLabels.Challenge[i]);
            if (univariate[0] + univariate[1] != target)
            {
                return VerificationResult.Reject(VerificationFailure.SumcheckRound, SumcheckLabels.Univariate[i]);
            }

            target = Univariate.Evaluate(univariate, point[i]);
            pow *= Fr.One + (point[i] * (gateChallenges[i] - Fr.One));
        }

        Fr[] evaluations = new Fr[TSet.ColumnCount];
        if (!transcript.TryReceive(SumcheckLabels.Evaluations, evaluations))
        {
            return transcript.Rejection;
        }

        BatchedRelation batched = new()
        {
            Row = evaluations,
            Parameters = parameters,
            Alphas = Separators.Powers(alpha, RelationCounts<TSet>.Subrelations),
            Pow = pow,
        };
        TSet.Visit(ref batched);
        if (batched.Sum != target)
        {
            return VerificationResult.Reject(VerificationFailure.SumcheckEvaluations, SumcheckLabels.Evaluations);
        }

        output = new SumcheckOutput(point, evaluations);
        return VerificationResult.Accepted;
    }

    private struct BatchedRelation : IRelationVisitor
    {
        public required Fr[] Row;
        public required RelationParameters<Fr> Parameters;
        public required Fr[] Alphas;
        public required Fr Pow;
        public Fr Sum;
        private int subrelation;

        public void Visit<TRelation>()
            where TRelation : struct, IRelation
        {
            int count = RelationShape<TRelation>.Count;
            Fr[] values = Relation<TRelation>.Evaluate<Fr>(Row, Parameters);
            for (int i = 0; i < count; i++)
            {
                Fr term = Alphas[subrelation + i] * values[i];
                Sum += i == RelationShape<TRelation>.DependentIndex ? term : Pow * term;
            }

            subrelation += count;
        }
    }
}
