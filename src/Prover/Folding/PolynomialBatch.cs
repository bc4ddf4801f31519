using Chonk.Prover.Fields;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Folding;

/// <summary>Linear combinations of many polynomials, a block of rows at a time so that the sum stays in the cache.</summary>
internal static class PolynomialBatch
{
    private const int BlockLength = 1 << 10;

    /// <summary><c>sum of scalars[k] * polynomials[k]</c>, stored from <paramref name="start"/> to the last stored row of any of them.</summary>
    /// <param name="polynomials">None may store a coefficient below <paramref name="start"/>.</param>
    /// <param name="scalars">As many factors.</param>
    /// <param name="start">First stored index of the result.</param>
    /// <param name="virtualSize">Number of coefficients of the result.</param>
    public static Polynomial Combine(Polynomial[] polynomials, ReadOnlySpan<Fr> scalars, int start, int virtualSize)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scalars.Length, polynomials.Length, nameof(scalars));
        int end = start;
        foreach (Polynomial polynomial in polynomials)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(polynomial.IsEmpty ? start : polynomial.StartIndex, start, nameof(polynomials));
            end = Math.Max(end, polynomial.EndIndex);
        }

        Polynomial sum = new(start, end - start, virtualSize, BufferCategory.Accumulator);
        AddAll(polynomials, scalars.ToArray(), sum);
        return sum;
    }

    /// <summary><c>target += scalar * source</c>; the stored range of the source lies within the target's.</summary>
    public static void AddScaled(Polynomial source, Fr scalar, Polynomial target)
    {
        int blocks = (source.StoredSize + BlockLength - 1) / BlockLength;
        using NativeBuffer<Fr> scratch = CreateScratch();
        WorkScheduler.Shared.For(blocks, 1, (from, to, worker) =>
        {
            Span<Fr> own = scratch.Span.Slice(worker * BlockLength, BlockLength);
            for (int block = from; block < to; block++)
            {
                int first = source.StartIndex + (block * BlockLength);
                AddRows(source, scalar, target, first, Math.Min(source.EndIndex, first + BlockLength), own);
            }
        });
    }

    /// <summary><c>target = scalar * target + source</c>; the stored range of the source lies within the target's.</summary>
    public static void ScaleAndAdd(Polynomial target, Fr scalar, Polynomial source)
    {
        WorkScheduler.Shared.For(target.StoredSize, BlockLength, (from, to, _) =>
        {
            Span<Fr> rows = target.Coefficients[from..to];
            FieldVector.Scale(rows, scalar, rows);
        });
        AddScaled(source, Fr.One, target);
    }

    private static void AddAll(Polynomial[] polynomials, Fr[] factors, Polynomial sum)
    {
        int blocks = (sum.StoredSize + BlockLength - 1) / BlockLength;
        using NativeBuffer<Fr> scratch = CreateScratch();
        WorkScheduler.Shared.For(blocks, 1, (from, to, worker) =>
        {
            Span<Fr> own = scratch.Span.Slice(worker * BlockLength, BlockLength);
            for (int block = from; block < to; block++)
            {
                int first = sum.StartIndex + (block * BlockLength);
                int last = Math.Min(sum.EndIndex, first + BlockLength);
                for (int k = 0; k < polynomials.Length; k++)
                {
                    AddRows(polynomials[k], factors[k], sum, first, last, own);
                }
            }
        });
    }

    private static NativeBuffer<Fr> CreateScratch() =>
        NativeBuffer<Fr>.CreateUninitialized(WorkScheduler.Shared.ThreadCount * BlockLength, BufferCategory.Accumulator);

    private static void AddRows(Polynomial source, in Fr scalar, Polynomial target, int first, int last, Span<Fr> scratch)
    {
        int from = Math.Max(first, source.StartIndex);
        int count = Math.Min(last, source.EndIndex) - from;
        if (count > 0)
        {
            FieldVector.AddScaled(
                source.Rows(from, count, scratch), scalar, target.Coefficients.Slice(from - target.StartIndex, count));
        }
    }
}
