using Chonk.Prover.Curves;
using Chonk.Prover.Curves.Msm;
using Chonk.Prover.Diagnostics;
using Chonk.Prover.Fields;
using Chonk.Prover.Memory;
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

    /// <summary>
    /// The commitments of several polynomials, normalised together. Polynomials of short coefficients (up to 31 bits and a sign) are spread over
    /// the threads, one each, so that none waits for the ends of many small sums; the others follow, each on all threads.
    /// </summary>
    /// <exception cref="ArgumentException">A polynomial has a coefficient beyond the last point, or one at a negative index.</exception>
    public G1Affine[] Commit(IReadOnlyList<Polynomial> polynomials)
    {
        ArgumentNullException.ThrowIfNull(polynomials);
        G1Jacobian[] sums = new G1Jacobian[polynomials.Count];
        bool[] isDone = CommitShort(polynomials, sums);
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = isDone[i] ? sums[i] : CommitJacobian(polynomials[i]);
        }

        G1Affine[] commitments = new G1Affine[sums.Length];
        G1Jacobian.ToAffine(sums, commitments);
        return commitments;
    }

    /// <summary>Commits to the polynomials that allow it, side by side; tells which these were.</summary>
    private bool[] CommitShort(IReadOnlyList<Polynomial> polynomials, G1Jacobian[] sums)
    {
        bool[] isDone = new bool[polynomials.Count];
        int longest = 0;
        foreach (Polynomial polynomial in polynomials)
        {
            ArgumentNullException.ThrowIfNull(polynomial, nameof(polynomials));
            if (!polynomial.IsEmpty)
            {
                ThrowIfOutside(polynomial.StartIndex, polynomial.StoredSize);
                longest = Math.Max(longest, polynomial.StoredSize);
            }
        }

        int areas = Math.Min(scheduler.ThreadCount, polynomials.Count);
        if (areas < 2 || longest == 0)
        {
            return isDone;
        }

        // Scratch of all threads at once, whatever they come to do, so that the peak of memory does not depend on timing.
        using ScratchAreas<NarrowSums<Bn254, Fq, Fr>> scratch = new(scheduler.ThreadCount, () => new(longest));
        scheduler.For(polynomials.Count, 1, (start, end, worker) =>
        {
            for (int i = start; i < end; i++)
            {
                using Zone zone = Zone.Enter("CommitmentKey::commit");
                isDone[i] = TryCommitShort(polynomials[i], scratch[worker], out sums[i]);
            }
        });

        return isDone;
    }

    private bool TryCommitShort(Polynomial polynomial, NarrowSums<Bn254, Fq, Fr> scratch, out G1Jacobian sum)
    {
        sum = default;
        if (polynomial.IsEmpty)
        {
            return true;
        }

        return scratch.TryMultiply(
            srs.Points.Slice(polynomial.StartIndex, polynomial.StoredSize), polynomial.Compact is CompactRows rows ? rows.ReadIntegers : Read, out sum);

        void Read(int first, Span<UInt256> integers) =>
            FieldVector.ToIntegers<Bn254ScalarField>(polynomial.Coefficients.Slice(first, integers.Length), integers);
    }

    private G1Jacobian CommitJacobian(Polynomial polynomial)
    {
        ArgumentNullException.ThrowIfNull(polynomial);
        if (polynomial.Compact is CompactRows rows)
        {
            ThrowIfOutside(polynomial.StartIndex, polynomial.StoredSize);
            using Zone zone = Zone.Enter("CommitmentKey::commit");
            ReadOnlySpan<G1Affine> points = srs.Points.Slice(polynomial.StartIndex, polynomial.StoredSize);
            return rows is PaletteRows palette && DistinctScalarSums<Bn254, Fq, Fr>.Pays(palette.Length, palette.Palette.Length)
                ? Pippenger.MultiplyByDistinct(points, palette.ReadIndices, palette.Palette, scheduler)
                : Pippenger.Multiply(points, rows.ReadIntegers, scheduler);
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
