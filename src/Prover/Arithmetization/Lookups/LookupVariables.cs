namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>The variables of a lookup, row by row; index 0 holds the whole keys and results.</summary>
/// <param name="Column1">First column.</param>
/// <param name="Column2">Second column.</param>
/// <param name="Column3">Third column.</param>
public sealed record LookupVariables(uint[] Column1, uint[] Column2, uint[] Column3);
