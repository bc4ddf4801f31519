namespace Chonk.Prover.Acir.Opcodes;

/// <summary>The proof is valid for the key and the public inputs, up to a deferred check.</summary>
/// <param name="VerificationKey">The key, as field elements.</param>
/// <param name="Proof">The proof, as field elements; empty where the prover supplies it.</param>
/// <param name="PublicInputs">The public inputs of the verified circuit.</param>
/// <param name="KeyHash">Hash of the key.</param>
/// <param name="ProofType">Which verifier: 1 OINK, 2 HN, 7 HN_FINAL, 8 HN_TAIL in client flows.</param>
/// <param name="Predicate">When the constant zero, the opcode has no effect.</param>
public sealed record RecursiveAggregationOpcode(
    WitnessOrConstant[] VerificationKey,
    WitnessOrConstant[] Proof,
    WitnessOrConstant[] PublicInputs,
    WitnessOrConstant KeyHash,
    uint ProofType,
    WitnessOrConstant Predicate) : AcirOpcode
{
    private const uint Oink = 1;
    private const uint HyperNova = 2;
    private const uint HyperNovaFinal = 7;
    private const uint HyperNovaTail = 8;

    /// <inheritdoc/>
    public override string Name => "RecursiveAggregation";

    /// <summary>Whether the proof is one of a client flow's foldings.</summary>
    public bool VerifiesFolding => ProofType is Oink or HyperNova or HyperNovaFinal or HyperNovaTail;
}
