using Chonk.Prover.Memory;

namespace Chonk.Prover.Arithmetization;

/// <summary>
/// One block of the trace while it is being built: per row four variables and seven selectors as palette indices plus one gate byte,
/// 48 bytes in all (32-byte elements would take 240).
/// </summary>
/// <remarks>
/// The gate byte is the value of the block's gate selector (0 to 3 for <c>q_arith</c>, 0 or 1 otherwise). The Poseidon2 blocks own more
/// than one gate selector: there it is a <see cref="Poseidon2ExternalGate"/> or <see cref="Poseidon2InternalGate"/>.
/// </remarks>
public sealed class MegaBlock : IDisposable
{
    private readonly NativeList<WireRow> wires = new(BufferCategory.Input);
    private readonly NativeList<SelectorRow> selectors = new(BufferCategory.Input);

    /// <summary>An empty block.</summary>
    /// <param name="kind">Its place in the trace.</param>
    internal MegaBlock(MegaBlockKind kind) => Kind = kind;

    /// <summary>Its place in the trace.</summary>
    public MegaBlockKind Kind { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount => wires.Count;

    /// <summary>The variables on the wires, row by row.</summary>
    public ReadOnlySpan<WireRow> Wires => wires.Span;

    /// <summary>The selectors, row by row.</summary>
    internal ReadOnlySpan<SelectorRow> Selectors => selectors.Span;

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        wires.Dispose();
        selectors.Dispose();
    }

    /// <summary>Appends a row.</summary>
    internal void Add(in WireRow row, in SelectorRow selectorRow)
    {
        wires.Add(row);
        selectors.Add(selectorRow);
    }

    /// <summary>Returns spare memory.</summary>
    internal void TrimExcess()
    {
        wires.TrimExcess();
        selectors.TrimExcess();
    }

    /// <summary>The selectors of the last row, for gates that fuse with the row before them.</summary>
    internal ref SelectorRow LastSelectors() => ref selectors[selectors.Count - 1];
}
