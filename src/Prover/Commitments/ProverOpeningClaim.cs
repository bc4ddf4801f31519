using Chonk.Prover.Polynomials;

namespace Chonk.Prover.Commitments;

/// <summary>
/// The prover's claim <c>f(x) = v</c> for <c>f = P + factor * S</c>. The two-part form spares the buffers of A0+ and A0-, which differ
/// in a sign only. The claim does not own its polynomials.
/// </summary>
/// <param name="Polynomial">P, in coefficient form.</param>
/// <param name="Point">x.</param>
/// <param name="Evaluation">v = f(x).</param>
/// <param name="Second">S, or null for none.</param>
/// <param name="SecondFactor">The factor of S.</param>
public readonly record struct ProverOpeningClaim(
    Polynomial Polynomial, Fr Point, Fr Evaluation, Polynomial? Second = null, Fr SecondFactor = default)
{
    /// <summary>One past the highest index of a coefficient that may not be zero.</summary>
    public int EndIndex => Math.Max(Polynomial.EndIndex, Second?.EndIndex ?? 0);
}
