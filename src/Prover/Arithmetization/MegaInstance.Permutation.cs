using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;

namespace Chonk.Prover.Arithmetization;

/// <content>
/// The permutation that proves copy constraints and equal multisets. Cell (row, wire) is named <c>row + wire 2^28</c>. The cells of one
/// class of equal variables, in the order of blocks, rows, wires, form a path: <c>sigma</c> of a cell is the next one's name, <c>id</c> of the
/// first is <c>4 2^28 + tag</c> and <c>sigma</c> of the last <c>4 2^28 + tau(tag)</c>, which closes the path for untagged classes (tag 0) and
/// joins the two multisets of a tag pair. <c>sigma_1</c> on a public input's row is <c>-(row + 1)</c>.
/// Source: [Gabizon, Williamson 2019, generalised permutation arguments].
/// </content>
public sealed partial class MegaInstance
{
    /// <summary>Logarithm of the distance between the names of a row's cells; no trace is longer.</summary>
    private const int LogCellSeparator = 28;

    private void PopulatePermutation(MegaCircuitBuilder source)
    {
        for (int wire = 0; wire < 4; wire++)
        {
            int name = 1 + (wire << LogCellSeparator);
            foreach (ref int cell in IntegersOf<int>(MegaColumn.Id1 + wire))
            {
                cell = name++;
            }
        }

        IntegerRows<int>[] ids = CellsOf(MegaColumn.Id1);
        IntegerRows<int>[] sigmas = CellsOf(MegaColumn.Sigma1);

        // The last cell seen of each class, as 4 row + wire; row 0 has no cells.
        using NativeBuffer<uint> lastCells = new(source.VariableCount, BufferCategory.Other);
        Span<uint> last = lastCells.Span;
        foreach (MegaBlockKind kind in Enum.GetValues<MegaBlockKind>())
        {
            int row = Layout.OffsetOf(kind);
            foreach (ref readonly WireRow wires in source.Block(kind).Wires)
            {
                for (int wire = 0; wire < 4; wire++)
                {
                    uint variable = source.FinalRealIndexOf(wires[wire]);
                    uint cell = ((uint)row << 2) | (uint)wire;
                    if (last[(int)variable] == 0)
                    {
                        SetCell(ids, cell, TagName(source.TagOf(variable)));
                    }
                    else
                    {
                        SetCell(sigmas, last[(int)variable], row + (wire << LogCellSeparator));
                    }

                    last[(int)variable] = cell;
                }

                row++;
            }
        }

        for (int variable = 0; variable < last.Length; variable++)
        {
            if (last[variable] != 0)
            {
                SetCell(sigmas, last[variable], TagName(source.TauOf(source.TagOf((uint)variable))));
            }
        }

        for (int i = 0; i < PublicInputCount; i++)
        {
            int row = PublicInputOffset + i;
            SetCell(sigmas, (uint)row << 2, -(row + 1));
        }

        // At most 2^30 + 2^28, so all names fit 32 bits.
        static int TagName(uint tag) => checked((4 << LogCellSeparator) + (int)tag);
    }

    private IntegerRows<int>[] CellsOf(MegaColumn first) =>
        [.. Enumerable.Range(0, 4).Select(wire => (IntegerRows<int>)Column(first + wire).Compact!)];

    /// <summary>Cells are stored from row 1 on.</summary>
    private static void SetCell(IntegerRows<int>[] wires, uint cell, int value) =>
        wires[cell & 3].Values[(int)(cell >> 2) - 1] = value;
}
