namespace Chonk.Prover.Arithmetization;

/// <summary>The variables of one operation handed to the elliptic curve virtual machine.</summary>
/// <param name="OpCode">Op code.</param>
/// <param name="XLow">Low 136 bits of x.</param>
/// <param name="XHigh">High bits of x.</param>
/// <param name="YLow">Low 136 bits of y.</param>
/// <param name="YHigh">High bits of y.</param>
/// <param name="Z1">First part of the scalar.</param>
/// <param name="Z2">Second part of the scalar.</param>
public readonly record struct EccOpVariables(uint OpCode, uint XLow, uint XHigh, uint YLow, uint YHigh, uint Z1, uint Z2);
