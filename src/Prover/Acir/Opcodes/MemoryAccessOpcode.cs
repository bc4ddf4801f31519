namespace Chonk.Prover.Acir.Opcodes;

/// <summary>A read, value = block[index], or a write, block[index] := value.</summary>
/// <param name="BlockId">The block.</param>
/// <param name="IsWrite">Whether it writes.</param>
/// <param name="Index">Witness of the index.</param>
/// <param name="Value">Witness of the value.</param>
public sealed record MemoryAccessOpcode(uint BlockId, bool IsWrite, uint Index, uint Value) : AcirOpcode
{
    /// <inheritdoc/>
    public override string Name => "MemoryOp";
}
