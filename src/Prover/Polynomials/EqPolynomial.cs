using Chonk.Prover.Fields;

namespace Chonk.Prover.Polynomials;

/// <summary>
/// The multilinear polynomial <c>eq(x, y) = prod ((1 - x_i)(1 - y_i) + x_i y_i)</c>, which on bits is one where x equals y and zero
/// elsewhere: <c>sum over bits x of eq(x, r) f(x)</c> is the multilinear extension of f at r.
/// </summary>
public static class EqPolynomial
{
    /// <summary>One factor, <c>(1 - x)(1 - y) + x y</c>.</summary>
    public static Fr Factor(in Fr x, in Fr y)
    {
        Fr product = x * y;
        return Fr.One - x - y + product + product;
    }

    /// <summary>The value at two points of equally many variables.</summary>
    public static Fr Evaluate(ReadOnlySpan<Fr> x, ReadOnlySpan<Fr> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length, y.Length);
        Fr product = Fr.One;
        for (int i = 0; i < x.Length; i++)
        {
            product *= Factor(x[i], y[i]);
        }

        return product;
    }

    /// <summary>
    /// The weights <c>eq(e, point)</c> of all bit vectors e, the first variable in the lowest bit, for one product each.
    /// </summary>
    /// <param name="point">At most 30 variables.</param>
    /// <param name="weights"><c>2^point.Length</c> elements, overwritten.</param>
    public static void Expand(ReadOnlySpan<Fr> point, Span<Fr> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, 1 << point.Length);
        weights[0] = Fr.One;
        for (int i = 0; i < point.Length; i++)
        {
            int half = 1 << i;
            for (int e = 0; e < half; e++)
            {
                Fr high = weights[e] * point[i];
                weights[half + e] = high;
                weights[e] -= high;
            }
        }
    }

    /// <summary>
    /// The multilinear extension of a polynomial's values at a point of at least as many variables; further variables multiply the
    /// value by <c>1 - point_i</c>, as for a table continued by zeros. Costs about one product per stored value.
    /// </summary>
    /// <param name="values">The values on the hypercube, the first variable in the lowest bit.</param>
    /// <param name="point">The point.</param>
    public static Fr EvaluateMultilinear(Polynomial values, ReadOnlySpan<Fr> point)
    {
        ArgumentNullException.ThrowIfNull(values);
        const int LowVariables = 8;
        int low = Math.Min(LowVariables, point.Length);
        Span<Fr> weights = stackalloc Fr[1 << LowVariables];
        weights = weights[..(1 << low)];
        Expand(point[..low], weights);
        Span<Fr> rows = stackalloc Fr[1 << LowVariables];
        Fr sum = default;
        int end = values.EndIndex;
        for (int block = Math.Max(0, values.StartIndex) >> low; (long)block << low < end; block++)
        {
            Fr inner = FieldVector.DotProduct<Bn254ScalarField>(values.Rows(block << low, weights.Length, rows), weights);
            Fr outer = Fr.One;
            for (int i = low; i < point.Length; i++)
            {
                outer *= i - low < 31 && ((block >> (i - low)) & 1) != 0 ? point[i] : Fr.One - point[i];
            }

            sum += outer * inner;
        }

        return sum;
    }
}
