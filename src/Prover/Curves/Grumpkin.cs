using Chonk.Prover.Fields;

namespace Chonk.Prover.Curves;

/// <summary>
/// Grumpkin: y^2 = x^3 - 17 over Fr, of prime order q; it forms a cycle with BN254, whose fields it swaps. The generator is (1, y) with
/// y^2 = -16. Source: [Aztec, the Grumpkin curve, 2021].
/// </summary>
public readonly record struct Grumpkin : ICurve<Grumpkin, Fr, Fq>
{
    /// <inheritdoc/>
    public static Fr B => Fr.FromInt(-17);

    /// <inheritdoc/>
    public static Fr GeneratorX => Fr.One;

    /// <inheritdoc/>
    public static Fr GeneratorY => Fr.FromInteger(new UInt256(0x833fc48d823f272cUL, 0x2d270d45f1181294UL, 0xcf135e7506a45d63UL, 2));

    /// <inheritdoc/>
    public static bool HasCofactor => false;
}
