using Chonk.Prover.Arithmetization.Lookups;

namespace Chonk.Prover.Arithmetization;

/// <content>Reads of lookup tables.</content>
public sealed partial class MegaCircuitBuilder
{
    private readonly List<CircuitTable> tables = [];

    /// <summary>The tables of this circuit in order of first use.</summary>
    public IReadOnlyList<CircuitTable> Tables => tables;

    /// <summary>Rows of all tables together.</summary>
    public int TableRowCount => tables.Sum(static t => t.Table.RowCount);

    /// <summary>
    /// Adds a lookup of a wide value, one row per slice. The first row holds the whole keys and results; step sizes say how each row
    /// follows from the next.
    /// </summary>
    /// <param name="table">Tables and bases of the slices.</param>
    /// <param name="key1">Variable of the first key, put on the first row.</param>
    /// <param name="key2">Variable of the second key, put on the first row; null if the tables have one key.</param>
    /// <returns>The variables of the first, second and third column, row by row.</returns>
    public LookupVariables AddLookup(MultiTable table, uint key1, uint? key2 = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.TryAccumulate(ValueOf(key1).ToInteger(), key2 is uint second ? ValueOf(second).ToInteger() : default, out TableEntry[] sums))
        {
            Fail("A key exceeds its lookup table.");
        }

        int count = sums.Length;
        LookupVariables variables = new(new uint[count], new uint[count], new uint[count]);
        for (int i = 0; i < count; i++)
        {
            CircuitTable used = UseTable(table.Slices[i].Table);
            used.ReadCounts[sums[i].Row]++;
            variables.Column1[i] = i == 0 ? key1 : AddVariable(sums[i].Column1);
            variables.Column2[i] = i == 0 && key2 is uint given ? given : AddVariable(sums[i].Column2);
            variables.Column3[i] = AddVariable(sums[i].Column3);
            TableSlice? next = i + 1 < count ? table.Slices[i + 1] : null;
            AddRow(
                MegaBlockKind.Lookup,
                new(variables.Column1[i], variables.Column2[i], variables.Column3[i], ZeroVariable),
                new()
                {
                    QR = next is null ? Fr.Zero : -next.Step1,
                    QM = next is null ? Fr.Zero : -next.Step2,
                    QC = next is null ? Fr.Zero : -next.Step3,
                    QO = Fr.FromUInt64((ulong)used.Index),
                },
                1);
        }

        return variables;
    }

    private CircuitTable UseTable(BasicTable table)
    {
        foreach (CircuitTable known in tables)
        {
            if (ReferenceEquals(known.Table, table))
            {
                return known;
            }
        }

        CircuitTable added = new(table, table.FixedIndex ?? tables.Count + 1);
        tables.Add(added);
        return added;
    }
}
