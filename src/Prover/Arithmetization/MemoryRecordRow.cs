namespace Chonk.Prover.Arithmetization;

/// <summary>
/// A row whose <c>w_4</c> is <c>w_l eta + w_r eta^2 + w_o eta^3</c>, plus 1 for a write; eta is drawn after the first three wires are committed to.
/// </summary>
/// <param name="Row">The row: in the memory block (builder) or in the whole trace (instance).</param>
/// <param name="IsWrite">Whether the record is a write.</param>
public readonly record struct MemoryRecordRow(int Row, bool IsWrite);
