using System.Collections.Immutable;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Relations;

/// <summary>
/// A group of identities over the columns of one row, written once over any ring: numbers to check or verify a row, eight rows side by
/// side in sumcheck, degrees and formulas in tests. Implemented by empty structs, so that every use is compiled for itself.
/// </summary>
/// <remarks>
/// The value of subrelation i on a row is <c>selector * values[i]</c>, where the selector is the column <see cref="SelectorColumn"/> (or
/// one, without such a column). Keeping the common factor apart saves a product per subrelation.
/// </remarks>
public interface IRelation
{
    /// <summary>Name for messages, in words of the protocol.</summary>
    static abstract string Name { get; }

    /// <summary>The subrelations in the order of their separating challenges.</summary>
    static abstract ImmutableArray<Subrelation> Subrelations { get; }

    /// <summary>The columns that <see cref="Evaluate"/> reads, the selector included.</summary>
    static abstract ReadOnlySpan<int> Columns { get; }

    /// <summary>The column that multiplies every subrelation, or -1.</summary>
    static abstract int SelectorColumn { get; }

    /// <summary>
    /// Whether every subrelation is identically zero on a block, and stays so when rows of the block are combined linearly: then leaving
    /// the block out changes no round of sumcheck. May answer false without need.
    /// </summary>
    static abstract bool IsInactive<TZeros>(in TZeros zeros)
        where TZeros : struct, IColumnZeros, allows ref struct;

    /// <summary>Number of forms that <see cref="Prepare"/> makes.</summary>
    static abstract int FormCount { get; }

    /// <summary>
    /// Makes the affine forms of the columns that the identities are built from. Along a line of rows an affine form is a line too, so
    /// sumcheck prepares two points of an edge and walks to the others by additions.
    /// </summary>
    /// <param name="row">The columns by index; only those in <see cref="Columns"/> need hold anything.</param>
    /// <param name="parameters">Challenges and constants in the same ring.</param>
    /// <param name="forms">Receives <see cref="FormCount"/> elements of degree at most 1.</param>
    static abstract void Prepare<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters, Span<TRing> forms)
        where TRing : struct, IRing<TRing>;

    /// <summary>Evaluates every subrelation from the forms of one row, without the common selector.</summary>
    /// <param name="forms">What <see cref="Prepare"/> made.</param>
    /// <param name="parameters">Challenges and constants in the same ring.</param>
    /// <param name="values">Receives one value per subrelation.</param>
    static abstract void Evaluate<TRing>(ReadOnlySpan<TRing> forms, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>;
}
