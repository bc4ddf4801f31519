namespace Chonk.Prover.Acir;

/// <summary>
/// A polynomial of degree at most two in the witnesses: sum q_i w_(l_i) w_(r_i) + sum c_j w_j + constant. Terms stand in the order of
/// the file; a witness may occur more than once.
/// </summary>
/// <param name="MultiplicationTerms">The terms of degree two.</param>
/// <param name="LinearTerms">The terms of degree one.</param>
/// <param name="Constant">The term of degree zero.</param>
public sealed record AcirExpression(MultiplicationTerm[] MultiplicationTerms, LinearTerm[] LinearTerms, Fr Constant);
