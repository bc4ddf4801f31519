using System.Globalization;
using System.Numerics;

namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>The table of <c>(i, j, rotate(i op j))</c> for all i, j of a few bits, i outermost; rotation is of 64-bit words.</summary>
/// <param name="isXor">XOR if true, AND if false.</param>
/// <param name="bitCount">Width of i and j.</param>
/// <param name="rotation">Bits by which the result is rotated to the right.</param>
public sealed class BitwiseTable(bool isXor, int bitCount, int rotation = 0)
    : BasicTable(
        string.Create(CultureInfo.InvariantCulture, $"{(isXor ? "xor" : "and")} of {bitCount} bits, rotated by {rotation}"), 1 << (2 * bitCount))
{
    /// <inheritdoc/>
    public override bool Contains(ulong key1, ulong key2) => ((key1 | key2) >> bitCount) == 0;

    /// <inheritdoc/>
    public override TableEntry EntryOf(ulong key1, ulong key2)
    {
        ulong result = BitOperations.RotateRight(isXor ? key1 ^ key2 : key1 & key2, rotation);
        return new((int)((key1 << bitCount) | key2), Fr.FromUInt64(key1), Fr.FromUInt64(key2), Fr.FromUInt64(result));
    }

    /// <inheritdoc/>
    public override TableEntry EntryAt(int row) => EntryOf((ulong)row >> bitCount, (ulong)row & ((1UL << bitCount) - 1));
}
