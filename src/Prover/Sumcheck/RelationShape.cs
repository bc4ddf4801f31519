using Chonk.Prover.Relations;

namespace Chonk.Prover.Sumcheck;

/// <summary>What the round driver needs of a relation's declarations, as constants for the compiler.</summary>
/// <typeparam name="TRelation">The relation.</typeparam>
internal static class RelationShape<TRelation>
    where TRelation : struct, IRelation
{
    /// <summary>Number of subrelations.</summary>
    public static readonly int Count = TRelation.Subrelations.Length;

    /// <summary>Evaluations per edge: one more than the largest degree.</summary>
    public static readonly int Length = 1 + TRelation.Subrelations.Max(s => s.Degree);

    /// <summary>The linearly dependent subrelation, or -1.</summary>
    public static readonly int DependentIndex = FindDependent();

    private static int FindDependent()
    {
        int index = -1;
        for (int i = 0; i < Count; i++)
        {
            if (TRelation.Subrelations[i].IsLinearlyDependent)
            {
                index = index < 0 ? i : throw new NotSupportedException("At most one subrelation of a relation may be a sum over rows.");
            }
        }

        return index;
    }
}
