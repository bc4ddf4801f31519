using System.Globalization;
using System.Numerics;

namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>
/// The table of <c>(i, j, rotate((i xor j) mod 2^keptBits))</c> for all i, j of a few bits, i outermost; rotation is of 32-bit words to the right.
/// </summary>
/// <param name="bitCount">Width of i and j.</param>
/// <param name="keptBits">Low bits that count.</param>
/// <param name="rotation">Bits by which the result is rotated.</param>
public sealed class WordXorTable(int bitCount, int keptBits, int rotation)
    : BasicTable(
        string.Create(CultureInfo.InvariantCulture, $"word xor of {keptBits} of {bitCount} bits, rotated by {rotation}"), 1 << (2 * bitCount))
{
    /// <inheritdoc/>
    public override bool Contains(ulong key1, ulong key2) => ((key1 | key2) >> bitCount) == 0;

    /// <inheritdoc/>
    public override TableEntry EntryOf(ulong key1, ulong key2)
    {
        uint xor = (uint)(key1 ^ key2) & ((1u << keptBits) - 1);
        return new(
            (int)((key1 << bitCount) | key2),
            Fr.FromUInt64(key1),
            Fr.FromUInt64(key2),
            Fr.FromUInt64(BitOperations.RotateRight(xor, rotation)));
    }

    /// <inheritdoc/>
    public override TableEntry EntryAt(int row) => EntryOf((ulong)row >> bitCount, (ulong)row & ((1UL << bitCount) - 1));
}
