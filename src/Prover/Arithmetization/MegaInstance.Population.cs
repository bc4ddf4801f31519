using System.Numerics;
using Chonk.Prover.Arithmetization.Lookups;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Arithmetization;

/// <content>Wires, selectors, ecc operations, databus and tables.</content>
public sealed partial class MegaInstance
{
    private void PopulateWires(MegaCircuitBuilder source)
    {
        foreach (MegaBlockKind kind in Enum.GetValues<MegaBlockKind>())
        {
            MegaBlock block = source.Block(kind);
            int offset = Layout.OffsetOf(kind) - 1;
            WorkScheduler.Shared.For(block.RowCount, 1 << 10, (start, end, _) =>
            {
                ReadOnlySpan<WireRow> rows = block.Wires;
                Span<Fr> l = Column(MegaColumn.WL).Coefficients[offset..];
                Span<Fr> r = Column(MegaColumn.WR).Coefficients[offset..];
                Span<Fr> o = Column(MegaColumn.WO).Coefficients[offset..];
                Span<Fr> fourth = Column(MegaColumn.W4).Coefficients[offset..];
                for (int i = start; i < end; i++)
                {
                    l[i] = source.FinalValueOf(rows[i].L);
                    r[i] = source.FinalValueOf(rows[i].R);
                    o[i] = source.FinalValueOf(rows[i].O);
                    fourth[i] = source.FinalValueOf(rows[i].Fourth);
                }
            });
        }
    }

    private void PopulateSelectors(MegaCircuitBuilder source)
    {
        foreach (MegaBlockKind kind in Enum.GetValues<MegaBlockKind>())
        {
            int row = Layout.OffsetOf(kind);
            foreach (ref readonly SelectorRow selectors in source.Block(kind).Selectors)
            {
                Write(MegaColumn.QM, selectors.QM, row);
                Write(MegaColumn.QL, selectors.QL, row);
                Write(MegaColumn.QR, selectors.QR, row);
                Write(MegaColumn.QO, selectors.QO, row);
                Write(MegaColumn.Q4, selectors.Q4, row);
                Write(MegaColumn.QC, selectors.QC, row);
                Write(MegaColumn.Q5, selectors.Q5, row);
                if (selectors.Gate != 0)
                {
                    Write(GateColumn(kind, selectors.Gate), gateIndices[kind == MegaBlockKind.Arithmetic ? selectors.Gate : 1], row);
                }

                row++;
            }
        }

        void Write(MegaColumn column, uint index, int row)
        {
            if (index != 0)
            {
                Polynomial target = Column(column);
                ((PaletteRows)target.Compact!).Set(row - target.StartIndex, index);
            }
        }
    }

    private void PopulateEccOps()
    {
        for (int wire = 0; wire < 4; wire++)
        {
            // Row r of the column is row r + 1 of the wire, and the wire's storage starts at row 1.
            ReadOnlySpan<Fr> source = Column(MegaColumn.WL + wire).Coefficients;
            Span<Fr> target = Column(MegaColumn.EccOpWire1 + wire).Coefficients;
            source[..target.Length].CopyTo(target);
        }
    }

    private void PopulateDatabus(MegaCircuitBuilder source)
    {
        Span<int> ids = IntegersOf<int>(MegaColumn.DatabusId);
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = i;
        }

        foreach (BusColumn bus in Enum.GetValues<BusColumn>())
        {
            IReadOnlyList<BusEntry> entries = source.Bus(bus);
            Span<Fr> busValues = Column(ValuesOf(bus)).Coefficients;
            Span<int> counts = IntegersOf<int>(ReadCountsOf(bus));
            for (int i = 0; i < entries.Count; i++)
            {
                busValues[i] = source.FinalValueOf(entries[i].Variable);
                counts[i] = checked((int)entries[i].ReadCount);
            }
        }
    }

    private void PopulateTables(MegaCircuitBuilder source)
    {
        int offset = 0;
        foreach (CircuitTable used in source.Tables)
        {
            int start = offset;
            WorkScheduler.Shared.For(used.Table.RowCount, 1 << 10, (from, to, _) =>
            {
                Polynomial first = Column(MegaColumn.Table1);
                Polynomial second = Column(MegaColumn.Table2);
                Polynomial third = Column(MegaColumn.Table3);
                Span<int> fourth = IntegersOf<int>(MegaColumn.Table4)[start..];
                Span<int> counts = IntegersOf<int>(MegaColumn.LookupReadCounts)[start..];
                Span<sbyte> tags = IntegersOf<sbyte>(MegaColumn.LookupReadTags)[start..];
                for (int i = from; i < to; i++)
                {
                    TableEntry entry = used.Table.EntryAt(i);
                    Write(first, start + i, entry.Column1);
                    Write(second, start + i, entry.Column2);
                    Write(third, start + i, entry.Column3);
                    fourth[i] = used.Index;
                    if (used.ReadCounts[i] != 0)
                    {
                        counts[i] = checked((int)used.ReadCounts[i]);
                        tags[i] = 1;
                    }
                }
            });
            offset += used.Table.RowCount;
        }
    }

    private static void Write(Polynomial column, int offset, in Fr value)
    {
        switch (column.Compact)
        {
            case IntegerRows<int> narrow:
                narrow.Values[offset] = (int)value.ToInteger().L0;
                break;
            case IntegerRows<long> wide:
                wide.Values[offset] = (long)value.ToInteger().L0;
                break;
            default:
                column.Coefficients[offset] = value;
                break;
        }
    }

    /// <summary>The integers of a column that was stored as such; none of an empty column.</summary>
    private Span<TInteger> IntegersOf<TInteger>(MegaColumn column)
        where TInteger : unmanaged, IBinaryInteger<TInteger>, ISignedNumber<TInteger> =>
        Column(column).Compact is IntegerRows<TInteger> rows ? rows.Values : [];
}
