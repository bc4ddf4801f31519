namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>A table as used by one circuit.</summary>
/// <param name="table">The table.</param>
/// <param name="index">Its number in the circuit, which its fourth column holds: 1 for the first table used.</param>
public sealed class CircuitTable(BasicTable table, int index)
{
    /// <summary>The table.</summary>
    public BasicTable Table { get; } = table;

    /// <summary>Its number in the circuit.</summary>
    public int Index { get; } = index;

    /// <summary>How often each row was read.</summary>
    public uint[] ReadCounts { get; } = new uint[table.RowCount];
}
