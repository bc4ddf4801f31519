using System.Runtime.InteropServices;
using Chonk.Prover.Fields;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Polynomials;

/// <summary>
/// Values of a polynomial in a smaller form than 32 bytes each: integers, indices into a list of few distinct values, or one value for all.
/// Who needs field elements reads a block of them into rows of his own; one virtual call per block.
/// </summary>
/// <param name="length">Number of values.</param>
/// <param name="category">Where the bytes are booked.</param>
public abstract class CompactRows(int length, BufferCategory category) : IDisposable
{
    /// <summary>Number of values.</summary>
    public int Length { get; } = length;

    /// <summary>Where the bytes are booked.</summary>
    public BufferCategory Category { get; } = category;

    /// <summary>The values from <paramref name="first"/> on, as many as the destination takes.</summary>
    public abstract void Read(int first, Span<Fr> destination);

    /// <summary>Whether the <paramref name="count"/> values from <paramref name="first"/> on are zero.</summary>
    public abstract bool IsZero(int first, int count);

    /// <summary>The values from <paramref name="first"/> on as canonical integers, as many as the destination takes.</summary>
    public virtual void ReadIntegers(int first, Span<UInt256> destination)
    {
        // Elements and integers have four limbs both: the elements are converted where they stand.
        Span<Fr> elements = MemoryMarshal.Cast<UInt256, Fr>(destination);
        Read(first, elements);
        FieldVector.ToIntegers<Bn254ScalarField>(elements, destination);
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Returns the memory; buffers have finalizers of their own.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
