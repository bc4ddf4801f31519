using Chonk.Prover.Curves.Msm;
using Chonk.Prover.Diagnostics;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Commitments;

/// <summary>
/// Commits to polynomials: <c>[f] = f(tau) G = sum of f_i [tau^i]_1</c>. Source: [Kate, Zaverucha, Goldberg 2010, section 3.2]. Borrows the
/// points of the reference string, which must outlive it.
/// </summary>
/// <param name="srs">The powers of tau.</param>
/// <param name="scheduler">The threads; the process's own when null.</param>
public sealed class CommitmentKey(Srs srs, WorkScheduler? scheduler = null)
{
    private readonly WorkScheduler scheduler = scheduler ?? WorkScheduler.Shared;

    /// <summary>Largest number of coefficients.</summary>
    public int PointCount => srs.PointCount;

    /// <summary>The reference string.</summary>
    public Srs Srs => srs;

    /// <summary>The commitment; infinity for the zero polynomial. Only stored coefficients cost anything.</summary>
    /// <exception cref="ArgumentException">The polynomial has a coefficient beyond the last point, or one at a negative index.</exception>
    public G1Affine Commit(Polynomial polynomial) => CommitJacobian(polynomial).ToAffine();

    /// <summary>The commitment to <c>sum of coefficients[i] * X^(startIndex + i)</c>.</summary>
    /// <exception cref="ArgumentException">There are fewer points than coefficients.</exception>
    public G1Affine Commit(ReadOnlySpan<Fr> coefficients, int startIndex = 0) => Sum(coefficients, startIndex).ToAffine();

    /// <summary>The commitments of several polynomials, normalised together.</summary>
    /// <exception cref="ArgumentException">A polynomial has a coefficient beyond the last point, or one at a negative index.</exception>
    public G1Affine[] Commit(IReadOnlyList<Polynomial> polynomials)
    {
        ArgumentNullException.ThrowIfNull(polynomials);
        G1Jacobian[] sums = new G1Jacobian[polynomials.Count];
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = CommitJacobian(polynomials[i]);
        }

        G1Affine[] commitments = new G1Affine[sums.Length];
        G1Jacobian.ToAffine(sums, commitments);
        return commitments;
    }

    private G1Jacobian CommitJacobian(Polynomial polynomial)
    {
        ArgumentNullException.ThrowIfNull(polynomial);
        if (polynomial.Compact is CompactRows rows)
        {
            ThrowIfOutside(polynomial.StartIndex, polynomial.StoredSize);
            using Zone zone = Zone.Enter("CommitmentKey::commit");
            return Pippenger.Multiply(srs.Points.Slice(polynomial.StartIndex, polynomial.StoredSize), rows.ReadIntegers, scheduler);
        }

        return polynomial.IsEmpty ? default : Sum(polynomial.Coefficients, polynomial.StartIndex);
    }

    private void ThrowIfOutside(int startIndex, int length)
    {
        if (startIndex < 0 || (long)startIndex + length > srs.PointCount)
        {
            throw new ArgumentException(
                $"Coefficients [{startIndex}, {(long)startIndex + length}) need more than the {srs.PointCount} points of the SRS.");
        }
    }

    private G1Jacobian Sum(ReadOnlySpan<Fr> coefficients, int startIndex)
    {
        ThrowIfOutside(startIndex, coefficients.Length);
        using Zone zone = Zone.Enter("CommitmentKey::commit");
        return Pippenger.Multiply(srs.Points.Slice(startIndex, coefficients.Length), coefficients, scheduler);
    }
}
