using Chonk.Prover.Polynomials;

namespace Chonk.Prover.Sumcheck;

/// <summary>The two polynomials of one claim, by their values on the rows.</summary>
/// <param name="Unshifted">The batched unshifted columns.</param>
/// <param name="Shifted">The batched shifted columns, as seen through their shift.</param>
public readonly record struct BatchingPolynomials(Polynomial Unshifted, Polynomial Shifted);
