namespace Chonk.Prover.Acir.Opcodes;

/// <summary>output = 1 if the signature is valid, else 0, over secp256k1 or secp256r1 [FIPS 186-5, section 6.4.2]; big-endian bytes.</summary>
/// <param name="IsSecp256r1">Curve secp256r1 if true, else secp256k1.</param>
/// <param name="PublicKeyX">32 bytes.</param>
/// <param name="PublicKeyY">32 bytes.</param>
/// <param name="Signature">64 bytes, r then s.</param>
/// <param name="HashedMessage">32 bytes.</param>
/// <param name="Predicate">When zero, nothing is asserted of the inputs.</param>
/// <param name="Output">Witness of the verdict.</param>
public sealed record EcdsaOpcode(
    bool IsSecp256r1,
    WitnessOrConstant[] PublicKeyX,
    WitnessOrConstant[] PublicKeyY,
    WitnessOrConstant[] Signature,
    WitnessOrConstant[] HashedMessage,
    WitnessOrConstant Predicate,
    uint Output) : AcirOpcode
{
    /// <inheritdoc/>
    public override string Name => IsSecp256r1 ? "EcdsaSecp256r1" : "EcdsaSecp256k1";
}
