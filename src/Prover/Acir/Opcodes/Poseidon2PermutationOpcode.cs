namespace Chonk.Prover.Acir.Opcodes;

/// <summary>outputs = Poseidon2 permutation of width 4 of the inputs [Grassi, Khovratovich, Schofnegger 2023].</summary>
/// <param name="Inputs">The state before.</param>
/// <param name="Outputs">Witnesses of the state after.</param>
public sealed record Poseidon2PermutationOpcode(WitnessOrConstant[] Inputs, uint[] Outputs) : AcirOpcode
{
    /// <inheritdoc/>
    public override string Name => "Poseidon2Permutation";
}
