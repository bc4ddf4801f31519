namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>
/// A lookup table of three columns: either two keys and one value, or one key and two values. It is a constant of the protocol; a
/// circuit refers to it and counts its reads by row.
/// </summary>
/// <param name="name">Unique name.</param>
/// <param name="rowCount">Number of rows.</param>
public abstract class BasicTable(string name, int rowCount)
{
    /// <summary>Columns of a table.</summary>
    public const int ColumnCount = 3;

    private int[]? bits;

    /// <summary>Unique name.</summary>
    public string Name { get; } = name;

    /// <summary>The index of the table in every circuit; null if it is the table's place among those of the circuit, from 1.</summary>
    public int? FixedIndex { get; protected init; }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; } = rowCount;

    /// <summary>Whether there is an entry for a pair of keys, or for <paramref name="key1"/> alone.</summary>
    /// <param name="key1">First key slice.</param>
    /// <param name="key2">Second key slice; 0 if the table has one key.</param>
    public abstract bool Contains(ulong key1, ulong key2);

    /// <summary>The entry for a pair of keys, or for <paramref name="key1"/> alone.</summary>
    /// <param name="key1">First key slice.</param>
    /// <param name="key2">Second key slice; 0 if the table has one key.</param>
    public abstract TableEntry EntryOf(ulong key1, ulong key2);

    /// <summary>The columns on row <paramref name="row"/>.</summary>
    public abstract TableEntry EntryAt(int row);

    /// <summary>Bits of the largest value in a column, found by looking once.</summary>
    /// <param name="column">0, 1 or 2.</param>
    public int BitsOf(int column) => (bits ??= MeasureBits())[column];

    private int[] MeasureBits()
    {
        int[] widest = new int[ColumnCount];
        for (int row = 0; row < RowCount; row++)
        {
            TableEntry entry = EntryAt(row);
            widest[0] = Math.Max(widest[0], entry.Column1.ToInteger().BitLength);
            widest[1] = Math.Max(widest[1], entry.Column2.ToInteger().BitLength);
            widest[2] = Math.Max(widest[2], entry.Column3.ToInteger().BitLength);
        }

        return widest;
    }
}
