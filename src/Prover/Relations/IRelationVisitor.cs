namespace Chonk.Prover.Relations;

/// <summary>Work done for every relation of a set, compiled for each of them.</summary>
public interface IRelationVisitor
{
    /// <summary>Called once per relation, in the order of the separating challenges.</summary>
    void Visit<TRelation>()
        where TRelation : struct, IRelation;
}
