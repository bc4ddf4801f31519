namespace Chonk.Prover.Acir.Opcodes;

/// <summary>outputs = BLAKE2s-256 of the input bytes [RFC 7693].</summary>
/// <param name="Inputs">The message, a byte each.</param>
/// <param name="Outputs">Witnesses of the 32 bytes of the digest.</param>
public sealed record Blake2sOpcode(WitnessOrConstant[] Inputs, uint[] Outputs) : AcirOpcode
{
    /// <inheritdoc/>
    public override string Name => "Blake2s";
}
