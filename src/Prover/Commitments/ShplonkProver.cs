using System.Diagnostics.CodeAnalysis;
using Chonk.Prover.Diagnostics;
using Chonk.Prover.Fields;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Commitments;

/// <summary>
/// From claims <c>f_j(x_j) = v_j</c> to one claim: <c>Q = sum of nu^j (f_j - v_j) / (X - x_j)</c> is sent, and
/// <c>Q(X) - sum of nu^j (f_j(X) - v_j) / (z - x_j)</c> is zero at z. Source: [Boneh, Drake, Fisch, Gabizon 2020, section 4],
/// https://eprint.iacr.org/2020/081.
/// </summary>
public static class ShplonkProver
{
    /// <summary>Sends <c>Q</c>.</summary>
    /// <param name="claims">At least one claim.</param>
    /// <param name="key">Commits to Q.</param>
    /// <param name="transcript">Has absorbed the commitments and values of the claims.</param>
    /// <returns>The claim that the returned polynomial is zero at z; the caller disposes the polynomial.</returns>
    [SuppressMessage("Reliability", "CA2000", Justification = "The quotient leaves inside the claim; its receiver disposes it.")]
    public static ProverOpeningClaim Prove(IReadOnlyList<ProverOpeningClaim> claims, CommitmentKey key, ProverTranscript transcript)
    {
        using Zone zone = Zone.Enter("ShplonkProver::prove");
        Fr nu = transcript.Challenge(ShplonkLabels.Nu);
        int size = claims.Max(claim => claim.EndIndex);
        Polynomial quotient = Polynomial.CreateFull(size, BufferCategory.Opening);
        Fr power = Fr.One;
        foreach (ProverOpeningClaim claim in claims)
        {
            OpeningQuotient.AddScaled(claim, power, quotient.Coefficients);
            power *= nu;
        }

        transcript.Send(ShplonkLabels.Quotient, key.Commit(quotient));
        Fr z = transcript.Challenge(ShplonkLabels.Z);

        Fr[] denominators = [.. claims.Select(claim => z - claim.Point)];
        BatchInverse.Invert<Fr>(denominators);
        power = Fr.One;
        for (int j = 0; j < claims.Count; j++)
        {
            OpeningQuotient.AddScaledDifference(claims[j], -(power * denominators[j]), quotient.Coefficients);
            power *= nu;
        }

        return new ProverOpeningClaim(quotient, z, Fr.Zero);
    }
}
