namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>One slice of a wide lookup.</summary>
/// <param name="Table">The table that holds the slice's entry.</param>
/// <param name="Base">The slice of a key is the key modulo this, at least 2.</param>
/// <param name="Step1">Weight of this row's first column in the row before it; unused for the first slice.</param>
/// <param name="Step2">The same for the second column.</param>
/// <param name="Step3">The same for the third column.</param>
public sealed record TableSlice(BasicTable Table, ulong Base, Fr Step1, Fr Step2, Fr Step3);
