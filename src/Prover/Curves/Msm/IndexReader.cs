namespace Chonk.Prover.Curves.Msm;

/// <summary>Gives scalars as indices into a list of few distinct ones.</summary>
/// <param name="first">Index of the first scalar.</param>
/// <param name="destination">Receives as many as it takes.</param>
public delegate void IndexReader(int first, Span<uint> destination);
