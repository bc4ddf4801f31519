using Chonk.Prover.Fields;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Sumcheck;

/// <summary>
/// The columns of a sumcheck, partially evaluated round by round. Before the first fold they are the caller's, untouched; the first
/// fold writes half-size copies of what is stored, later ones work in place. Rows outside a column's range are neither stored nor folded.
/// </summary>
internal sealed unsafe class ColumnTable : IDisposable
{
    private readonly ColumnView[] views;
    private readonly NativeBuffer<Fr>?[] buffers;
    private bool folded;

    /// <summary>Views polynomials, which must stay alive until the first fold.</summary>
    public ColumnTable(IReadOnlyList<Polynomial> columns)
    {
        views = new ColumnView[columns.Count];
        buffers = new NativeBuffer<Fr>?[columns.Count];
        for (int c = 0; c < views.Length; c++)
        {
            views[c] = ColumnView.Of(columns[c]);
        }
    }

    /// <summary>The columns as they stand.</summary>
    public ColumnView[] Views => views;

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

    /// <summary>Puts a value for the lowest variable: row i becomes <c>row 2i + value * (row 2i+1 - row 2i)</c>.</summary>
    public void Fold(Fr value, WorkScheduler scheduler)
    {
        if (!folded)
        {
            for (int c = 0; c < views.Length; c++)
            {
                if (views[c].Length > 0)
                {
                    int length = ((views[c].End + 1) >> 1) - (views[c].Start >> 1);
                    buffers[c] = NativeBuffer<Fr>.CreateUninitialized(length, BufferCategory.Sumcheck);
                }
            }

            folded = true;
        }

        scheduler.For(views.Length, 1, (start, end, _) =>
        {
            for (int c = start; c < end; c++)
            {
                if (buffers[c] is NativeBuffer<Fr> target)
                {
                    views[c] = FoldColumn(views[c], value, target);
                }
            }
        });
    }

    /// <summary>Frees the partially evaluated columns.</summary>
    public void Dispose()
    {
        foreach (NativeBuffer<Fr>? buffer in buffers)
        {
            buffer?.Dispose();
        }
    }

    private static ColumnView FoldColumn(in ColumnView view, in Fr value, NativeBuffer<Fr> target)
    {
        int start = view.Start >> 1;
        int end = (view.End + 1) >> 1;
        Span<Fr> source = view.Values;
        Span<Fr> result = target.Span[..(end - start)];

        // An odd start has a zero partner below it, an odd end one above. In place, writing row i never overtakes reading row 2i.
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
