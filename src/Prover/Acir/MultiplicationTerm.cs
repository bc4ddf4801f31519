namespace Chonk.Prover.Acir;

/// <summary>The term coefficient * w_left * w_right of an expression.</summary>
/// <param name="Coefficient">The factor.</param>
/// <param name="Left">The index of the first witness.</param>
/// <param name="Right">The index of the second witness; it may equal the first.</param>
public readonly record struct MultiplicationTerm(Fr Coefficient, uint Left, uint Right);
