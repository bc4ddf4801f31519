namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>One row of a lookup table.</summary>
/// <param name="Row">Its position in the table.</param>
/// <param name="Column1">First column: a key.</param>
/// <param name="Column2">Second column: a key or a value.</param>
/// <param name="Column3">Third column: a value.</param>
public readonly record struct TableEntry(int Row, Fr Column1, Fr Column2, Fr Column3);
