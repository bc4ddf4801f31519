using System.Runtime.InteropServices;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Sumcheck;

/// <summary>The zeros of the columns on rows <c>[from, to)</c>, found by looking.</summary>
internal readonly struct BlockZeros(ColumnView[] columns, int from, int to) : IColumnZeros
{
    /// <inheritdoc/>
    public bool IsZero(int column)
    {
        ReadOnlySpan<Fr> stored = columns[column].Within(from, to);
        return !MemoryMarshal.Cast<Fr, ulong>(stored).ContainsAnyExcept(0UL);
    }

    /// <inheritdoc/>
    public bool AreEqual(int left, int right)
    {
        ReadOnlySpan<Fr> a = columns[left].Within(from, to);
        ReadOnlySpan<Fr> b = columns[right].Within(from, to);
        if (a.Length == to - from && b.Length == to - from)
        {
            return MemoryMarshal.Cast<Fr, ulong>(a).SequenceEqual(MemoryMarshal.Cast<Fr, ulong>(b));
        }

        for (int row = from; row < to; row++)
        {
            if (columns[left][row] != columns[right][row])
            {
                return false;
            }
        }

        return true;
    }
}
