namespace Chonk.Prover.Acir.Opcodes;

/// <summary>A call of another constrained function of the program.</summary>
/// <param name="FunctionId">The function called.</param>
/// <param name="Inputs">Witnesses of the arguments.</param>
/// <param name="Outputs">Witnesses of the results.</param>
public sealed record CallOpcode(uint FunctionId, uint[] Inputs, uint[] Outputs) : AcirOpcode
{
    /// <inheritdoc/>
    public override string Name => "Call";
}
