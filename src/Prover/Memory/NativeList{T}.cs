using System.Runtime.CompilerServices;

namespace Chonk.Prover.Memory;

/// <summary>
/// A growing array outside the garbage collector's heap, booked in the ledger at its capacity. It grows by half, so at most a third
/// of it is spare and a growth step costs one copy. Spans taken from it are invalid after the next <see cref="Add"/>.
/// </summary>
/// <typeparam name="T">An unmanaged element.</typeparam>
public sealed class NativeList<T> : IDisposable
    where T : unmanaged
{
    private const int SmallestCapacity = 64;
    private readonly BufferCategory category;
    private NativeBuffer<T> buffer;
    private bool disposed;

    /// <summary>An empty list.</summary>
    /// <param name="category">Where the bytes are booked.</param>
    /// <param name="capacity">Elements to make room for at once.</param>
    public NativeList(BufferCategory category, int capacity = 0)
    {
        this.category = category;
        buffer = NativeBuffer<T>.CreateUninitialized(capacity, category);
    }

    /// <summary>Number of elements.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes booked: the capacity.</summary>
    public long BookedBytes => buffer.LengthBytes;

    /// <summary>The elements, valid until the list grows or is disposed.</summary>
    public Span<T> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => buffer.Span[..Count];
    }

    /// <summary>Element <paramref name="index"/>, by reference; valid until the list grows or is disposed.</summary>
    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Span[index];
    }

    /// <summary>Appends one element.</summary>
    /// <param name="item">The element; may lie in this list.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in T item)
    {
        T copy = item;
        if (Count == buffer.Length)
        {
            Grow(Count + 1);
        }

        buffer.Span[Count++] = copy;
    }

    /// <summary>Makes room for <paramref name="capacity"/> elements in all.</summary>
    public void EnsureCapacity(int capacity)
    {
        if (capacity > buffer.Length)
        {
            Grow(capacity);
        }
    }

    /// <summary>Returns what is spare, for one copy; adding stays possible.</summary>
    public void TrimExcess()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (Count < buffer.Length)
        {
            MoveTo(Count);
        }
    }

    /// <summary>Returns the memory. Later calls do nothing; any other use afterwards throws.</summary>
    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            Count = 0;
            buffer.Dispose();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int needed)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        MoveTo(Math.Max(Math.Max(needed, SmallestCapacity), checked(buffer.Length + (buffer.Length / 2))));
    }

    private void MoveTo(int capacity)
    {
        NativeBuffer<T> moved = NativeBuffer<T>.CreateUninitialized(capacity, category);
        buffer.Span[..Count].CopyTo(moved.Span);
        buffer.Dispose();
        buffer = moved;
    }
}
