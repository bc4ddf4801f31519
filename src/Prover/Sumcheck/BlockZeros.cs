using Chonk.Prover.Relations;

namespace Chonk.Prover.Sumcheck;

/// <summary>The zeros of the columns on rows <c>[from, to)</c> of a block, found by looking.</summary>
internal readonly struct BlockZeros(BlockColumns columns, int from, int to) : IColumnZeros
{
    /// <inheritdoc/>
    public bool IsZero(int column) => columns.IsZero(column, from, to);

    /// <inheritdoc/>
    public bool AreEqual(int left, int right) => columns.AreEqual(left, right, from, to);
}
