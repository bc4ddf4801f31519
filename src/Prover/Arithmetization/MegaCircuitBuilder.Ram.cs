namespace Chonk.Prover.Arithmetization;

/// <content>
/// Read-write memory. Records carry index, time and value; sorted by index, then time, a read must give the value of the record before
/// it. Times are constants of the circuit; that they ascend within one index is a range constraint on their differences.
/// </content>
public sealed partial class MegaCircuitBuilder
{
    private readonly List<RamArray> ramArrays = [];

    /// <summary>Adds a memory of <paramref name="size"/> cells; each must be initialised before it is used.</summary>
    /// <returns>Its number.</returns>
    public int AddRam(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ramArrays.Add(new RamArray(size));
        return ramArrays.Count - 1;
    }

    /// <summary>Initialises a cell.</summary>
    /// <param name="ram">Number of the memory.</param>
    /// <param name="index">The cell.</param>
    /// <param name="value">Its first value.</param>
    public void InitializeRam(int ram, int index, uint value)
    {
        RamArray array = ramArrays[ram];
        if (array.Cells[index] != Unset)
        {
            throw new InvalidOperationException("The cell is initialised already.");
        }

        uint indexVariable = index == 0 ? ZeroVariable : PutConstant((ulong)index);
        AddRamAccess(array, index, indexVariable, value, isWrite: true);
        array.Cells[index] = value;
    }

    /// <summary>Reads a cell.</summary>
    /// <param name="ram">Number of the memory.</param>
    /// <param name="indexVariable">Variable of the index.</param>
    /// <returns>A new variable of the cell's value.</returns>
    public uint ReadRam(int ram, uint indexVariable)
    {
        RamArray array = ramArrays[ram];
        int index = MemoryIndex(indexVariable, array.Cells.Length);
        uint value = AddVariable(ValueOf(array.CellAt(index)));
        AddRamAccess(array, index, indexVariable, value, isWrite: false);
        return value;
    }

    /// <summary>Writes a cell.</summary>
    /// <param name="ram">Number of the memory.</param>
    /// <param name="indexVariable">Variable of the index.</param>
    /// <param name="value">Variable of the new value.</param>
    public void WriteRam(int ram, uint indexVariable, uint value)
    {
        RamArray array = ramArrays[ram];
        int index = MemoryIndex(indexVariable, array.Cells.Length);
        array.CellAt(index);
        AddRamAccess(array, index, indexVariable, value, isWrite: true);
        array.Cells[index] = value;
    }

    private void AddRamAccess(RamArray array, int index, uint indexVariable, uint value, bool isWrite)
    {
        uint time = PutConstant((ulong)array.Records.Count);
        uint record = AddVariable(Fr.Zero);
        int row = Block(MegaBlockKind.Memory).RowCount;
        AddRow(
            MegaBlockKind.Memory,
            new(indexVariable, time, value, record),
            new() { QL = Fr.One, QM = Fr.One, QC = isWrite ? Fr.One : Fr.Zero },
            1);
        array.Records.Add(new(index, array.Records.Count, value, isWrite, record, row));
    }

    private void FinalizeRamArrays()
    {
        foreach (RamArray array in ramArrays)
        {
            FinalizeRam(array);
        }
    }

    private void FinalizeRam(RamArray array)
    {
        (uint accessTag, uint sortedTag) = AddTagPair();
        for (int i = 0; i < array.Cells.Length; i++)
        {
            array.CellAt(i);
        }

        RamRecord[] records = [.. array.Records.OrderBy(static r => r.Index).ThenBy(static r => r.Time)];
        uint[] indices = new uint[records.Length];
        uint[] times = new uint[records.Length];
        for (int i = 0; i < records.Length; i++)
        {
            AddSortedRamRow(array, records[i], isFirst: i == 0, isLast: i == records.Length - 1, out indices[i], out times[i], out uint sorted);
            AssignTag(records[i].Record, accessTag);
            AssignTag(sorted, sortedTag);
        }

        if (records.Length > 1)
        {
            AddTimeRows(records, indices, times);
        }
    }

    private void AddSortedRamRow(
        RamArray array, in RamRecord record, bool isFirst, bool isLast, out uint index, out uint time, out uint sorted)
    {
        index = isFirst ? ZeroVariable : AddVariable(Fr.FromUInt64((ulong)record.Index));
        time = AddVariable(Fr.FromUInt64((ulong)record.Time));
        uint value = AddVariable(ValueOf(record.Value));
        sorted = AddVariable(Fr.Zero);
        int row = Block(MegaBlockKind.Memory).RowCount;
        WireRow wires = new(index, time, value, sorted);
        if (isLast)
        {
            // Read by the row before it only; that its index is the array's last is said by a sum.
            AddUnconstrainedRow(MegaBlockKind.Memory, wires);
            uint zero = ZeroVariable;
            AddGate(new(index, zero, zero, zero) { QA = Fr.One, Constant = -Fr.FromUInt64((ulong)array.Cells.Length - 1) });
        }
        else
        {
            AddRow(MegaBlockKind.Memory, wires, new() { QO = Fr.One }, 1);
        }

        memoryRecordRows.Add(new(row, record.IsWrite));
        memoryRecordRows.Add(new(record.Row, record.IsWrite));
    }

    private void AddTimeRows(RamRecord[] records, uint[] indices, uint[] times)
    {
        uint zero = ZeroVariable;
        uint[] deltas = new uint[records.Length - 1];
        for (int i = 0; i < deltas.Length; i++)
        {
            bool sameCell = records[i].Index == records[i + 1].Index;
            deltas[i] = AddVariable(sameCell ? Fr.FromUInt64((ulong)(records[i + 1].Time - records[i].Time)) : Fr.Zero);
            AddRow(MegaBlockKind.Memory, new(indices[i], times[i], deltas[i], zero), new() { QL = Fr.One, Q4 = Fr.One }, 1);
        }

        AddUnconstrainedRow(MegaBlockKind.Memory, new(indices[^1], times[^1], zero, zero));

        // Only now, since a range constraint may add rows of its own.
        foreach (uint delta in deltas)
        {
            ConstrainToList(delta, (ulong)records.Length - 1);
        }
    }

    private readonly record struct RamRecord(int Index, int Time, uint Value, bool IsWrite, uint Record, int Row);

    private sealed class RamArray
    {
        public RamArray(int size)
        {
            Cells = new uint[size];
            Array.Fill(Cells, Unset);
        }

        public uint[] Cells { get; }

        public List<RamRecord> Records { get; } = [];

        public uint CellAt(int index) =>
            Cells[index] != Unset ? Cells[index] : throw new InvalidOperationException("A cell of the memory was never initialised.");
    }
}
