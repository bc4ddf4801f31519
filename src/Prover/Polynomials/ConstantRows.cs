using Chonk.Prover.Fields;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Polynomials;

/// <summary>One value for all rows; no buffer.</summary>
/// <param name="value">The value.</param>
/// <param name="length">Number of rows.</param>
/// <param name="category">Named by the polynomial; nothing is booked.</param>
public sealed class ConstantRows(in Fr value, int length, BufferCategory category) : CompactRows(length, category)
{
    /// <summary>The value.</summary>
    public Fr Value { get; } = value;

    /// <inheritdoc/>
    public override void Read(int first, Span<Fr> destination) => destination.Fill(Value);

    /// <inheritdoc/>
    public override bool IsZero(int first, int count) => count == 0 || Value.IsZero;

    /// <inheritdoc/>
    public override void ReadIntegers(int first, Span<UInt256> destination) => destination.Fill(Value.ToInteger());
}
