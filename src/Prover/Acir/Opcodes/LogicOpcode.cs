namespace Chonk.Prover.Acir.Opcodes;

/// <summary>output = left AND right, or left XOR right, over integers of bitCount bits; both operands are range-checked too.</summary>
/// <param name="IsXor">XOR if true, else AND.</param>
/// <param name="Left">First operand.</param>
/// <param name="Right">Second operand.</param>
/// <param name="BitCount">Number of bits of the operands.</param>
/// <param name="Output">Witness of the result.</param>
public sealed record LogicOpcode(bool IsXor, WitnessOrConstant Left, WitnessOrConstant Right, uint BitCount, uint Output) : AcirOpcode
{
    /// <inheritdoc/>
    public override string Name => IsXor ? "XOR" : "AND";
}
