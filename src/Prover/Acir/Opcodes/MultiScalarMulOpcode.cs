namespace Chonk.Prover.Acir.Opcodes;

/// <summary>outputs = sum scalar_i * point_i on Grumpkin; a point is (x, y), infinity (0, 0).</summary>
/// <param name="Points">Two coordinates a point.</param>
/// <param name="Scalars">Two 128-bit halves a scalar, the low one first.</param>
/// <param name="Predicate">When zero, nothing is asserted of the inputs.</param>
/// <param name="Outputs">Witnesses of the coordinates of the sum.</param>
public sealed record MultiScalarMulOpcode(
    WitnessOrConstant[] Points, WitnessOrConstant[] Scalars, WitnessOrConstant Predicate, uint[] Outputs) : AcirOpcode
{
    /// <inheritdoc/>
    public override string Name => "MultiScalarMul";
}
