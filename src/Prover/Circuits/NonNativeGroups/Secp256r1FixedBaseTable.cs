using System.Globalization;
using System.Numerics;
using Chonk.Prover.Arithmetization.Lookups;
using Chonk.Prover.Circuits.NonNativeFields;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>
/// Two limbs of a coordinate of the points <c>k 2^offset G + 2^w H</c> for the digits k of window w, where H is the table offset generator: the
/// key, the even limb, the odd limb.
/// </summary>
internal sealed class Secp256r1FixedBaseTable : BasicTable
{
    private readonly (Fr Even, Fr Odd)[] entries;

    /// <summary>One axis of one window.</summary>
    /// <param name="points">The points of the window.</param>
    /// <param name="window">Its number, for the name.</param>
    /// <param name="isY">Which coordinate.</param>
    /// <param name="isHigh">Whether limbs 2 and 3, else 0 and 1.</param>
    public Secp256r1FixedBaseTable(IntegerPoint[] points, int window, bool isY, bool isHigh)
        : base(string.Create(CultureInfo.InvariantCulture, $"secp256r1 {(isY ? 'y' : 'x')} {(isHigh ? "high" : "low")}, window {window}"), points.Length)
    {
        FixedIndex = window;
        const int bits = NonNativeField<Secp256r1BaseModulus>.LimbBits;
        int first = isHigh ? 2 * bits : 0;
        entries = Array.ConvertAll(points, point =>
        {
            BigInteger coordinate = isY ? point.Y : point.X;
            return (coordinate.Slice(first, first + bits).ToFr(), coordinate.Slice(first + bits, first + (2 * bits)).ToFr());
        });
    }

    /// <inheritdoc/>
    public override bool Contains(ulong key1, ulong key2) => key1 < (ulong)entries.Length;

    /// <inheritdoc/>
    public override TableEntry EntryOf(ulong key1, ulong key2) => EntryAt((int)key1);

    /// <inheritdoc/>
    public override TableEntry EntryAt(int row) => new(row, Fr.FromUInt64((ulong)row), entries[row].Even, entries[row].Odd);
}
