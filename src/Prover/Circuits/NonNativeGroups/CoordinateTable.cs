using Chonk.Prover.Arithmetization.Lookups;
using Chonk.Prover.Circuits.NonNativeFields;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>A lookup table of parts of constant points by their number: the key, and two elements.</summary>
internal sealed class CoordinateTable : BasicTable
{
    private readonly (Fr First, Fr Second)[] entries;

    /// <summary>Any two elements of each point.</summary>
    /// <param name="name">Unique name.</param>
    /// <param name="entries">The elements.</param>
    /// <param name="fixedIndex">The table's index, if it is the same in every circuit.</param>
    public CoordinateTable(string name, (Fr First, Fr Second)[] entries, int? fixedIndex = null)
        : base(name, entries.Length)
    {
        FixedIndex = fixedIndex;
        this.entries = entries;
    }

    /// <summary>Limbs 0 and 1, or 2 and 3, of one coordinate of points.</summary>
    /// <typeparam name="TBase">Field of the coordinates.</typeparam>
    public static (Fr First, Fr Second)[] Limbs<TBase>(IntegerPoint[] points, bool isY, bool isHigh)
        where TBase : struct, INonNativeModulus
    {
        const int bits = NonNativeField<TBase>.LimbBits;
        int first = isHigh ? 2 * bits : 0;
        return Array.ConvertAll(points, point => (
            (isY ? point.Y : point.X).Slice(first, first + bits).ToFr(), (isY ? point.Y : point.X).Slice(first + bits, first + (2 * bits)).ToFr()));
    }

    /// <summary>Both coordinates of points modulo the circuit's modulus.</summary>
    public static (Fr First, Fr Second)[] Residues(IntegerPoint[] points) => Array.ConvertAll(points, static point => (point.X.ToFr(), point.Y.ToFr()));

    /// <inheritdoc/>
    public override bool Contains(ulong key1, ulong key2) => key1 < (ulong)entries.Length;

    /// <inheritdoc/>
    public override TableEntry EntryOf(ulong key1, ulong key2) => EntryAt((int)key1);

    /// <inheritdoc/>
    public override TableEntry EntryAt(int row) => new(row, Fr.FromUInt64((ulong)row), entries[row].First, entries[row].Second);
}
