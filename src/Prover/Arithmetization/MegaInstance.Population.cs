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
        ReadOnlySpan<Fr> palette = source.Palette.Values;
        foreach (MegaBlockKind kind in Enum.GetValues<MegaBlockKind>())
        {
            int row = Layout.OffsetOf(kind);
            foreach (ref readonly SelectorRow selectors in source.Block(kind).Selectors)
            {
                Write(palette, MegaColumn.QM, selectors.QM, row);
                Write(palette, MegaColumn.QL, selectors.QL, row);
                Write(palette, MegaColumn.QR, selectors.QR, row);
                Write(palette, MegaColumn.QO, selectors.QO, row);
                Write(palette, MegaColumn.Q4, selectors.Q4, row);
                Write(palette, MegaColumn.QC, selectors.QC, row);
                Write(palette, MegaColumn.Q5, selectors.Q5, row);
                if (selectors.Gate != 0)
                {
                    Column(GateColumn(kind, selectors.Gate)).At(row) =
                        kind == MegaBlockKind.Arithmetic ? Fr.FromUInt64(selectors.Gate) : Fr.One;
                }

                row++;
            }
        }

        void Write(ReadOnlySpan<Fr> palette, MegaColumn column, uint index, int row)
        {
            if (index != 0)
            {
                Column(column).At(row) = palette[(int)index];
            }
        }
    }

    private void PopulateEccOps()
    {
        Polynomial indicator = Column(MegaColumn.LagrangeEccOp);
        indicator.Coefficients.Fill(Fr.One);
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
        Span<Fr> ids = Column(MegaColumn.DatabusId).Coefficients;
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = Fr.FromUInt64((ulong)i);
        }

        foreach (BusColumn bus in Enum.GetValues<BusColumn>())
        {
            IReadOnlyList<BusEntry> entries = source.Bus(bus);
            Span<Fr> busValues = Column(ValuesOf(bus)).Coefficients;
            Span<Fr> counts = Column(ReadCountsOf(bus)).Coefficients;
            for (int i = 0; i < entries.Count; i++)
            {
                busValues[i] = source.FinalValueOf(entries[i].Variable);
                counts[i] = Fr.FromUInt64(entries[i].ReadCount);
            }

            Column(IndicatorOf(bus)).Coefficients.Fill(Fr.One);
        }
    }

    private void PopulateTables(MegaCircuitBuilder source)
    {
        int offset = 0;
        foreach (CircuitTable used in source.Tables)
        {
            Fr index = Fr.FromUInt64((ulong)used.Index);
            int start = offset;
            WorkScheduler.Shared.For(used.Table.RowCount, 1 << 10, (from, to, _) =>
            {
                Span<Fr> first = Column(MegaColumn.Table1).Coefficients[start..];
                Span<Fr> second = Column(MegaColumn.Table2).Coefficients[start..];
                Span<Fr> third = Column(MegaColumn.Table3).Coefficients[start..];
                Span<Fr> fourth = Column(MegaColumn.Table4).Coefficients[start..];
                Span<Fr> counts = Column(MegaColumn.LookupReadCounts).Coefficients[start..];
                Span<Fr> tags = Column(MegaColumn.LookupReadTags).Coefficients[start..];
                for (int i = from; i < to; i++)
                {
                    TableEntry entry = used.Table.EntryAt(i);
                    first[i] = entry.Column1;
                    second[i] = entry.Column2;
                    third[i] = entry.Column3;
                    fourth[i] = index;
                    if (used.ReadCounts[i] != 0)
                    {
                        counts[i] = Fr.FromUInt64(used.ReadCounts[i]);
                        tags[i] = Fr.One;
                    }
                }
            });
            offset += used.Table.RowCount;
        }
    }
}
