using System.Runtime.CompilerServices;
using Chonk.Prover.Fields;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Sumcheck;

/// <summary>
/// Adds what one block of edges contributes to a round, relation by relation. An edge is a pair of rows, a line in the round's variable;
/// a relation reads its columns on both rows, prepares its affine forms there, walks to the points 0, 1, ... by additions, combines its
/// subrelations by powers of alpha into one value per point, and weighs that by the edge's pow factor, which for relations with a common
/// selector sits in the selector's value and step.
/// </summary>
/// <typeparam name="TRing">The ring in which relations are evaluated.</typeparam>
/// <typeparam name="TLane">How it holds edges.</typeparam>
internal struct BlockEvaluator<TRing, TLane> : IRelationVisitor
    where TRing : struct, IRing<TRing>
    where TLane : struct, ILane<TRing>
{
    /// <summary>Stands for the index of a relation where all of them are meant.</summary>
    public const int AllRelations = -1;

    private readonly BlockColumns columns;
    private readonly RelationParameters<TRing> parameters;
    private readonly TRing[] alphas;
    private readonly TRing[] weights;
    private readonly RoundWorkspace<TRing> workspace;
    private readonly int firstEdge;
    private readonly int endEdge;
    private readonly Fr blockWeight;
    private readonly int onlyRelation;
    private int relation;
    private int subrelation;

    /// <summary>Prepares a block.</summary>
    public BlockEvaluator(
        BlockColumns columns,
        RelationParameters<TRing> parameters,
        TRing[] alphas,
        TRing[] weights,
        RoundWorkspace<TRing> workspace,
        int block,
        int edgeCount,
        in Fr blockWeight,
        int onlyRelation)
    {
        this.columns = columns;
        this.parameters = parameters;
        this.alphas = alphas;
        this.weights = weights;
        this.workspace = workspace;
        firstEdge = block << PowWeights.TableBits;
        endEdge = Math.Min(edgeCount, firstEdge + (1 << PowWeights.TableBits));
        columns.MoveTo(2 * firstEdge, 2 * endEdge);
        this.blockWeight = blockWeight;
        this.onlyRelation = onlyRelation;
    }

    /// <inheritdoc/>
    public void Visit<TRelation>()
        where TRelation : struct, IRelation
    {
        bool isWanted = onlyRelation is AllRelations || onlyRelation == relation;
        if (isWanted && !TRelation.IsInactive(new BlockZeros(columns, 2 * firstEdge, 2 * endEdge)))
        {
            Evaluate<TRelation>();
        }

        relation++;
        subrelation += RelationShape<TRelation>.Count;
    }

    private readonly void Evaluate<TRelation>()
        where TRelation : struct, IRelation
    {
        int length = RelationShape<TRelation>.Length;
        Span<TRing> independent = workspace.Independent.AsSpan(0, length);
        Span<TRing> dependent = workspace.Dependent.AsSpan(0, length);
        independent.Clear();
        dependent.Clear();
        foreach (int column in TRelation.Columns)
        {
            columns.Load(column);
        }

        for (int edge = firstEdge; edge < endEdge; edge += TLane.Width)
        {
            if (!TRelation.IsInactive(new BlockZeros(columns, 2 * edge, 2 * (edge + TLane.Width))))
            {
                AddEdges<TRelation>(edge, independent, dependent);
            }
        }

        Span<Fr> sums = workspace.IndependentSums(relation);
        Span<Fr> otherSums = workspace.DependentSums(relation);
        for (int k = 0; k < length; k++)
        {
            sums[k] += blockWeight * TLane.Sum(independent[k]);
            if (RelationShape<TRelation>.DependentIndex >= 0)
            {
                otherSums[k] += TLane.Sum(dependent[k]);
            }
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void AddEdges<TRelation>(int edge, Span<TRing> independent, Span<TRing> dependent)
        where TRelation : struct, IRelation
    {
        TRing[] even = workspace.Even;
        TRing[] odd = workspace.Odd;
        ColumnView[] views = columns.Views;
        foreach (int column in TRelation.Columns)
        {
            TLane.Load(views[column], edge, out even[column], out odd[column]);
        }

        TRing weight = weights[(edge - firstEdge) / TLane.Width];
        TRing weightStep = default;
        if (TRelation.SelectorColumn >= 0)
        {
            weightStep = weight * (odd[TRelation.SelectorColumn] - even[TRelation.SelectorColumn]);
            weight *= even[TRelation.SelectorColumn];
        }

        // The forms on both rows, and their difference; the walk goes on from the odd row.
        Span<TRing> forms = workspace.Forms.AsSpan(0, TRelation.FormCount);
        Span<TRing> next = workspace.NextForms.AsSpan(0, TRelation.FormCount);
        Span<TRing> steps = workspace.Steps.AsSpan(0, TRelation.FormCount);
        TRelation.Prepare(even, parameters, forms);
        TRelation.Prepare(odd, parameters, next);
        for (int i = 0; i < steps.Length; i++)
        {
            if (TLane.Width > 1 && RelationRange<TRelation>.NeedsReduction)
            {
                TLane.Reduce(ref forms[i]);
                TLane.Reduce(ref next[i]);
            }

            steps[i] = next[i] - forms[i];
        }

        int count = RelationShape<TRelation>.Count;
        int dependentIndex = RelationShape<TRelation>.DependentIndex;
        Span<TRing> values = workspace.Values.AsSpan(0, count);
        ReadOnlySpan<TRing> separators = alphas.AsSpan(subrelation, count);
        for (int k = 0; k < independent.Length; k++)
        {
            if (k == 1)
            {
                forms = next;
            }

            for (int i = 0; k > 1 && i < steps.Length; i++)
            {
                TLane.Add(ref forms[i], steps[i]);
            }

            if (k > 0 && TRelation.SelectorColumn >= 0)
            {
                TLane.Add(ref weight, weightStep);
            }

            TRelation.Evaluate(forms, parameters, values);
            if (dependentIndex >= 0)
            {
                TLane.Add(ref dependent[k], separators[dependentIndex] * values[dependentIndex]);
                values[dependentIndex] = default;
            }

            TLane.Add(ref independent[k], weight * TRing.Dot(separators, values));
        }
    }
}
