namespace Chonk.Prover.Arithmetization;

/// <content>
/// Databus columns. A read row holds (value, index) and selects its column by one of the selectors; a log-derivative lookup says that
/// the pair occurs in the column.
/// </content>
public sealed partial class MegaCircuitBuilder
{
    private readonly List<BusEntry>[] busColumns = [.. Enumerable.Range(0, Enum.GetValues<BusColumn>().Length).Select(static _ => new List<BusEntry>())];

    /// <summary>The entries of a databus column, in order.</summary>
    public IReadOnlyList<BusEntry> Bus(BusColumn column) => busColumns[(int)column];

    /// <summary>Fills a column, which must be empty, and reads every entry once so that each is bound to its variable.</summary>
    /// <param name="column">The column.</param>
    /// <param name="variables">The entries; constants are variables from <see cref="PutConstant(in Fr)"/>.</param>
    /// <exception cref="InvalidOperationException">The column was filled before.</exception>
    public void FillBus(BusColumn column, ReadOnlySpan<uint> variables)
    {
        List<BusEntry> entries = busColumns[(int)column];
        if (entries.Count != 0)
        {
            throw new InvalidOperationException("A databus column can be filled only once.");
        }

        foreach (uint variable in variables)
        {
            entries.Add(new(variable, 1));
            AddBusRead(column, variable, PutConstant((ulong)entries.Count - 1));
        }
    }

    /// <summary>Reads a column at a variable index.</summary>
    /// <param name="column">The column.</param>
    /// <param name="indexVariable">Variable of the index.</param>
    /// <returns>A new variable of the entry's value.</returns>
    /// <exception cref="InvalidOperationException">The column is empty.</exception>
    public uint ReadBus(BusColumn column, uint indexVariable)
    {
        List<BusEntry> entries = busColumns[(int)column];
        if (entries.Count == 0)
        {
            throw new InvalidOperationException("The databus column is empty.");
        }

        int index = MemoryIndex(indexVariable, entries.Count);
        uint value = AddVariable(ValueOf(entries[index].Variable));
        entries[index] = entries[index] with { ReadCount = entries[index].ReadCount + 1 };
        AddBusRead(column, value, indexVariable);
        return value;
    }

    private void AddBusRead(BusColumn column, uint value, uint index)
    {
        RowSelectors selectors = column switch
        {
            BusColumn.KernelCalldata => new() { QL = Fr.One },
            BusColumn.FirstAppCalldata => new() { QR = Fr.One },
            BusColumn.SecondAppCalldata => new() { QO = Fr.One },
            BusColumn.ThirdAppCalldata => new() { Q4 = Fr.One },
            _ => new() { QM = Fr.One },
        };
        AddRow(MegaBlockKind.BusRead, new(value, index, ZeroVariable, ZeroVariable), selectors, 1);
    }
}
