namespace Chonk.Prover.Acir.Opcodes;

/// <summary>outputs = Keccak-f[1600] of 25 lanes of 64 bits [FIPS 202, section 3].</summary>
/// <param name="Inputs">The state before, 25 lanes.</param>
/// <param name="Outputs">Witnesses of the state after, 25 lanes.</param>
public sealed record Keccakf1600Opcode(WitnessOrConstant[] Inputs, uint[] Outputs) : AcirOpcode
{
    /// <inheritdoc/>
    public override string Name => "Keccakf1600";
}
