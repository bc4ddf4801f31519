using Chonk.Prover.Diagnostics;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Commitments;

/// <summary>
/// The opening proof of one claim: <c>W = (f(X) - v) / (X - x)</c>. Source: [Kate, Zaverucha, Goldberg 2010, section 3.2],
/// https://www.iacr.org/archive/asiacrypt2010/6477178/6477178.pdf. No masking challenge follows W in this version of the protocol.
/// </summary>
public static class KzgProver
{
    /// <summary>Label of the commitment to W.</summary>
    internal const string QuotientLabel = "KZG:W";

    /// <summary>Sends <c>W</c>. The claim's polynomial is overwritten and disposed.</summary>
    /// <param name="claim">A claim on a polynomial that stores its coefficients from index 0 and belongs to the caller alone.</param>
    /// <param name="key">Commits to W.</param>
    /// <param name="transcript">The transcript.</param>
    public static void Prove(in ProverOpeningClaim claim, CommitmentKey key, ProverTranscript transcript)
    {
        using Zone zone = Zone.Enter("KZG::compute_opening_proof");
        ArgumentOutOfRangeException.ThrowIfNotEqual(claim.Second is null, true, nameof(claim));
        using Polynomial polynomial = claim.Polynomial;
        ArgumentOutOfRangeException.ThrowIfNotEqual(polynomial.StartIndex, 0, nameof(claim));
        OpeningQuotient.DivideInPlace(polynomial.Coefficients, claim.Point);
        transcript.Send(QuotientLabel, key.Commit(polynomial));
    }
}
