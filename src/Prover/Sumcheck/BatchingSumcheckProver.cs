using Chonk.Prover.Diagnostics;
using Chonk.Prover.Fields;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Scheduling;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Sumcheck;

/// <summary>
/// Brings the claims of an accumulator and of an instance, each about two polynomials at its own point, to one new point:
/// <c>sum over x of eq(r_acc, x) (A + alpha A')(x) + alpha^2 eq(r_inst, x) (I + alpha I')(x)</c> is the batched claim of both. Since the eq
/// polynomials are products, a round needs only weighted sums of even and of odd rows; no table of eq values is made.
/// </summary>
public static class BatchingSumcheckProver
{
    /// <summary>Values of a round's univariate as sent: one more than its degree, 2, asks for.</summary>
    internal const int RoundLength = 4;

    private const int ColumnCount = 4;

    /// <summary>Runs one round per variable of the points and sends the six evaluations.</summary>
    /// <param name="transcript">Has given <paramref name="alpha"/>.</param>
    /// <param name="accumulator">The accumulator's polynomials, with full buffers. Read, not changed.</param>
    /// <param name="accumulatorPoint">Where its claim stands.</param>
    /// <param name="instance">The instance's polynomials, with full buffers. Read, not changed.</param>
    /// <param name="instancePoint">Where its claim stands; as many variables.</param>
    /// <param name="alpha">Separates the four parts by its powers.</param>
    /// <param name="scheduler">Threads; the shared ones when null.</param>
    public static BatchingOutput Prove(
        ProverTranscript transcript,
        BatchingPolynomials accumulator,
        ReadOnlySpan<Fr> accumulatorPoint,
        BatchingPolynomials instance,
        ReadOnlySpan<Fr> instancePoint,
        in Fr alpha,
        WorkScheduler? scheduler = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(instancePoint.Length, accumulatorPoint.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(accumulatorPoint.Length, SumcheckLabels.MaxRounds, nameof(accumulatorPoint));
        WorkScheduler threads = scheduler ?? WorkScheduler.Shared;
        Polynomial[] columns = [accumulator.Unshifted, accumulator.Shifted, instance.Unshifted, instance.Shifted];
        if (Array.Exists(columns, column => column.IsCompact))
        {
            throw new ArgumentException("Batched polynomials have full buffers.", nameof(instance));
        }

        using ColumnTable table = new(columns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)table.EndRow, 1L << accumulatorPoint.Length, nameof(accumulatorPoint));
        EqWeights accumulatorWeights = new(accumulatorPoint);
        EqWeights instanceWeights = new(instancePoint);
        EqWeights[] weights = [accumulatorWeights, accumulatorWeights, instanceWeights, instanceWeights];
        Fr[] separators = Separators.Powers(alpha, ColumnCount);
        Fr[] point = new Fr[accumulatorPoint.Length];
        Fr[] univariate = new Fr[RoundLength];
        for (int i = 0; i < point.Length; i++)
        {
            using (Zone.Enter(SumcheckLabels.UnivariateZone))
            {
                EvaluateRound(table, weights, separators, univariate, threads);
            }

            transcript.Send(SumcheckLabels.Univariate[i], univariate);
            point[i] = transcript.Challenge(SumcheckLabels.Challenge[i]);
            using (Zone.Enter(SumcheckLabels.FoldZone))
            {
                table.Fold(point[i], threads);
            }

            accumulatorWeights.Bind(point[i]);
            instanceWeights.Bind(point[i]);
        }

        BatchingEvaluations evaluations = new(
            table.First(0),
            table.First(2),
            accumulatorWeights.Bound,
            instanceWeights.Bound,
            table.First(1),
            table.First(3));
        transcript.Send(SumcheckLabels.Evaluations, evaluations.ToArray());
        return new BatchingOutput(point, evaluations);
    }

    private static void EvaluateRound(
        ColumnTable table, EqWeights[] weights, Fr[] separators, Span<Fr> univariate, WorkScheduler scheduler)
    {
        Fr[] sums = SumRows(table, weights, scheduler);
        univariate.Clear();
        for (int c = 0; c < ColumnCount; c++)
        {
            // The line through the sums of even and odd rows, times the line of the eq polynomial.
            Fr line = separators[c] * sums[2 * c];
            Fr lineStep = (separators[c] * sums[(2 * c) + 1]) - line;
            Fr eq = weights[c].AtZero;
            Fr eqStep = weights[c].AtOne - eq;
            for (int k = 0; k < univariate.Length; k++)
            {
                univariate[k] += line * eq;
                line += lineStep;
                eq += eqStep;
            }
        }
    }

    /// <summary>Per column the weighted sum of its even rows, then of its odd rows.</summary>
    private static Fr[] SumRows(ColumnTable table, EqWeights[] weights, WorkScheduler scheduler)
    {
        int edgeCount = (table.EndRow + 1) >> 1;
        int blockCount = (edgeCount + (1 << EqWeights.TableBits) - 1) >> EqWeights.TableBits;
        Fr[][] sums = new Fr[scheduler.ThreadCount][];
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = new Fr[2 * ColumnCount];
        }

        scheduler.For(blockCount, 1, (start, end, worker) =>
        {
            for (int block = start; block < end; block++)
            {
                for (int c = 0; c < ColumnCount; c++)
                {
                    AddBlock(table.Views[c], weights[c], block, sums[worker].AsSpan(2 * c, 2));
                }
            }
        });

        Fr[] total = sums[0];
        foreach (Fr[] other in sums.AsSpan(1))
        {
            for (int i = 0; i < total.Length; i++)
            {
                total[i] += other[i];
            }
        }

        return total;
    }

    private static void AddBlock(in ColumnView column, EqWeights weights, int block, Span<Fr> sums)
    {
        int firstRow = block << (EqWeights.TableBits + 1);
        ReadOnlySpan<Fr> rows = column.Within(firstRow, firstRow + (2 << EqWeights.TableBits));
        if (rows.IsEmpty)
        {
            return;
        }

        int offset = Math.Max(0, column.Start - firstRow);
        Fr factor = weights.OfBlock(block);
        sums[0] += factor * FieldVector.DotProduct(rows, weights.EvenRows.Slice(offset, rows.Length));
        sums[1] += factor * FieldVector.DotProduct(rows, weights.OddRows.Slice(offset, rows.Length));
    }
}
