namespace Chonk.Prover.Acir.Opcodes;

/// <summary>A call of unconstrained code, which made witnesses and adds no constraint. Its operands are not kept.</summary>
/// <param name="FunctionId">The unconstrained function called.</param>
public sealed record BrilligCallOpcode(uint FunctionId) : AcirOpcode
{
    /// <inheritdoc/>
    public override string Name => "BrilligCall";
}
