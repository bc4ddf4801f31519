namespace Chonk.Prover.Arithmetization;

/// <summary>The variables of an integer's four limbs of 68 bits.</summary>
/// <param name="Limb0">Least significant limb.</param>
/// <param name="Limb1">Limb 1.</param>
/// <param name="Limb2">Limb 2.</param>
/// <param name="Limb3">Most significant limb.</param>
public readonly record struct LimbVariables(uint Limb0, uint Limb1, uint Limb2, uint Limb3);
