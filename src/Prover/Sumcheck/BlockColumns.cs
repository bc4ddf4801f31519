using System.Runtime.InteropServices;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Sumcheck;

/// <summary>
/// One thread's access to a block of rows of a table: columns that lie in memory are read there, others are computed into rows of its own
/// when they are first needed on the block. Memory: 4 KiB per column that stores anything, while some are not in memory.
/// </summary>
internal sealed unsafe class BlockColumns : IDisposable
{
    private readonly ColumnTable table;
    private readonly ColumnView[] views;
    private readonly bool[] isLoaded;
    private readonly int[] places;
    private readonly NativeBuffer<Fr> rows;
    private readonly NativeBuffer<Fr> scratch;
    private int first;
    private int end;

    /// <summary>Makes room for the columns of a table as it stands and after deferred folds.</summary>
    public BlockColumns(ColumnTable table)
    {
        this.table = table;
        int count = table.Views.Length;
        views = new ColumnView[count];
        isLoaded = new bool[count];
        places = new int[count];
        int used = 0;
        for (int c = 0; c < count; c++)
        {
            places[c] = used;
            used += table.CanBeComputed(c) ? ColumnTable.BlockRows : 0;
        }

        rows = NativeBuffer<Fr>.CreateUninitialized(used, BufferCategory.Sumcheck);
        scratch = NativeBuffer<Fr>.CreateUninitialized(used == 0 ? 0 : table.ScratchLength, BufferCategory.Sumcheck);
    }

    /// <summary>The columns on the block; valid for those that were loaded.</summary>
    public ColumnView[] Views => views;

    /// <summary>Goes to rows <c>[first, end)</c>, at most <see cref="ColumnTable.BlockRows"/>.</summary>
    public void MoveTo(int first, int end)
    {
        this.first = first;
        this.end = end;
        table.Views.CopyTo(views, 0);
        for (int c = 0; c < views.Length; c++)
        {
            isLoaded[c] = views[c].IsInMemory || views[c].Length == 0;
        }
    }

    /// <summary>Brings a column's rows into memory.</summary>
    public void Load(int column)
    {
        if (isLoaded[column])
        {
            return;
        }

        isLoaded[column] = true;
        int from = Math.Max(first, views[column].Start);
        int to = Math.Min(end, views[column].End);
        if (from >= to || table.IsZero(column, from, to))
        {
            views[column] = default;
            return;
        }

        table.Read(column, from, rows.Span.Slice(places[column], to - from), scratch.Span);
        views[column] = new ColumnView(rows.Pointer + places[column], from, to);
    }

    /// <summary>Whether a column is zero on rows <c>[from, to)</c> of the block; may answer false without need where nothing is loaded.</summary>
    public bool IsZero(int column, int from, int to) =>
        isLoaded[column]
            ? !MemoryMarshal.Cast<Fr, ulong>(views[column].Within(from, to)).ContainsAnyExcept(0UL)
            : table.IsZero(column, from, to);

    /// <summary>Whether two columns agree on rows <c>[from, to)</c> of the block.</summary>
    public bool AreEqual(int left, int right, int from, int to)
    {
        Load(left);
        Load(right);
        ReadOnlySpan<Fr> a = views[left].Within(from, to);
        ReadOnlySpan<Fr> b = views[right].Within(from, to);
        if (a.Length == to - from && b.Length == to - from)
        {
            return MemoryMarshal.Cast<Fr, ulong>(a).SequenceEqual(MemoryMarshal.Cast<Fr, ulong>(b));
        }

        for (int row = from; row < to; row++)
        {
            if (views[left][row] != views[right][row])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Frees the rows.</summary>
    public void Dispose()
    {
        rows.Dispose();
        scratch.Dispose();
    }
}
