using System.Runtime.CompilerServices;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Polynomials;

/// <summary>
/// A polynomial over Fr given by <see cref="VirtualSize"/> coefficients (or values on the rows of a trace), of which only those in
/// <c>[StartIndex, EndIndex)</c> are stored, 32 bytes each; all others are zero. The object owns its buffer; <see cref="Shifted"/>
/// views share it without copying.
/// </summary>
public sealed class Polynomial : IDisposable
{
    private readonly NativeBuffer<Fr>? buffer;
    private readonly bool ownsBuffer;

    /// <summary>Allocates <paramref name="size"/> zero coefficients from <paramref name="startIndex"/> on.</summary>
    /// <param name="startIndex">Index of the first stored coefficient.</param>
    /// <param name="size">Number of stored coefficients; 0 makes the zero polynomial without a buffer.</param>
    /// <param name="virtualSize">Number of coefficients of the whole polynomial.</param>
    /// <param name="category">Where the bytes are booked.</param>
    /// <exception cref="ArgumentOutOfRangeException">The stored range does not lie in <c>[0, virtualSize)</c>.</exception>
    public Polynomial(int startIndex, int size, int virtualSize, BufferCategory category)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(startIndex);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)startIndex + size, virtualSize, nameof(size));
        StartIndex = startIndex;
        StoredSize = size;
        VirtualSize = virtualSize;
        Category = category;
        if (size > 0)
        {
            buffer = new NativeBuffer<Fr>(size, category);
            ownsBuffer = true;
        }
    }

    private Polynomial(Polynomial source, int startIndex)
    {
        buffer = source.buffer;
        StartIndex = startIndex;
        StoredSize = source.StoredSize;
        VirtualSize = source.VirtualSize;
        Category = source.Category;
    }

    /// <summary>Index of the first stored coefficient; -1 in the shift of a polynomial that stores its coefficient 0.</summary>
    public int StartIndex { get; }

    /// <summary>Number of stored coefficients.</summary>
    public int StoredSize { get; }

    /// <summary>One past the index of the last stored coefficient.</summary>
    public int EndIndex => StartIndex + StoredSize;

    /// <summary>Number of coefficients of the whole polynomial, a power of two for columns of a trace.</summary>
    public int VirtualSize { get; }

    /// <summary>Where the bytes are booked.</summary>
    public BufferCategory Category { get; }

    /// <summary>Whether nothing is stored: the zero polynomial.</summary>
    public bool IsEmpty => StoredSize == 0;

    /// <summary>The stored coefficients, those of indices <c>[StartIndex, EndIndex)</c>.</summary>
    public Span<Fr> Coefficients
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => buffer is null ? [] : buffer.Span;
    }

    /// <summary>Coefficient <paramref name="index"/>; zero outside the stored range.</summary>
    public Fr this[int index]
    {
        get
        {
            int offset = index - StartIndex;
            return (uint)offset < (uint)StoredSize ? Coefficients[offset] : default;
        }
    }

    /// <summary>A full polynomial of <paramref name="size"/> coefficients.</summary>
    public static Polynomial CreateFull(int size, BufferCategory category) => new(0, size, size, category);

    /// <summary>A polynomial that stores rows <c>[1, size)</c>, so that its shift is a polynomial too.</summary>
    public static Polynomial CreateShiftable(int size, BufferCategory category) => new(1, size - 1, size, category);

    /// <summary>
    /// The shift <c>f(X) / X</c>: coefficient i of the view is coefficient i + 1 of this. It shares the buffer and must not outlive it.
    /// </summary>
    /// <exception cref="InvalidOperationException">Coefficient 0 is stored and not zero.</exception>
    public Polynomial Shifted()
    {
        if (StartIndex == 0 && StoredSize > 0 && !Coefficients[0].IsZero)
        {
            throw new InvalidOperationException("Only a polynomial with constant term zero can be shifted.");
        }

        return new Polynomial(this, StartIndex - 1);
    }

    /// <summary>Reference to the stored coefficient <paramref name="index"/>, for writing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the stored range.</exception>
    public ref Fr At(int index)
    {
        int offset = index - StartIndex;
        if ((uint)offset >= (uint)StoredSize)
        {
            ThrowOutside(index);
        }

        return ref Coefficients[offset];
    }

    /// <summary><c>this += scalar * other</c>.</summary>
    /// <param name="other">Its stored range must lie within this one's.</param>
    /// <param name="scalar">The factor.</param>
    public void AddScaled(Polynomial other, in Fr scalar)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.IsEmpty)
        {
            return;
        }

        if (other.StartIndex < StartIndex || other.EndIndex > EndIndex)
        {
            throw new ArgumentException("The added polynomial's range exceeds this one's.", nameof(other));
        }

        ReadOnlySpan<Fr> source = other.Coefficients;
        Span<Fr> target = Coefficients.Slice(other.StartIndex - StartIndex, source.Length);
        for (int i = 0; i < source.Length; i++)
        {
            target[i] += scalar * source[i];
        }
    }

    /// <summary>The value at <paramref name="point"/> by Horner's rule, one product per stored coefficient.</summary>
    public Fr Evaluate(in Fr point)
    {
        ReadOnlySpan<Fr> source = Coefficients;
        Fr sum = default;
        for (int i = source.Length - 1; i >= 0; i--)
        {
            sum = (sum * point) + source[i];
        }

        return StartIndex >= 0 ? sum * Fr.Pow(point, (ulong)StartIndex) : sum * Fr.Inverse(point);
    }

    /// <summary>Frees the buffer if this object owns it.</summary>
    public void Dispose()
    {
        if (ownsBuffer)
        {
            buffer!.Dispose();
        }
    }

    private static void ThrowOutside(int index) =>
        throw new ArgumentOutOfRangeException(nameof(index), index, "The coefficient is outside the stored range.");
}
