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

        Fr[] factors = scalars.ToArray();
        Polynomial sum = new(start, end - start, virtualSize, BufferCategory.Accumulator);
        int blocks = (sum.StoredSize + BlockLength - 1) / BlockLength;
        WorkScheduler.Shared.For(blocks, 1, (from, to, _) =>
        {
            for (int block = from; block < to; block++)
            {
                int first = start + (block * BlockLength);
                int last = Math.Min(end, first + BlockLength);
                for (int k = 0; k < polynomials.Length; k++)
                {
                    AddRows(polynomials[k], factors[k], sum, first, last);
                }
            }
        });
        return sum;
    }

    /// <summary><c>target += scalar * source</c>; the stored range of the source lies within the target's.</summary>
    public static void AddScaled(Polynomial source, Fr scalar, Polynomial target)
    {
        int blocks = (source.StoredSize + BlockLength - 1) / BlockLength;
        WorkScheduler.Shared.For(blocks, 1, (from, to, _) => AddRows(
            source,
            scalar,
            target,
            source.StartIndex + (from * BlockLength),
            Math.Min(source.EndIndex, source.StartIndex + (to * BlockLength))));
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

    private static void AddRows(Polynomial source, in Fr scalar, Polynomial target, int first, int last)
    {
        int from = Math.Max(first, source.StartIndex);
        int to = Math.Min(last, source.EndIndex);
        if (from < to)
        {
            FieldVector.AddScaled(
                source.Coefficients[(from - source.StartIndex)..(to - source.StartIndex)],
                scalar,
                target.Coefficients[(from - target.StartIndex)..(to - target.StartIndex)]);
        }
    }
}
