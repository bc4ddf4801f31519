using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chonk.Prover.Fields;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Polynomials;

/// <summary>
/// A polynomial over Fr given by <see cref="VirtualSize"/> coefficients (or values on the rows of a trace), of which only those in
/// <c>[StartIndex, EndIndex)</c> are stored, 32 bytes each or in a <see cref="CompactRows">compact</see> form; all others are zero. The
/// object owns its buffer; <see cref="Shifted"/> views share it without copying.
/// </summary>
public sealed class Polynomial : IDisposable
{
    private const int BlockLength = 128;
    private readonly NativeBuffer<Fr>? buffer;
    private readonly CompactRows? compact;
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

    /// <summary>A polynomial whose stored coefficients have a compact form.</summary>
    /// <param name="startIndex">Index of the first stored coefficient.</param>
    /// <param name="rows">The stored coefficients, owned from now on.</param>
    /// <param name="virtualSize">Number of coefficients of the whole polynomial.</param>
    /// <exception cref="ArgumentOutOfRangeException">The stored range does not lie in <c>[0, virtualSize)</c>.</exception>
    public Polynomial(int startIndex, CompactRows rows, int virtualSize)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(startIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)startIndex + rows.Length, virtualSize, nameof(rows));
        StartIndex = startIndex;
        StoredSize = rows.Length;
        VirtualSize = virtualSize;
        Category = rows.Category;
        compact = rows;
        ownsBuffer = true;
    }

    private Polynomial(Polynomial source, int startIndex)
    {
        buffer = source.buffer;
        compact = source.compact;
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

    /// <summary>Whether the stored coefficients have a compact form.</summary>
    public bool IsCompact => compact is not null;

    /// <summary>The compact form, or null.</summary>
    public CompactRows? Compact => compact;

    /// <summary>The stored coefficients, those of indices <c>[StartIndex, EndIndex)</c>.</summary>
    /// <exception cref="InvalidOperationException">They have a compact form.</exception>
    public Span<Fr> Coefficients
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (buffer is not null)
            {
                return buffer.Span;
            }

            if (compact is not null)
            {
                ThrowCompact();
            }

            return [];
        }
    }

    /// <summary>Coefficient <paramref name="index"/>; zero outside the stored range.</summary>
    public Fr this[int index]
    {
        get
        {
            int offset = index - StartIndex;
            if ((uint)offset >= (uint)StoredSize)
            {
                return default;
            }

            if (compact is null)
            {
                return Coefficients[offset];
            }

            Fr value = default;
            compact.Read(offset, new Span<Fr>(ref value));
            return value;
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
        if (StartIndex == 0 && StoredSize > 0 && !this[0].IsZero)
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

        Span<Fr> target = Coefficients.Slice(other.StartIndex - StartIndex, other.StoredSize);
        if (other.compact is null)
        {
            FieldVector.AddScaled(other.Coefficients, scalar, target);
            return;
        }

        Span<Fr> block = stackalloc Fr[BlockLength];
        for (int first = 0; first < target.Length; first += BlockLength)
        {
            int count = Math.Min(BlockLength, target.Length - first);
            FieldVector.AddScaled(other.Rows(other.StartIndex + first, count, block), scalar, target.Slice(first, count));
        }
    }

    /// <summary>Writes the coefficients from an index on; those outside the stored range are zero.</summary>
    /// <param name="from">First index, from -1 on.</param>
    /// <param name="destination">Receives as many as it takes.</param>
    public void Read(int from, Span<Fr> destination)
    {
        int low = Math.Clamp(StartIndex - from, 0, destination.Length);
        int high = Math.Clamp(EndIndex - from, low, destination.Length);
        destination[..low].Clear();
        destination[high..].Clear();
        Span<Fr> stored = destination[low..high];
        if (stored.IsEmpty)
        {
            return;
        }

        if (compact is not null)
        {
            compact.Read(from + low - StartIndex, stored);
        }
        else
        {
            Coefficients.Slice(from + low - StartIndex, stored.Length).CopyTo(stored);
        }
    }

    /// <summary>Coefficients from an index on, where they lie if they all do in one piece, else in scratch.</summary>
    /// <param name="from">First index, from -1 on.</param>
    /// <param name="count">How many.</param>
    /// <param name="scratch">At least <paramref name="count"/> elements.</param>
    public ReadOnlySpan<Fr> Rows(int from, int count, Span<Fr> scratch)
    {
        if (compact is null && from >= StartIndex && from + count <= EndIndex)
        {
            return Coefficients.Slice(from - StartIndex, count);
        }

        Span<Fr> rows = scratch[..count];
        Read(from, rows);
        return rows;
    }

    /// <summary>Whether all coefficients of indices <c>[from, to)</c> are zero.</summary>
    public bool IsZeroOn(int from, int to)
    {
        int low = Math.Max(from, StartIndex);
        int count = Math.Min(to, EndIndex) - low;
        return count <= 0 || (compact is not null
            ? compact.IsZero(low - StartIndex, count)
            : !MemoryMarshal.Cast<Fr, ulong>(Coefficients.Slice(low - StartIndex, count)).ContainsAnyExcept(0UL));
    }

    /// <summary>
    /// The value at <paramref name="point"/>: blocks are summed against the point's powers, one product per stored coefficient, and joined by
    /// Horner's rule.
    /// </summary>
    public Fr Evaluate(in Fr point)
    {
        Span<Fr> powers = stackalloc Fr[BlockLength];
        Fr power = Fr.One;
        for (int i = 0; i < powers.Length; i++)
        {
            powers[i] = power;
            power *= point;
        }

        Fr sum = default;
        Span<Fr> scratch = stackalloc Fr[BlockLength];
        for (int first = (StoredSize - 1) / BlockLength * BlockLength; first >= 0 && StoredSize > 0; first -= BlockLength)
        {
            int count = Math.Min(BlockLength, StoredSize - first);
            sum = (sum * power) + FieldVector.DotProduct(Rows(StartIndex + first, count, scratch), powers[..count]);
        }

        return StartIndex >= 0 ? sum * Fr.Pow(point, (ulong)StartIndex) : sum * Fr.Inverse(point);
    }

    /// <summary>Frees the buffer if this object owns it.</summary>
    public void Dispose()
    {
        if (ownsBuffer)
        {
            buffer?.Dispose();
            compact?.Dispose();
        }
    }

    private static void ThrowCompact() =>
        throw new InvalidOperationException("The coefficients have a compact form; they can be read only.");

    private static void ThrowOutside(int index) =>
        throw new ArgumentOutOfRangeException(nameof(index), index, "The coefficient is outside the stored range.");
}
