using Chonk.Prover.Diagnostics;
using Chonk.Prover.Fields.Vector;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Relations;
using Chonk.Prover.Scheduling;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Sumcheck;

/// <summary>
/// Proves that a relation set holds on every row of a trace: sum over rows of <c>pow(row) * sum_i alpha^i R_i(row) = 0</c>, reduced to
/// evaluations of the columns at one point. Columns of <c>2^logSize</c> rows count as continued by zeros to one variable per round, so
/// that every proof has equally many rounds; those further rounds work on one row.
/// Source: [Lund, Fortnow, Karloff, Nisan 1992]; [Setty, Thaler, Wahby 2023, HyperNova, https://eprint.iacr.org/2023/573].
/// </summary>
/// <typeparam name="TSet">The relations.</typeparam>
public static class SumcheckProver<TSet>
    where TSet : struct, IRelationSet
{
    /// <summary>
    /// Folds that are made anew for every block of rows instead of being written: with one, the first copies have a quarter of the columns'
    /// size, for one more pass of folding.
    /// </summary>
    private const int DeferredFolds = 1;

    // Folding so few rows of all columns takes no longer than waking a thread.
    private const int SequentialRows = 256;

    /// <summary>Runs all rounds and sends the evaluations.</summary>
    /// <param name="transcript">Has absorbed everything that alpha and the gate challenges depend on.</param>
    /// <param name="columns">All columns in order, shifts included. Read, not changed; not read any more after the second round.</param>
    /// <param name="logSize">Variables of the columns.</param>
    /// <param name="alpha">Separates subrelations by its powers.</param>
    /// <param name="gateChallenges">One element of the pow polynomial per round, at least <paramref name="logSize"/>.</param>
    /// <param name="parameters">Challenges of the relations.</param>
    /// <param name="scheduler">Threads; the shared ones when null.</param>
    public static SumcheckOutput Prove(
        ProverTranscript transcript,
        IReadOnlyList<Polynomial> columns,
        int logSize,
        in Fr alpha,
        ReadOnlySpan<Fr> gateChallenges,
        RelationParameters<Fr> parameters,
        WorkScheduler? scheduler = null) =>
        VectorPath.UsesAvx512
            ? Prove<Fr8, Fr8Lane>(transcript, columns, logSize, alpha, gateChallenges, parameters, scheduler ?? WorkScheduler.Shared)
            : Prove<Fr, ScalarLane>(transcript, columns, logSize, alpha, gateChallenges, parameters, scheduler ?? WorkScheduler.Shared);

    /// <summary>The same on a chosen path.</summary>
    internal static SumcheckOutput Prove<TRing, TLane>(
        ProverTranscript transcript,
        IReadOnlyList<Polynomial> columns,
        int logSize,
        in Fr alpha,
        ReadOnlySpan<Fr> gateChallenges,
        RelationParameters<Fr> parameters,
        WorkScheduler scheduler)
        where TRing : struct, Fields.IRing<TRing>
        where TLane : struct, ILane<TRing>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(columns.Count, TSet.ColumnCount, nameof(columns));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(logSize, gateChallenges.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(gateChallenges.Length, SumcheckLabels.MaxRounds, nameof(gateChallenges));
        using ColumnTable table = new(columns, DeferredFolds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)table.EndRow, 1L << logSize, nameof(columns));
        PowWeights weights = new(gateChallenges, logSize);
        RoundProver<TSet, TRing, TLane> round = new(alpha, parameters, scheduler);
        Fr[] point = new Fr[gateChallenges.Length];
        Fr[] univariate = new Fr[RelationCounts<TSet>.RoundUnivariateLength];
        for (int i = 0; i < point.Length; i++)
        {
            using (Zone.Enter(SumcheckLabels.UnivariateZone))
            {
                round.Evaluate(table, weights, univariate);
            }

            transcript.Send(SumcheckLabels.Univariate[i], univariate);
            point[i] = transcript.Challenge(SumcheckLabels.Challenge[i]);
            using (Zone.Enter(SumcheckLabels.FoldZone))
            {
                table.Fold(point[i], table.EndRow > SequentialRows ? scheduler : WorkScheduler.Sequential);
            }

            weights.Bind(point[i]);
        }

        Fr[] evaluations = new Fr[columns.Count];
        for (int c = 0; c < evaluations.Length; c++)
        {
            evaluations[c] = table.First(c);
        }

        transcript.Send(SumcheckLabels.Evaluations, evaluations);
        return new SumcheckOutput(point, evaluations);
    }
}
