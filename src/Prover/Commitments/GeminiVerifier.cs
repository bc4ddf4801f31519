using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Commitments;

/// <summary>The verifier of <see cref="GeminiProver"/>: two multilinear claims at one point become univariate claims.</summary>
public static class GeminiVerifier
{
    /// <summary>Receives <c>FOLD_1 ..</c> and <c>a_1 ..</c> and derives the values at the positive points.</summary>
    /// <param name="unshifted">Commitment to F.</param>
    /// <param name="unshiftedEvaluation">Claimed F(u).</param>
    /// <param name="toBeShifted">Commitment to G.</param>
    /// <param name="shiftedEvaluation">Claimed value at u of the shift of G.</param>
    /// <param name="point">u.</param>
    /// <param name="transcript">The transcript.</param>
    /// <param name="claims">The univariate claims in the prover's order, when accepted.</param>
    /// <returns>Accepted, a transcript failure, or a degenerate challenge.</returns>
    public static VerificationResult TryReduce(
        in G1Affine unshifted,
        in Fr unshiftedEvaluation,
        in G1Affine toBeShifted,
        in Fr shiftedEvaluation,
        ReadOnlySpan<Fr> point,
        VerifierTranscript transcript,
        out OpeningClaim[] claims)
    {
        int variables = point.Length;
        claims = [];
        Fr rho = transcript.Challenge(GeminiLabels.Rho);
        G1Affine[] folds = new G1Affine[variables - 1];
        for (int l = 0; l < folds.Length; l++)
        {
            if (!transcript.TryReceive(GeminiLabels.Folds[l], out folds[l]))
            {
                return transcript.Rejection;
            }
        }

        Fr r = transcript.Challenge(GeminiLabels.R);
        Fr[] negative = new Fr[variables];
        for (int l = 0; l < variables; l++)
        {
            if (!transcript.TryReceive(GeminiLabels.Evaluations[l], out negative[l]))
            {
                return transcript.Rejection;
            }
        }

        if (r.IsZero || !TryComputePositive(point, r, unshiftedEvaluation + (rho * shiftedEvaluation), negative, out Fr[] positive))
        {
            return VerificationResult.Reject(VerificationFailure.DegenerateChallenge, GeminiLabels.R);
        }

        G1Jacobian f = unshifted;
        G1Jacobian g = (G1Jacobian)toBeShifted * (rho * Fr.Inverse(r));
        claims = new OpeningClaim[2 * variables];
        claims[0] = new OpeningClaim(f + g, r, positive[0]);
        claims[1] = new OpeningClaim(f + (-g), -r, negative[0]);
        Fr x = r;
        for (int l = 1; l < variables; l++)
        {
            x = Fr.Square(x);
            claims[2 * l] = new OpeningClaim(folds[l - 1], x, positive[l]);
            claims[(2 * l) + 1] = new OpeningClaim(folds[l - 1], -x, negative[l]);
        }

        return VerificationResult.Accepted;
    }

    /// <summary>
    /// From the last fold back: with <c>x = r^(2^l)</c>, <c>2 x A_(l+1)(x^2) = (x (1 - u_l) + u_l) A_l(x) + (x (1 - u_l) - u_l) A_l(-x)</c>,
    /// starting from the batched evaluation in the place of the constant after the last fold.
    /// </summary>
    private static bool TryComputePositive(
        ReadOnlySpan<Fr> point, in Fr r, Fr value, ReadOnlySpan<Fr> negative, out Fr[] positive)
    {
        positive = new Fr[point.Length];
        Fr[] squares = new Fr[point.Length];
        squares[0] = r;
        for (int l = 1; l < squares.Length; l++)
        {
            squares[l] = Fr.Square(squares[l - 1]);
        }

        for (int l = point.Length - 1; l >= 0; l--)
        {
            Fr u = point[l];
            Fr a = squares[l] * (Fr.One - u);
            Fr denominator = a + u;
            if (denominator.IsZero)
            {
                return false;
            }

            value = (Fr.Double(squares[l] * value) - (negative[l] * (a - u))) * Fr.Inverse(denominator);
            positive[l] = value;
        }

        return true;
    }
}
