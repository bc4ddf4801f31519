using System.Numerics;

namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>
/// The table of <c>(w, sparse(w), sparse(rotate(w)))</c> for all words w of a few bits: sparse form to a base, rotation of 32-bit words to
/// the right.
/// </summary>
/// <param name="name">Unique name.</param>
/// <param name="radix">The base.</param>
/// <param name="bitCount">Width of w.</param>
/// <param name="rotation">Bits by which the third column is rotated.</param>
public sealed class SparseWordTable(string name, ulong radix, int bitCount, int rotation) : BasicTable(name, 1 << bitCount)
{
    private readonly Fr[] powers = SparseForm.Powers(radix);

    /// <inheritdoc/>
    public override bool Contains(ulong key1, ulong key2) => key1 < (ulong)RowCount;

    /// <inheritdoc/>
    public override TableEntry EntryOf(ulong key1, ulong key2) => EntryAt((int)key1);

    /// <inheritdoc/>
    public override TableEntry EntryAt(int row) =>
        new(
            row,
            Fr.FromUInt64((ulong)row),
            SparseForm.FromWord((ulong)row, powers),
            SparseForm.FromWord(BitOperations.RotateRight((uint)row, rotation), powers));
}
