using Chonk.Prover.Fields;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Relations;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Sumcheck;

/// <summary>
/// Computes round univariates of the batched relation
/// <c>S(X) = sum over edges of pow(X, edge) * sum_i alpha^i R_i(X, edge)</c>, with the linearly dependent subrelations outside the pow
/// factor. Threads sum blocks of edges on their own; sums in a field do not depend on order, so the result is the same for any number.
/// </summary>
/// <typeparam name="TSet">The relations.</typeparam>
/// <typeparam name="TRing">The ring in which they are evaluated.</typeparam>
/// <typeparam name="TLane">How it holds edges.</typeparam>
internal sealed class RoundProver<TSet, TRing, TLane>
    where TSet : struct, IRelationSet
    where TRing : struct, IRing<TRing>
    where TLane : struct, ILane<TRing>
{
    // Fewer are too few to keep threads equally busy.
    private const int BlocksPerThread = 8;

    private readonly RelationParameters<TRing> parameters;
    private readonly TRing[] alphas;
    private readonly TRing[] packed = new TRing[(1 << PowWeights.TableBits) / TLane.Width];
    private readonly RoundWorkspace<TRing>[] workspaces;
    private readonly WorkScheduler scheduler;

    /// <summary>Prepares for all rounds.</summary>
    public RoundProver(in Fr alpha, RelationParameters<Fr> parameters, WorkScheduler scheduler)
    {
        this.parameters = parameters.Map(p => TLane.Broadcast(p));
        this.scheduler = scheduler;
        alphas = Array.ConvertAll(Separators.Powers(alpha, RelationCounts<TSet>.Subrelations), a => TLane.Broadcast(a));
        workspaces = new RoundWorkspace<TRing>[scheduler.ThreadCount];
        for (int i = 0; i < workspaces.Length; i++)
        {
            workspaces[i] = new(TSet.ColumnCount, RelationCounts<TSet>.Relations);
        }
    }

    /// <summary>The univariate of one round.</summary>
    /// <param name="table">The columns.</param>
    /// <param name="weights">The pow polynomial.</param>
    /// <param name="univariate">Receives the values at 0, 1, ....</param>
    public void Evaluate(ColumnTable table, PowWeights weights, Span<Fr> univariate)
    {
        int edgeCount = (table.EndRow + 1) >> 1;
        int blockCount = (edgeCount + (1 << PowWeights.TableBits) - 1) >> PowWeights.TableBits;
        foreach (RoundWorkspace<TRing> workspace in workspaces)
        {
            Array.Clear(workspace.Sums);
        }

        for (int i = 0; i < packed.Length; i++)
        {
            packed[i] = TLane.LoadWeights(weights.Table[(i * TLane.Width)..]);
        }

        // Where blocks are few, threads share them relation by relation.
        int parts = scheduler.ThreadCount > 1 && blockCount < BlocksPerThread * scheduler.ThreadCount ? RelationCounts<TSet>.Relations : 1;
        BlockColumns[] columns = table.BlocksFor(scheduler);
        scheduler.For(blockCount * parts, 1, (start, end, worker) =>
        {
            for (int i = start; i < end; i++)
            {
                int block = i / parts;
                int relation = parts == 1 ? BlockEvaluator<TRing, TLane>.AllRelations : i % parts;
                BlockEvaluator<TRing, TLane> evaluator =
                    new(columns[worker], parameters, alphas, packed, workspaces[worker], block, edgeCount, weights.OfBlock(block), relation);
                TSet.Visit(ref evaluator);
            }
        });

        RoundWorkspace<TRing> total = workspaces[0];
        foreach (RoundWorkspace<TRing> workspace in workspaces.AsSpan(1))
        {
            for (int i = 0; i < total.Sums.Length; i++)
            {
                total.Sums[i] += workspace.Sums[i];
            }
        }

        Span<Fr> independent = stackalloc Fr[univariate.Length];
        univariate.Clear();
        Join join = new() { Sums = total, Independent = independent, Dependent = univariate };
        TSet.Visit(ref join);
        Fr factor = weights.Bound;
        Fr step = weights.Bound * (weights.Current - Fr.One);
        for (int k = 0; k < univariate.Length; k++)
        {
            univariate[k] += factor * independent[k];
            factor += step;
        }
    }

    /// <summary>Continues every relation's sums to the round's length and adds them up.</summary>
    private ref struct Join : IRelationVisitor
    {
        public required RoundWorkspace<TRing> Sums;
        public required Span<Fr> Independent;
        public required Span<Fr> Dependent;
        private int relation;

        public void Visit<TRelation>()
            where TRelation : struct, IRelation
        {
            int length = RelationShape<TRelation>.Length;
            Add(Sums.IndependentSums(relation), length, Independent);
            if (RelationShape<TRelation>.DependentIndex >= 0)
            {
                Add(Sums.DependentSums(relation), length, Dependent);
            }

            relation++;
        }

        private static void Add(Span<Fr> values, int length, Span<Fr> sum)
        {
            Univariate.Extend(values[..sum.Length], length);
            for (int k = 0; k < sum.Length; k++)
            {
                sum[k] += values[k];
            }
        }
    }
}
