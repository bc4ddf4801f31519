namespace Chonk.Prover.Acir;

/// <summary>The term coefficient * w_witness of an expression.</summary>
/// <param name="Coefficient">The factor.</param>
/// <param name="Witness">The index of the witness.</param>
public readonly record struct LinearTerm(Fr Coefficient, uint Witness);
