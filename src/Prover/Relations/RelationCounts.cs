namespace Chonk.Prover.Relations;

/// <summary>Numbers of a relation set, computed from the declarations of its relations.</summary>
/// <typeparam name="TSet">The relation set.</typeparam>
public static class RelationCounts<TSet>
    where TSet : struct, IRelationSet
{
    static RelationCounts()
    {
        Counter counter = default;
        TSet.Visit(ref counter);
        Relations = counter.Relations;
        Subrelations = counter.Subrelations;
        MaxPartialLength = counter.MaxPartialLength;
    }

    /// <summary>Number of relations.</summary>
    public static int Relations { get; }

    /// <summary>Number of subrelations, which is the number of separating challenges, the leading 1 included.</summary>
    public static int Subrelations { get; }

    /// <summary>The largest partial length of any subrelation.</summary>
    public static int MaxPartialLength { get; }

    /// <summary>Evaluations of a sumcheck round univariate: one more than the largest partial length, for the factor of the pow polynomial.</summary>
    public static int RoundUnivariateLength => MaxPartialLength + 1;

    private struct Counter : IRelationVisitor
    {
        public int Relations;
        public int Subrelations;
        public int MaxPartialLength;

        public void Visit<TRelation>()
            where TRelation : struct, IRelation
        {
            Relations++;
            Subrelations += TRelation.Subrelations.Length;
            foreach (Subrelation subrelation in TRelation.Subrelations)
            {
                MaxPartialLength = Math.Max(MaxPartialLength, subrelation.PartialLength);
            }
        }
    }
}
