namespace Chonk.Prover.Acir.Opcodes;

/// <summary>outputs = input1 + input2 on Grumpkin; a point is (x, y), infinity (0, 0).</summary>
/// <param name="Input1">The first point.</param>
/// <param name="Input2">The second point.</param>
/// <param name="Predicate">When zero, nothing is asserted of the inputs.</param>
/// <param name="Outputs">Witnesses of the coordinates of the sum.</param>
public sealed record EmbeddedCurveAddOpcode(
    WitnessOrConstant[] Input1, WitnessOrConstant[] Input2, WitnessOrConstant Predicate, uint[] Outputs) : AcirOpcode
{
    /// <inheritdoc/>
    public override string Name => "EmbeddedCurveAdd";
}
