namespace Chonk.Prover.Relations;

/// <summary>One polynomial identity of a relation.</summary>
/// <param name="Formula">The left side of <c>formula = 0</c> in the protocol's names, as the ring <see cref="Relations.Formula"/> prints it.</param>
/// <param name="Degree">Its total degree in the columns, the relation's common selector included.</param>
/// <param name="PartialLength">
/// Evaluations that the protocol reserves for it in a round of sumcheck: at least <c>Degree + 1</c>. Where the protocol is generous, the
/// larger number matters only as part of the maximum over all subrelations.
/// </param>
/// <param name="IsLinearlyDependent">
/// True when not every row vanishes but the sum over all rows does; such a subrelation is not multiplied by the pow polynomial.
/// </param>
public readonly record struct Subrelation(string Formula, int Degree, int PartialLength, bool IsLinearlyDependent = false);
