namespace Chonk.Prover.Acir.Opcodes;

/// <summary>One instruction of an ACIR function.</summary>
public abstract record AcirOpcode
{
    /// <summary>The opcode's name in the format; for a black box call that of the function.</summary>
    public abstract string Name { get; }
}
