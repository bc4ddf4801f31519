using Chonk.Prover.Fields;

namespace Chonk.Prover.Arithmetization;

/// <content>
/// Read-only memory. Every initialisation and read is a record <c>w_4 = index + eta value_1 + ...</c> whose value is known only once the
/// challenge eta is; at the end the records stand sorted by index a second time, and both lists are equal as multisets.
/// </content>
public sealed partial class MegaCircuitBuilder
{
    private const uint Unset = uint.MaxValue;
    private readonly List<RomArray> romArrays = [];
    private readonly List<MemoryRecordRow> memoryRecordRows = [];

    /// <summary>The rows of the memory block whose <c>w_4</c> is a record, to be computed after eta.</summary>
    public IReadOnlyList<MemoryRecordRow> MemoryRecordRows => memoryRecordRows;

    /// <summary>Adds a table of <paramref name="size"/> cells; each must be set exactly once.</summary>
    /// <returns>Its number.</returns>
    public int AddRom(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        romArrays.Add(new RomArray(size));
        return romArrays.Count - 1;
    }

    /// <summary>Sets a cell to one variable.</summary>
    /// <param name="rom">Number of the table.</param>
    /// <param name="index">The cell.</param>
    /// <param name="value">The variable.</param>
    public void SetRom(int rom, int index, uint value) =>
        SetRom(rom, index, value, ZeroVariable, index == 0 ? ZeroVariable : PutConstant((ulong)index));

    /// <summary>Sets a cell to a pair of variables.</summary>
    public void SetRomPair(int rom, int index, uint value1, uint value2) => SetRom(rom, index, value1, value2, PutConstant((ulong)index));

    /// <summary>Reads a cell.</summary>
    /// <param name="rom">Number of the table.</param>
    /// <param name="indexVariable">Variable of the index.</param>
    /// <returns>A new variable of the cell's value.</returns>
    public uint ReadRom(int rom, uint indexVariable)
    {
        RomArray array = romArrays[rom];
        int index = MemoryIndex(indexVariable, array.Cells.Length);
        uint value = AddVariable(ValueOf(array.CellAt(index).Value1));
        AddRomAccess(array, index, indexVariable, value, ZeroVariable);
        return value;
    }

    /// <summary>Reads a cell that holds a pair.</summary>
    public (uint Value1, uint Value2) ReadRomPair(int rom, uint indexVariable)
    {
        RomArray array = romArrays[rom];
        int index = MemoryIndex(indexVariable, array.Cells.Length);
        (uint cell1, uint cell2) = array.CellAt(index);
        uint value1 = AddVariable(ValueOf(cell1));
        uint value2 = AddVariable(ValueOf(cell2));
        AddRomAccess(array, index, indexVariable, value1, value2);
        return (value1, value2);
    }

    private void SetRom(int rom, int index, uint value1, uint value2, uint indexVariable)
    {
        RomArray array = romArrays[rom];
        if (array.Cells[index].Value1 != Unset)
        {
            throw new InvalidOperationException("The cell is set already.");
        }

        array.Cells[index] = (value1, value2);
        AddRomAccess(array, index, indexVariable, value1, value2);
    }

    private void AddRomAccess(RomArray array, int index, uint indexVariable, uint value1, uint value2)
    {
        uint record = AddVariable(Fr.Zero);
        int row = Block(MegaBlockKind.Memory).RowCount;
        AddRow(MegaBlockKind.Memory, new(indexVariable, value1, value2, record), new() { QL = Fr.One, QM = Fr.One }, 1);
        array.Records.Add(new(index, value1, value2, record, row));
    }

    /// <summary>The index a variable stands for; one outside the array is a violation and counts as 0.</summary>
    private int MemoryIndex(uint indexVariable, int size)
    {
        UInt256 index = ValueOf(indexVariable).ToInteger();
        if (index >= UInt256.FromUInt64((ulong)size))
        {
            Fail("A memory access is out of bounds.");
            return 0;
        }

        return (int)index.L0;
    }

    private void FinalizeRomArrays()
    {
        foreach (RomArray array in romArrays)
        {
            FinalizeRom(array);
        }
    }

    private void FinalizeRom(RomArray array)
    {
        (uint readTag, uint sortedTag) = AddTagPair();
        for (int i = 0; i < array.Cells.Length; i++)
        {
            array.CellAt(i);
        }

        uint zero = ZeroVariable;
        int position = 0;
        foreach (RomRecord record in array.Records.OrderBy(static r => r.Index))
        {
            // Both ends of the chain of indices are constants; in between each step is 0 or 1.
            uint index =
                position == 0 ? zero
                : position == array.Records.Count - 1 ? PutConstant((ulong)array.Cells.Length - 1)
                : AddVariable(Fr.FromUInt64((ulong)record.Index));
            uint value1 = AddVariable(ValueOf(record.Value1));
            uint value2 = AddVariable(ValueOf(record.Value2));
            uint sorted = AddVariable(Fr.Zero);
            int row = Block(MegaBlockKind.Memory).RowCount;
            AddRow(MegaBlockKind.Memory, new(index, value1, value2, sorted), new() { QL = Fr.One, QR = Fr.One }, 1);
            AssignTag(record.Record, readTag);
            AssignTag(sorted, sortedTag);
            memoryRecordRows.Add(new(row, IsWrite: false));
            memoryRecordRows.Add(new(record.Row, IsWrite: false));
            position++;
        }

        // The last sorted row compares itself with a row of the index one past the end.
        Fr size = Fr.FromUInt64((ulong)array.Cells.Length);
        uint end = AddVariable(size);
        AddUnconstrainedRow(MegaBlockKind.Memory, new(end, zero, zero, zero));
        AddGate(new(end, zero, zero, zero) { QA = Fr.One, Constant = -size });
    }

    private readonly record struct RomRecord(int Index, uint Value1, uint Value2, uint Record, int Row);

    private sealed class RomArray
    {
        public RomArray(int size)
        {
            Cells = new (uint, uint)[size];
            Array.Fill(Cells, (Unset, Unset));
        }

        public (uint Value1, uint Value2)[] Cells { get; }

        public List<RomRecord> Records { get; } = [];

        public (uint Value1, uint Value2) CellAt(int index) =>
            Cells[index].Value1 != Unset ? Cells[index] : throw new InvalidOperationException("A cell of the table was never set.");
    }
}
