namespace Chonk.Prover.Acir.Opcodes;

/// <summary>0 = expression.</summary>
/// <param name="Expression">The polynomial that vanishes.</param>
public sealed record AssertZeroOpcode(AcirExpression Expression) : AcirOpcode
{
    /// <inheritdoc/>
    public override string Name => "AssertZero";
}
