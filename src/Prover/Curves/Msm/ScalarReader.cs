using Chonk.Prover.Fields;

namespace Chonk.Prover.Curves.Msm;

/// <summary>Gives scalars as canonical integers, for those who hold them in another form than field elements.</summary>
/// <param name="first">Index of the first scalar.</param>
/// <param name="destination">Receives as many as it takes.</param>
public delegate void ScalarReader(int first, Span<UInt256> destination);
