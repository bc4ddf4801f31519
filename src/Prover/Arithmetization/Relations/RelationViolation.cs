namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>A subrelation that does not hold.</summary>
/// <param name="Relation">Name of the relation.</param>
/// <param name="Subrelation">Index within the relation.</param>
/// <param name="Formula">The identity, as documented.</param>
/// <param name="Row">The first row on which it is violated; null when the sum over all rows is what does not vanish.</param>
/// <param name="Value">Its value there.</param>
public sealed record RelationViolation(string Relation, int Subrelation, string Formula, int? Row, Fr Value);
