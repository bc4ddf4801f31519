using Chonk.Prover.Fields;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Sumcheck;

/// <summary>
/// The columns of a sumcheck, partially evaluated round by round. The first folds may be deferred: until then the columns are the caller's,
/// untouched, and rows are computed from them where they are asked for. The fold after that writes copies of what is stored, of a half or,
/// with one deferred fold, a quarter of the size; later ones work in place. Rows outside a column's range are neither stored nor folded.
/// </summary>
internal sealed unsafe class ColumnTable : IDisposable
{
    /// <summary>Rows that are computed at once.</summary>
    public const int BlockRows = 2 << PowWeights.TableBits;

    private readonly IReadOnlyList<Polynomial> columns;
    private readonly ColumnView[] views;
    private readonly NativeBuffer<Fr>?[] buffers;
    private readonly int deferredFolds;
    private readonly List<Fr> pending = [];
    private BlockColumns[] blocks = [];
    private bool materialized;

    /// <summary>Views polynomials, which must stay alive until the columns are copied.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="deferredFolds">Folds after which the columns are still read where they are.</param>
    public ColumnTable(IReadOnlyList<Polynomial> columns, int deferredFolds = 0)
    {
        this.columns = columns;
        this.deferredFolds = deferredFolds;
        views = new ColumnView[columns.Count];
        buffers = new NativeBuffer<Fr>?[columns.Count];
        for (int c = 0; c < views.Length; c++)
        {
            ColumnView view = ColumnView.Of(columns[c]);
            views[c] = view.Length > 0 ? view : default;
        }
    }

    /// <summary>The columns as they stand; those that are not in memory have a range only.</summary>
    public ColumnView[] Views => views;

    /// <summary>Elements of scratch that <see cref="Read"/> needs for <see cref="BlockRows"/> rows.</summary>
    public int ScratchLength => BlockRows << (deferredFolds + 1);

    /// <summary>One past the last row that any column stores.</summary>
    public int EndRow
    {
        get
        {
            int end = 0;
            foreach (ColumnView view in views)
            {
                end = view.Length > 0 ? Math.Max(end, view.End) : end;
            }

            return end;
        }
    }

    /// <summary>Each thread's access to a block of rows; freed by the fold that copies the columns.</summary>
    public BlockColumns[] BlocksFor(WorkScheduler scheduler)
    {
        if (blocks.Length != scheduler.ThreadCount)
        {
            ReleaseBlocks();
            blocks = new BlockColumns[scheduler.ThreadCount];
            for (int i = 0; i < blocks.Length; i++)
            {
                blocks[i] = new BlockColumns(this);
            }
        }

        return blocks;
    }

    /// <summary>Computes rows of a column that is not in memory.</summary>
    /// <param name="column">The column.</param>
    /// <param name="from">First row.</param>
    /// <param name="rows">Receives the rows from there on, at most <see cref="BlockRows"/>.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> elements.</param>
    public void Read(int column, int from, Span<Fr> rows, Span<Fr> scratch)
    {
        int depth = pending.Count;
        if (depth == 0)
        {
            columns[column].Read(from, rows);
            return;
        }

        ReadOnlySpan<Fr> source = columns[column].Rows(from << depth, rows.Length << depth, scratch);
        for (int i = 0; i < depth; i++)
        {
            Span<Fr> target = i == depth - 1 ? rows : scratch[..(source.Length / 2)];
            FieldVector.FoldPairs(source, pending[i], target);
            source = target;
        }
    }

    /// <summary>Whether the caller's columns show that a column not in memory is zero on rows <c>[from, to)</c>.</summary>
    public bool IsZero(int column, int from, int to) =>
        columns[column].IsZeroOn(from << pending.Count, to << pending.Count);

    /// <summary>Whether rows of a column are, or may become before the columns are copied, such as have to be computed.</summary>
    public bool CanBeComputed(int column) =>
        !materialized && views[column].Length > 0 && (deferredFolds > 0 || !views[column].IsInMemory);

    /// <summary>The value on row 0.</summary>
    public Fr First(int column)
    {
        if (views[column].IsInMemory || views[column].Length == 0)
        {
            return views[column][0];
        }

        Span<Fr> value = stackalloc Fr[1];
        Read(column, 0, value, stackalloc Fr[2 << deferredFolds]);
        return value[0];
    }

    /// <summary>Puts a value for the lowest variable: row i becomes <c>row 2i + value * (row 2i+1 - row 2i)</c>.</summary>
    public void Fold(Fr value, WorkScheduler scheduler)
    {
        if (materialized)
        {
            scheduler.For(views.Length, 1, (start, end, _) =>
            {
                for (int c = start; c < end; c++)
                {
                    if (buffers[c] is NativeBuffer<Fr> buffer)
                    {
                        views[c] = FoldInPlace(views[c], value, buffer);
                    }
                }
            });
            return;
        }

        pending.Add(value);
        for (int c = 0; c < views.Length; c++)
        {
            // An empty range stays the range [0, 0).
            views[c] = new ColumnView(null, views[c].Start >> 1, (views[c].End + 1) >> 1);
        }

        if (pending.Count > deferredFolds)
        {
            Materialize(scheduler);
        }
    }

    /// <summary>Frees the partially evaluated columns.</summary>
    public void Dispose()
    {
        ReleaseBlocks();
        foreach (NativeBuffer<Fr>? buffer in buffers)
        {
            buffer?.Dispose();
        }
    }

    private void Materialize(WorkScheduler scheduler)
    {
        ReleaseBlocks();
        for (int c = 0; c < views.Length; c++)
        {
            if (views[c].Length > 0)
            {
                buffers[c] = NativeBuffer<Fr>.CreateUninitialized(views[c].Length, BufferCategory.Sumcheck);
            }
        }

        using NativeBuffer<Fr> scratch =
            NativeBuffer<Fr>.CreateUninitialized(scheduler.ThreadCount * ScratchLength, BufferCategory.Sumcheck);
        scheduler.For(views.Length, 1, (start, end, worker) =>
        {
            Span<Fr> own = scratch.Span.Slice(worker * ScratchLength, ScratchLength);
            for (int c = start; c < end; c++)
            {
                if (buffers[c] is not NativeBuffer<Fr> target)
                {
                    continue;
                }

                for (int first = 0; first < target.Length; first += BlockRows)
                {
                    Span<Fr> rows = target.Span.Slice(first, Math.Min(BlockRows, target.Length - first));
                    int row = views[c].Start + first;
                    if (IsZero(c, row, row + rows.Length))
                    {
                        rows.Clear();
                    }
                    else
                    {
                        Read(c, row, rows, own);
                    }
                }

                views[c] = new ColumnView(target.Pointer, views[c].Start, views[c].End);
            }
        });
        materialized = true;
    }

    private void ReleaseBlocks()
    {
        foreach (BlockColumns block in blocks)
        {
            block.Dispose();
        }

        blocks = [];
    }

    private static ColumnView FoldInPlace(in ColumnView view, in Fr value, NativeBuffer<Fr> target)
    {
        int start = view.Start >> 1;
        int end = (view.End + 1) >> 1;
        Span<Fr> source = view.Values;
        Span<Fr> result = target.Span[..(end - start)];

        // An odd start has a zero partner below it, an odd end one above. Writing row i never overtakes reading row 2i.
        int written = 0;
        if ((view.Start & 1) != 0)
        {
            result[written++] = value * source[0];
            source = source[1..];
        }

        int pairs = source.Length >> 1;
        Fr last = source.Length > 0 ? source[^1] : default;
        FieldVector.FoldPairs(source[..(2 * pairs)], value, result.Slice(written, pairs));
        written += pairs;
        if ((source.Length & 1) != 0)
        {
            result[written] = last - (value * last);
        }

        return new(target.Pointer, start, end);
    }
}
