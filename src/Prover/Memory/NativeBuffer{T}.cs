using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chonk.Prover.Memory;

/// <summary>
/// An owned array outside the garbage collector's heap, aligned to 64 bytes, zeroed, and booked in a ledger until it is disposed.
/// Its owner disposes it exactly once; a finalizer returns what was forgotten.
/// </summary>
/// <typeparam name="T">An unmanaged element.</typeparam>
public sealed unsafe class NativeBuffer<T> : IDisposable
    where T : unmanaged
{
    private const nuint Alignment = 64;
    private readonly MemoryLedger ledger;
    private readonly int zone;
    private void* pointer;

    /// <summary>Allocates <paramref name="length"/> zeroed elements.</summary>
    /// <param name="length">0 or more elements.</param>
    /// <param name="category">Where the bytes are booked.</param>
    /// <param name="ledger">The book; the process's own when null.</param>
    /// <exception cref="OutOfMemoryException">The system has no such memory.</exception>
    public NativeBuffer(int length, BufferCategory category, MemoryLedger? ledger = null)
        : this(length, category, ledger, zeroed: true)
    {
    }

    private NativeBuffer(int length, BufferCategory category, MemoryLedger? ledger, bool zeroed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        Category = category;
        this.ledger = ledger ?? MemoryLedger.Shared;
        if (length == 0)
        {
            return;
        }

        nuint bytes = checked((nuint)length * (nuint)sizeof(T));
        pointer = NativeMemory.AlignedAlloc(bytes, Alignment);
        if (zeroed)
        {
            NativeMemory.Clear(pointer, bytes);
        }

        zone = this.ledger.Book(category, (long)bytes);
    }

    /// <summary>Returns the memory of a buffer nobody disposed.</summary>
    ~NativeBuffer() => Release();

    /// <summary>Number of elements.</summary>
    public int Length { get; }

    /// <summary>Where the bytes are booked.</summary>
    public BufferCategory Category { get; }

    /// <summary>Size in bytes, as booked.</summary>
    public long LengthBytes => (long)Length * sizeof(T);

    /// <summary>The elements. Invalid after <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    public Span<T> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (pointer == null && Length != 0)
            {
                ThrowDisposed();
            }

            return new(pointer, Length);
        }
    }

    /// <summary>Address of element 0 for kernels; null for an empty buffer. Invalid after <see cref="Dispose"/>.</summary>
    public T* Pointer => (T*)pointer;

    /// <summary>A buffer whose content is undefined until written; everything else as the constructor.</summary>
    public static NativeBuffer<T> CreateUninitialized(int length, BufferCategory category, MemoryLedger? ledger = null) =>
        new(length, category, ledger, zeroed: false);

    /// <summary>Returns the memory and its booking. Later calls do nothing.</summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private static void ThrowDisposed() => throw new ObjectDisposedException(nameof(NativeBuffer<T>));

    private void Release()
    {
        void* freed = pointer;
        if (freed != null)
        {
            pointer = null;
            NativeMemory.AlignedFree(freed);
            ledger.Release(Category, zone, LengthBytes);
        }
    }
}
