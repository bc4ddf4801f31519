using Chonk.Prover.Acir.Opcodes;

namespace Chonk.Prover.Acir.Gates;

/// <summary>A memory block with its accesses in the order of the file.</summary>
/// <param name="init">How it starts.</param>
internal sealed class MemoryBlock(MemoryInitOpcode init)
{
    /// <summary>How it starts.</summary>
    public MemoryInitOpcode Init { get; } = init;

    /// <summary>Reads and writes.</summary>
    public List<MemoryAccessOpcode> Accesses { get; } = [];

    /// <summary>Whether it is RAM: written at least once.</summary>
    public bool IsWritten => Accesses.Exists(access => access.IsWrite);
}
