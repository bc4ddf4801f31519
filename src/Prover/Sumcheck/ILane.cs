using Chonk.Prover.Fields;

namespace Chonk.Prover.Sumcheck;

/// <summary>How a ring element holds the same column of one or several edges side by side.</summary>
/// <typeparam name="TRing">The ring in which relations are evaluated.</typeparam>
internal interface ILane<TRing>
    where TRing : struct, IRing<TRing>
{
    /// <summary>Edges per ring element.</summary>
    static abstract int Width { get; }

    /// <summary>An element equal in all lanes.</summary>
    static abstract TRing Broadcast(in Fr value);

    /// <summary>Reads a column on the edges from <paramref name="edge"/> on: lane l takes rows <c>2(edge + l)</c> and the next.</summary>
    /// <param name="column">The column.</param>
    /// <param name="edge">First edge.</param>
    /// <param name="even">The values on the even rows.</param>
    /// <param name="odd">The values on the odd rows.</param>
    static abstract void Load(in ColumnView column, int edge, out TRing even, out TRing odd);

    /// <summary>Reads consecutive weights, one per edge; there are at least <see cref="Width"/>.</summary>
    static abstract TRing LoadWeights(ReadOnlySpan<Fr> weights);

    /// <summary><c>target += addend</c>, without the copies of an operator's result.</summary>
    static abstract void Add(ref TRing target, in TRing addend);

    /// <summary>Replaces an element by an equal one of small representation.</summary>
    static abstract void Reduce(ref TRing value);

    /// <summary>The sum over the lanes.</summary>
    static abstract Fr Sum(in TRing value);
}
