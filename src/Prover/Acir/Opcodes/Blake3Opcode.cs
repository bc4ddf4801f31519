namespace Chonk.Prover.Acir.Opcodes;

/// <summary>outputs = BLAKE3 of the input bytes.</summary>
/// <param name="Inputs">The message, a byte each.</param>
/// <param name="Outputs">Witnesses of the 32 bytes of the digest.</param>
public sealed record Blake3Opcode(WitnessOrConstant[] Inputs, uint[] Outputs) : AcirOpcode
{
    /// <inheritdoc/>
    public override string Name => "Blake3";
}
