using Chonk.Prover.Fields;
using Chonk.Prover.Polynomials;

namespace Chonk.Prover.Commitments;

/// <summary>
/// Division of <c>f(X) - f(x)</c> by <c>X - x</c> from the highest coefficient down: <c>q_(i-1) = f_i + x q_i</c>. The value f(x) falls out
/// as the last step, so no polynomial is evaluated twice.
/// </summary>
internal static class OpeningQuotient
{
    /// <summary>Adds <c>factor * (f(X) - f(x)) / (X - x)</c> to a polynomial.</summary>
    /// <param name="claim">f and x; the evaluation is not used.</param>
    /// <param name="factor">The weight.</param>
    /// <param name="target">Coefficients from index 0, at least <c>claim.EndIndex - 1</c> of them.</param>
    public static void AddScaled(in ProverOpeningClaim claim, in Fr factor, Span<Fr> target)
    {
        Fr point = claim.Point;
        Fr quotient = default;
        int i = claim.EndIndex - 1;
        if (claim.Second is null && claim.Polynomial.StartIndex == 0)
        {
            ReadOnlySpan<Fr> coefficients = claim.Polynomial.Coefficients;
            for (; i > 0; i--)
            {
                quotient = coefficients[i] + (point * quotient);
                target[i - 1] += factor * quotient;
            }
        }

        for (; i > 0; i--)
        {
            quotient = Coefficient(claim, i) + (point * quotient);
            target[i - 1] += factor * quotient;
        }
    }

    /// <summary>Adds <c>factor * (f(X) - v)</c> to a polynomial.</summary>
    /// <param name="claim">f and v.</param>
    /// <param name="factor">The weight.</param>
    /// <param name="target">Coefficients from index 0, at least <c>claim.EndIndex</c> of them.</param>
    public static void AddScaledDifference(in ProverOpeningClaim claim, in Fr factor, Span<Fr> target)
    {
        AddScaled(claim.Polynomial, factor, target);
        if (claim.Second is not null)
        {
            AddScaled(claim.Second, factor * claim.SecondFactor, target);
        }

        target[0] -= factor * claim.Evaluation;
    }

    /// <summary>Replaces f by <c>(f(X) - f(x)) / (X - x)</c>; the highest coefficient becomes zero.</summary>
    /// <param name="coefficients">All coefficients of f from index 0.</param>
    /// <param name="point">x.</param>
    /// <returns>f(x).</returns>
    public static Fr DivideInPlace(Span<Fr> coefficients, in Fr point)
    {
        Fr quotient = default;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            Fr next = coefficients[i] + (point * quotient);
            coefficients[i] = quotient;
            quotient = next;
        }

        return quotient;
    }

    private static void AddScaled(Polynomial source, Fr factor, Span<Fr> target)
    {
        if (!source.IsEmpty)
        {
            FieldVector.AddScaled(source.Coefficients, factor, target.Slice(source.StartIndex, source.StoredSize));
        }
    }

    private static Fr Coefficient(in ProverOpeningClaim claim, int index)
    {
        Fr value = claim.Polynomial[index];
        return claim.Second is null ? value : value + (claim.SecondFactor * claim.Second[index]);
    }
}
