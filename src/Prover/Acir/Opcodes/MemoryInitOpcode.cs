namespace Chonk.Prover.Acir.Opcodes;

/// <summary>Block blockId starts as the vector of these witnesses.</summary>
/// <param name="BlockId">The block; no other opcode may start it.</param>
/// <param name="Values">Witnesses of the initial values.</param>
/// <param name="Kind">Plain memory or a column of the databus.</param>
/// <param name="CallDataId">Which calldata column: 0 of the previous kernel, 1 to 3 of the apps; 0 for the other kinds.</param>
public sealed record MemoryInitOpcode(uint BlockId, uint[] Values, MemoryBlockKind Kind, uint CallDataId) : AcirOpcode
{
    /// <inheritdoc/>
    public override string Name => "MemoryInit";
}
