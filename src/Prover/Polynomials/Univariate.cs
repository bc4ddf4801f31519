namespace Chonk.Prover.Polynomials;

/// <summary>Polynomials of one variable given by their values at 0, 1, ..., n - 1.</summary>
public static class Univariate
{
    /// <summary>
    /// Continues the values of a polynomial of degree below <paramref name="known"/> to the end of the span, by Newton's forward
    /// differences: <c>known</c> additions per value and no product.
    /// </summary>
    /// <param name="values">The first <paramref name="known"/> are given; the rest is written.</param>
    /// <param name="known">Number of given values, at least 1.</param>
    public static void Extend(Span<Fr> values, int known)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(known, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(known, values.Length);

        // After the loops edge[j] is the j-th backward difference at the last known point.
        Span<Fr> edge = stackalloc Fr[known];
        values[..known].CopyTo(edge);
        for (int order = 1; order < known; order++)
        {
            for (int i = 0; i < known - order; i++)
            {
                edge[i] = edge[i + 1] - edge[i];
            }
        }

        // edge[i] now holds the difference of order known - 1 - i that ends at the last known point.
        for (int x = known; x < values.Length; x++)
        {
            for (int i = 1; i < known; i++)
            {
                edge[i] += edge[i - 1];
            }

            values[x] = edge[known - 1];
        }
    }

    /// <summary>
    /// The value at any point by Lagrange's formula: with <c>l(X) = prod (X - k)</c>,
    /// <c>sum values[k] * l(point) / (point - k) / (k! (n-1-k)! (-1)^(n-1-k))</c>, computed without dividing by <c>point - k</c>.
    /// </summary>
    /// <param name="values">Values at 0, ..., n - 1; n from 1 to 16.</param>
    /// <param name="point">Where to evaluate.</param>
    public static Fr Evaluate(ReadOnlySpan<Fr> values, in Fr point)
    {
        int count = values.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(values));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, InverseFactorials.Length, nameof(values));

        // suffix[k] = prod over j > k of (point - j).
        Span<Fr> suffix = stackalloc Fr[count];
        Span<Fr> distance = stackalloc Fr[count];
        Fr current = point;
        for (int k = 0; k < count; k++)
        {
            distance[k] = current;
            current -= Fr.One;
        }

        suffix[count - 1] = Fr.One;
        for (int k = count - 1; k > 0; k--)
        {
            suffix[k - 1] = suffix[k] * distance[k];
        }

        Fr prefix = Fr.One;
        Fr sum = default;
        for (int k = 0; k < count; k++)
        {
            Fr weight = InverseFactorials[k] * InverseFactorials[count - 1 - k];
            Fr term = values[k] * weight * prefix * suffix[k];
            sum = ((count - 1 - k) & 1) == 0 ? sum + term : sum - term;
            prefix *= distance[k];
        }

        return sum;
    }

    private static Fr[] InverseFactorials { get; } = ComputeInverseFactorials();

    private static Fr[] ComputeInverseFactorials()
    {
        Fr[] inverses = new Fr[16];
        Fr factorial = Fr.One;
        for (int k = 0; k < inverses.Length; k++)
        {
            factorial *= Fr.FromInt(Math.Max(1, k));
            inverses[k] = Fr.Inverse(factorial);
        }

        return inverses;
    }
}
