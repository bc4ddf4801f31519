using Chonk.Prover.Diagnostics;
using Chonk.Prover.Fields;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Scheduling;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Commitments;

/// <summary>
/// From two multilinear claims at one point u to univariate claims. F is opened as it is, G as its shift G/X;
/// <c>A_0 = F + rho G/X</c> and <c>A_(l+1) = (1 - u_l) even(A_l) + u_l odd(A_l)</c>. When u has more variables than the polynomials, the
/// remaining folds are the constants <c>A(u) * product of (1 - u_k)</c>. Every fold is opened at <c>r^(2^l)</c> and <c>-r^(2^l)</c>, A_0 through
/// <c>F + (rho/r) G</c> at r and <c>F - (rho/r) G</c> at -r. Source: [Bootle, Chiesa, Hu, Orru 2022, section 5], https://eprint.iacr.org/2022/420.
/// </summary>
public sealed class GeminiProver : IDisposable
{
    private const int PieceLength = 1 << 10;
    private readonly List<Polynomial> folds = [];

    private GeminiProver(
        Polynomial unshifted,
        Polynomial toBeShifted,
        int logSize,
        ReadOnlySpan<Fr> point,
        CommitmentKey key,
        ProverTranscript transcript)
    {
        // 1. Batch.
        Fr rho = transcript.Challenge(GeminiLabels.Rho);

        // 2. Fold, and commit to the folds.
        Fold(unshifted, toBeShifted, rho, point, logSize);
        for (int l = 0; l < folds.Count; l++)
        {
            transcript.Send(GeminiLabels.Folds[l], key.Commit(folds[l]));
        }

        // 3. Open at the squares of r.
        Fr r = transcript.Challenge(GeminiLabels.R);
        Claims = OpenAt(r, rho, unshifted, toBeShifted);
        transcript.Send(GeminiLabels.Evaluations[0], Claims[1].Evaluation);
        for (int l = 0; l < folds.Count; l++)
        {
            transcript.Send(GeminiLabels.Evaluations[l + 1], Claims[(2 * l) + 3].Evaluation);
        }
    }

    /// <summary>The univariate claims in batching order: A_0 at r and -r, then each fold at its positive and negative point.</summary>
    public IReadOnlyList<ProverOpeningClaim> Claims { get; }

    /// <summary>
    /// Sends <c>FOLD_1 ..</c> and <c>a_1 ..</c>. Scratch: 32 bytes per coefficient of F, held until this object is disposed.
    /// </summary>
    /// <param name="unshifted">F, at most 2^d coefficients.</param>
    /// <param name="toBeShifted">G, at most 2^d coefficients, the constant one zero.</param>
    /// <param name="logSize">d, at least 2.</param>
    /// <param name="point">u, at least d variables.</param>
    /// <param name="key">Commits to the folds.</param>
    /// <param name="transcript">Has absorbed the commitments to F and G and their evaluations, or is bound to them.</param>
    public static GeminiProver Prove(
        Polynomial unshifted,
        Polynomial toBeShifted,
        int logSize,
        ReadOnlySpan<Fr> point,
        CommitmentKey key,
        ProverTranscript transcript)
    {
        using Zone zone = Zone.Enter("GeminiProver::prove");
        ArgumentOutOfRangeException.ThrowIfLessThan(logSize, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(unshifted.EndIndex, 1 << logSize, nameof(unshifted));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(toBeShifted.EndIndex, 1 << logSize, nameof(toBeShifted));
        ArgumentOutOfRangeException.ThrowIfLessThan(point.Length, logSize, nameof(point));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(point.Length, GeminiLabels.MaximalVariables, nameof(point));

        return new GeminiProver(unshifted, toBeShifted, logSize, point, key, transcript);
    }

    /// <summary>Frees the folds; the claims are then unusable.</summary>
    public void Dispose()
    {
        foreach (Polynomial fold in folds)
        {
            fold.Dispose();
        }
    }

    private void Fold(Polynomial unshifted, Polynomial toBeShifted, Fr rho, ReadOnlySpan<Fr> point, int logSize)
    {
        int end = Math.Max(unshifted.EndIndex, toBeShifted.EndIndex - 1);
        Fr u = point[0];
        Polynomial first = CreateFold((end + 1) / 2, logSize - 1);
        WorkScheduler.Shared.For(first.StoredSize, PieceLength, (from, to, _) =>
        {
            Span<Fr> target = first.Coefficients;
            for (int j = from; j < to; j++)
            {
                Fr even = unshifted[2 * j] + (rho * toBeShifted[(2 * j) + 1]);
                Fr odd = unshifted[(2 * j) + 1] + (rho * toBeShifted[(2 * j) + 2]);
                target[j] = even + (u * (odd - even));
            }
        });
        for (int l = 1; l < logSize - 1; l++)
        {
            Polynomial source = folds[^1];
            Polynomial next = CreateFold((source.StoredSize + 1) / 2, logSize - l - 1);
            Fr u_l = point[l];
            int pairs = source.StoredSize / 2;
            WorkScheduler.Shared.For(pairs, PieceLength, (from, to, _) =>
                FieldVector.FoldPairs(source.Coefficients[(2 * from)..(2 * to)], u_l, next.Coefficients[from..to]));
            if (pairs < next.StoredSize)
            {
                // The odd partner of the last coefficient is not stored: zero.
                next.At(pairs) = source[2 * pairs] * (Fr.One - u_l);
            }
        }

        Polynomial last = folds[^1];
        Fr constant = last[0] + (point[logSize - 1] * (last[1] - last[0]));
        for (int k = logSize; k < point.Length; k++)
        {
            CreateFold(1, 0).At(0) = constant;
            constant *= Fr.One - point[k];
        }
    }

    private List<ProverOpeningClaim> OpenAt(Fr r, Fr rho, Polynomial unshifted, Polynomial toBeShifted)
    {
        List<ProverOpeningClaim> claims = [];
        Fr second = rho * Fr.Inverse(r);
        Fr shiftedAt = toBeShifted.Evaluate(r);
        Fr shiftedAtNegative = toBeShifted.Evaluate(-r);
        claims.Add(new(unshifted, r, unshifted.Evaluate(r) + (second * shiftedAt), toBeShifted, second));
        claims.Add(new(unshifted, -r, unshifted.Evaluate(-r) - (second * shiftedAtNegative), toBeShifted, -second));
        Fr x = r;
        foreach (Polynomial fold in folds)
        {
            x = Fr.Square(x);
            claims.Add(new(fold, x, fold.Evaluate(x)));
            claims.Add(new(fold, -x, fold.Evaluate(-x)));
        }

        return claims;
    }

    private Polynomial CreateFold(int storedSize, int logSize)
    {
        Polynomial fold = new(0, Math.Max(1, storedSize), 1 << logSize, BufferCategory.Opening);
        folds.Add(fold);
        return fold;
    }
}
