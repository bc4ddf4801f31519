namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>The table of <c>(w, sparse(w), top bit of w)</c> for all words w of a few bits.</summary>
/// <param name="name">Unique name.</param>
/// <param name="radix">The base of the sparse form.</param>
/// <param name="bitCount">Width of w.</param>
public sealed class SparseTopBitTable(string name, ulong radix, int bitCount) : BasicTable(name, 1 << bitCount)
{
    private readonly Fr[] powers = SparseForm.Powers(radix);

    /// <inheritdoc/>
    public override bool Contains(ulong key1, ulong key2) => key1 < (ulong)RowCount;

    /// <inheritdoc/>
    public override TableEntry EntryOf(ulong key1, ulong key2) => EntryAt((int)key1);

    /// <inheritdoc/>
    public override TableEntry EntryAt(int row) =>
        new(row, Fr.FromUInt64((ulong)row), SparseForm.FromWord((ulong)row, powers), Fr.FromUInt64((ulong)(row >> (bitCount - 1))));
}
