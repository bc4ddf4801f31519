using System.Numerics;
using Chonk.Prover.Fields;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Polynomials;

/// <summary>Small signed integers; a negative one stands for the element p minus its magnitude.</summary>
/// <typeparam name="TInteger">A signed integer of at most 64 bits.</typeparam>
public sealed class IntegerRows<TInteger> : CompactRows
    where TInteger : unmanaged, IBinaryInteger<TInteger>, ISignedNumber<TInteger>
{
    private readonly NativeBuffer<TInteger> values;

    /// <summary>Allocates zeros.</summary>
    /// <param name="length">Number of rows.</param>
    /// <param name="category">Where the bytes are booked.</param>
    public IntegerRows(int length, BufferCategory category)
        : base(length, category) => values = new NativeBuffer<TInteger>(length, category);

    /// <summary>The integers, for reading and writing.</summary>
    public Span<TInteger> Values => values.Span;

    /// <inheritdoc/>
    public override void Read(int first, Span<Fr> destination) =>
        FieldVector.FromIntegers<Bn254ScalarField, TInteger>(values.Span.Slice(first, destination.Length), destination);

    /// <inheritdoc/>
    public override bool IsZero(int first, int count) => !values.Span.Slice(first, count).ContainsAnyExcept(TInteger.Zero);

    /// <inheritdoc/>
    public override void ReadIntegers(int first, Span<UInt256> destination)
    {
        UInt256 modulus = Fr.Modulus;
        ReadOnlySpan<TInteger> source = values.Span.Slice(first, destination.Length);
        for (int i = 0; i < source.Length; i++)
        {
            long value = long.CreateTruncating(source[i]);
            destination[i] = value >= 0
                ? UInt256.FromUInt64((ulong)value)
                : UInt256.Subtract(modulus, UInt256.FromUInt64(0UL - (ulong)value), out _);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        values.Dispose();
        base.Dispose(disposing);
    }
}
