using Chonk.Prover.Memory;

namespace Chonk.Prover.Arithmetization;

/// <summary>
/// The distinct selector values of a circuit, numbered in order of first use. A circuit has few of them (0, 1, -1, powers of two,
/// round constants), so rows hold 4-byte numbers instead of 32-byte elements. Index 0 is zero.
/// </summary>
internal sealed class FieldPalette : IDisposable
{
    private readonly Dictionary<Fr, uint> indexOf = [];
    private readonly NativeList<Fr> values = new(BufferCategory.Input);

    /// <summary>A palette of 0, 1 and -1.</summary>
    public FieldPalette()
    {
        Add(Fr.Zero);
        Add(Fr.One);
        Add(-Fr.One);
    }

    /// <summary>The value of each index.</summary>
    public ReadOnlySpan<Fr> Values => values.Span;

    /// <summary>The index of a value, new if it was never seen.</summary>
    public uint IndexOf(in Fr value) =>
        value.IsZero ? 0
        : value == values[1] ? 1
        : indexOf.TryGetValue(value, out uint index) ? index
        : Add(value);

    /// <inheritdoc/>
    public void Dispose() => values.Dispose();

    private uint Add(in Fr value)
    {
        uint index = (uint)values.Count;
        values.Add(value);
        indexOf.Add(value, index);
        return index;
    }
}
