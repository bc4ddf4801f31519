namespace Chonk.Prover.Acir.Opcodes;

/// <summary>0 &lt;= input &lt; 2^bitCount.</summary>
/// <param name="Input">The value.</param>
/// <param name="BitCount">Number of bits, at least one.</param>
public sealed record RangeOpcode(WitnessOrConstant Input, uint BitCount) : AcirOpcode
{
    /// <inheritdoc/>
    public override string Name => "RANGE";
}
