namespace Chonk.Prover.Acir.Opcodes;

/// <summary>Where the values of a memory block live.</summary>
public enum MemoryBlockKind
{
    /// <summary>An array of the circuit: ROM if it is never written, else RAM.</summary>
    Memory,

    /// <summary>Data received from another circuit over the databus.</summary>
    CallData,

    /// <summary>Data passed on to another circuit over the databus.</summary>
    ReturnData,
}
