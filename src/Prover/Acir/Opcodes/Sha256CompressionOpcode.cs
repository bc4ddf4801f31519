namespace Chonk.Prover.Acir.Opcodes;

/// <summary>outputs = SHA-256 compression of one block into a state, 32-bit words [FIPS 180-4, section 6.2.2].</summary>
/// <param name="Inputs">The block, 16 words.</param>
/// <param name="HashValues">The state before, 8 words.</param>
/// <param name="Outputs">Witnesses of the state after, 8 words.</param>
public sealed record Sha256CompressionOpcode(WitnessOrConstant[] Inputs, WitnessOrConstant[] HashValues, uint[] Outputs) : AcirOpcode
{
    /// <inheritdoc/>
    public override string Name => "Sha256Compression";
}
