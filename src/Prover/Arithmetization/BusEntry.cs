namespace Chonk.Prover.Arithmetization;

/// <summary>An entry of a databus column.</summary>
/// <param name="Variable">Its variable.</param>
/// <param name="ReadCount">How many rows read it.</param>
public readonly record struct BusEntry(uint Variable, uint ReadCount);
