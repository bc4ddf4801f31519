namespace Chonk.Prover.Acir.Opcodes;

/// <summary>outputs = AES-128 in CBC mode of the input bytes [FIPS 197].</summary>
/// <param name="Inputs">The plaintext, a byte each, whole blocks.</param>
/// <param name="InitializationVector">16 bytes.</param>
/// <param name="Key">16 bytes.</param>
/// <param name="Outputs">Witnesses of the ciphertext, as long as the plaintext.</param>
public sealed record Aes128EncryptOpcode(
    WitnessOrConstant[] Inputs, WitnessOrConstant[] InitializationVector, WitnessOrConstant[] Key, uint[] Outputs) : AcirOpcode
{
    /// <inheritdoc/>
    public override string Name => "AES128Encrypt";
}
