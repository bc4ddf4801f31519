using System.Numerics;
using Chonk.Prover.Arithmetization.Lookups;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;

namespace Chonk.Prover.Arithmetization;

/// <content>Which rows each column stores.</content>
public sealed partial class MegaInstance
{
    private void AllocateColumns()
    {
        MegaCircuitBuilder source = circuit!;
        int active = Layout.ActiveRowCount;
        foreach (MegaColumn column in (ReadOnlySpan<MegaColumn>)[MegaColumn.WL, MegaColumn.WR, MegaColumn.WO, MegaColumn.W4])
        {
            Store(column, 1, active, BufferCategory.Wires);
        }

        for (MegaColumn column = MegaColumn.Sigma1; column <= MegaColumn.Id4; column++)
        {
            StoreIntegers<int>(column, 1, active, BufferCategory.Permutation);
        }

        Store(MegaColumn.ZPerm, 1, active, BufferCategory.WitnessDerived);
        StoreOnes(MegaColumn.LagrangeFirst, 0, 1);
        StoreOnes(MegaColumn.LagrangeLast, active - 1, active);
        AllocateSelectors(source);
        AllocateTables(source);
        AllocateEccOps();
        AllocateDatabus(source);
        for (MegaColumn shifted = MegaColumn.WLShift; shifted <= MegaColumn.ZPermShift; shifted++)
        {
            columns[(int)shifted] = Column(MegaColumns.UnshiftedOf(shifted)).Shifted();
        }
    }

    private void AllocateSelectors(MegaCircuitBuilder source)
    {
        // First and one past the last row where each selector is not zero.
        Span<int> first = stackalloc int[MegaColumns.PrecomputedCount];
        Span<int> end = stackalloc int[MegaColumns.PrecomputedCount];
        first.Fill(int.MaxValue);
        end.Clear();
        foreach (MegaBlockKind kind in Enum.GetValues<MegaBlockKind>())
        {
            int row = Layout.OffsetOf(kind);
            foreach (ref readonly SelectorRow selectors in source.Block(kind).Selectors)
            {
                Note(first, end, MegaColumn.QM, selectors.QM, row);
                Note(first, end, MegaColumn.QL, selectors.QL, row);
                Note(first, end, MegaColumn.QR, selectors.QR, row);
                Note(first, end, MegaColumn.QO, selectors.QO, row);
                Note(first, end, MegaColumn.Q4, selectors.Q4, row);
                Note(first, end, MegaColumn.QC, selectors.QC, row);
                Note(first, end, MegaColumn.Q5, selectors.Q5, row);
                if (selectors.Gate != 0)
                {
                    Note(first, end, GateColumn(kind, selectors.Gate), 1, row);
                }

                row++;
            }
        }

        // Gate bytes are selector values too; then the palette is complete and can outlive the builder.
        for (uint gate = 0; gate < GateValueCount; gate++)
        {
            gateIndices[gate] = source.Palette.IndexOf(Fr.FromUInt64(gate));
        }

        palette = NativeBuffer<Fr>.CreateUninitialized(source.Palette.Values.Length, BufferCategory.Selectors);
        source.Palette.Values.CopyTo(palette.Span);
        foreach (MegaColumn column in SelectorColumns)
        {
            int start = first[(int)column];
            int length = end[(int)column] - start;
            columns[(int)column] = length > 0
                ? new Polynomial(start, PaletteRows.Create(length, palette, BufferCategory.Selectors), Layout.Size)
                : Zero(BufferCategory.Selectors);
        }

        static void Note(Span<int> first, Span<int> end, MegaColumn column, uint value, int row)
        {
            if (value != 0)
            {
                first[(int)column] = Math.Min(first[(int)column], row);
                end[(int)column] = row + 1;
            }
        }
    }

    private void AllocateTables(MegaCircuitBuilder source)
    {
        int start = Layout.TableOffset;
        int end = start + Layout.TableRowCount;
        for (int k = 0; k < BasicTable.ColumnCount; k++)
        {
            int bits = 0;
            foreach (CircuitTable used in source.Tables)
            {
                bits = Math.Max(bits, used.Table.BitsOf(k));
            }

            MegaColumn column = MegaColumn.Table1 + k;
            if (bits < 32)
            {
                StoreIntegers<int>(column, start, end, BufferCategory.Tables);
            }
            else if (bits < 64)
            {
                StoreIntegers<long>(column, start, end, BufferCategory.Tables);
            }
            else
            {
                Store(column, start, end, BufferCategory.Tables);
            }
        }

        StoreIntegers<int>(MegaColumn.Table4, start, end, BufferCategory.Tables);
        StoreIntegers<int>(MegaColumn.LookupReadCounts, start, end, BufferCategory.WitnessDerived);
        StoreIntegers<sbyte>(MegaColumn.LookupReadTags, start, end, BufferCategory.WitnessDerived);
        Store(MegaColumn.LookupInverses, start, Math.Max(end, Layout.EndOf(MegaBlockKind.Lookup)), BufferCategory.WitnessDerived);
    }

    private void AllocateEccOps()
    {
        // One row before the block: the relation compares with the wires of the next row.
        int start = Layout.OffsetOf(MegaBlockKind.EccOp) - 1;
        int end = Layout.EndOf(MegaBlockKind.EccOp) - 1;
        StoreOnes(MegaColumn.LagrangeEccOp, start, end);
        for (MegaColumn column = MegaColumn.EccOpWire1; column <= MegaColumn.EccOpWire4; column++)
        {
            Store(column, start, end, BufferCategory.Wires);
        }
    }

    private void AllocateDatabus(MegaCircuitBuilder source)
    {
        const int Start = MegaTraceLayout.DatabusOffset;
        int largest = 0;
        foreach (BusColumn bus in Enum.GetValues<BusColumn>())
        {
            int count = source.Bus(bus).Count;
            largest = Math.Max(largest, count);
            int end = Start + count;
            int inversesEnd = count == 0 ? Start : Math.Max(end, Layout.EndOf(MegaBlockKind.BusRead));
            StoreOnes(IndicatorOf(bus), Start, end);
            Store(ValuesOf(bus), Start, end, BufferCategory.WitnessDerived);
            StoreIntegers<int>(ReadCountsOf(bus), Start, end, BufferCategory.WitnessDerived);
            Store(InversesOf(bus), Start, inversesEnd, BufferCategory.WitnessDerived);
        }

        StoreIntegers<int>(MegaColumn.DatabusId, Start, Start + largest, BufferCategory.Selectors);
    }

    private void Store(MegaColumn column, int start, int end, BufferCategory category) =>
        columns[(int)column] = start < end ? new Polynomial(start, end - start, Layout.Size, category) : Zero(category);

    private void StoreIntegers<TInteger>(MegaColumn column, int start, int end, BufferCategory category)
        where TInteger : unmanaged, IBinaryInteger<TInteger>, ISignedNumber<TInteger> =>
        columns[(int)column] = start < end
            ? new Polynomial(start, new IntegerRows<TInteger>(end - start, category), Layout.Size)
            : Zero(category);

    private void StoreOnes(MegaColumn column, int start, int end) =>
        columns[(int)column] = start < end
            ? new Polynomial(start, new ConstantRows(Fr.One, end - start, BufferCategory.Selectors), Layout.Size)
            : Zero(BufferCategory.Selectors);

    private Polynomial Zero(BufferCategory category) => new(0, 0, Layout.Size, category);
}
