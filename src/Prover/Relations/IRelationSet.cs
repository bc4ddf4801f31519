namespace Chonk.Prover.Relations;

/// <summary>The relations of one kind of circuit, in the order of their separating challenges.</summary>
public interface IRelationSet
{
    /// <summary>Number of columns of a row, shifts included.</summary>
    static abstract int ColumnCount { get; }

    /// <summary>Calls the visitor for every relation in order.</summary>
    static abstract void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IRelationVisitor, allows ref struct;
}
