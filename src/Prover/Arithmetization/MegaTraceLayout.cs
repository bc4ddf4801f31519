using System.Numerics;

namespace Chonk.Prover.Arithmetization;

/// <summary>
/// Where the blocks of a finalised circuit stand in its trace: row 0 is zero, blocks follow each other from row 1 on, empty ones take no
/// row, lookup tables start beside the lookup block's first row, databus columns at row 4.
/// </summary>
public sealed class MegaTraceLayout
{
    /// <summary>Rows at the start of the trace that hold zeros.</summary>
    public const int ZeroRowCount = 1;

    /// <summary>First row of databus columns; rows below it are masked in zero-knowledge variants of the trace.</summary>
    public const int DatabusOffset = 4;

    private readonly int[] offsets;
    private readonly int[] rowCounts;

    /// <summary>The layout of a circuit.</summary>
    /// <param name="circuit">A finalised circuit.</param>
    /// <exception cref="ArgumentException">The circuit is not finalised.</exception>
    public MegaTraceLayout(MegaCircuitBuilder circuit)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        if (!circuit.IsFinalized)
        {
            throw new ArgumentException("The circuit must be finalised first.", nameof(circuit));
        }

        MegaBlockKind[] kinds = Enum.GetValues<MegaBlockKind>();
        offsets = new int[kinds.Length];
        rowCounts = new int[kinds.Length];
        int row = ZeroRowCount;
        foreach (MegaBlockKind kind in kinds)
        {
            offsets[(int)kind] = row;
            rowCounts[(int)kind] = circuit.Block(kind).RowCount;
            row = checked(row + rowCounts[(int)kind]);
        }

        ActiveRowCount = row;
        TableRowCount = circuit.TableRowCount;
        int occupied = Math.Max(ActiveRowCount, checked(TableOffset + TableRowCount));
        LogSize = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)occupied));
    }

    /// <summary>One past the last row of the last block.</summary>
    public int ActiveRowCount { get; }

    /// <summary>Rows of all lookup tables together.</summary>
    public int TableRowCount { get; }

    /// <summary>First row of the lookup tables.</summary>
    public int TableOffset => OffsetOf(MegaBlockKind.Lookup);

    /// <summary>Logarithm of the number of rows.</summary>
    public int LogSize { get; }

    /// <summary>Number of rows, a power of two.</summary>
    public int Size => 1 << LogSize;

    /// <summary>First row of a block, or where it would start if it had rows.</summary>
    public int OffsetOf(MegaBlockKind kind) => offsets[(int)kind];

    /// <summary>One past the last row of a block.</summary>
    public int EndOf(MegaBlockKind kind) => offsets[(int)kind] + rowCounts[(int)kind];
}
