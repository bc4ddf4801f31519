using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chonk.Prover.Polynomials;

namespace Chonk.Prover.Sumcheck;

/// <summary>
/// Where a column's values lie in native memory: rows <c>[Start, End)</c> are stored, every other row is zero. Does not own them. Of a
/// column that is not in memory it is the range only.
/// </summary>
internal readonly unsafe struct ColumnView
{
    private readonly Fr* first;

    /// <summary>Views values that do not move, of rows from <paramref name="start"/> on.</summary>
    public ColumnView(Fr* first, int start, int end)
    {
        this.first = first;
        Start = start;
        End = end;
    }

    /// <summary>First stored row.</summary>
    public int Start { get; }

    /// <summary>One past the last stored row; equal to <see cref="Start"/> for a zero column.</summary>
    public int End { get; }

    /// <summary>Number of stored rows.</summary>
    public int Length => End - Start;

    /// <summary>Whether the values can be read here.</summary>
    public bool IsInMemory => first != null;

    /// <summary>The stored values.</summary>
    public Span<Fr> Values => new(first, Length);

    /// <summary>The value on a row.</summary>
    public Fr this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)(row - Start) < (uint)(End - Start) ? first[row - Start] : default;
    }

    /// <summary>Views a polynomial's values; coefficient -1 of a shift, which is zero, is left out.</summary>
    public static ColumnView Of(Polynomial polynomial)
    {
        if (polynomial.IsCompact)
        {
            return new(null, Math.Max(0, polynomial.StartIndex), polynomial.EndIndex);
        }

        Span<Fr> values = polynomial.Coefficients;
        int start = polynomial.StartIndex;
        if (start < 0 && !values.IsEmpty)
        {
            values = values[-start..];
            start = 0;
        }

        start = Math.Max(0, start);
        return new((Fr*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(values)), start, start + values.Length);
    }

    /// <summary>Address of a stored row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Fr* PointerAt(int row) => first + (row - Start);

    /// <summary>The stored values within <c>[from, to)</c>.</summary>
    public ReadOnlySpan<Fr> Within(int from, int to)
    {
        int low = Math.Max(from, Start);
        int high = Math.Min(to, End);
        return low < high ? new(first + (low - Start), high - low) : [];
    }
}
