using Chonk.Prover.Curves.Pairing;

namespace Chonk.Prover.Commitments;

/// <summary>A deferred opening: valid when <c>e(P_0, [1]) e(P_1, [tau]) = 1</c>, that is <c>P_0 + tau P_1 = 0</c>.</summary>
/// <param name="P0">The point paired with the generator of G2.</param>
/// <param name="P1">The point paired with tau times the generator of G2.</param>
public readonly record struct PairingPoints(G1Affine P0, G1Affine P1)
{
    /// <summary>Whether the pairing equation holds.</summary>
    /// <param name="tauG2">tau times the generator of G2, in the subgroup.</param>
    public bool Check(in G2Affine tauG2) => OptimalAtePairing.IsProductOne([(P0, G2Affine.Generator), (P1, tauG2)]);
}
