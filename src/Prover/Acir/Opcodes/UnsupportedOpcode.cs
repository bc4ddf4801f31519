namespace Chonk.Prover.Acir.Opcodes;

/// <summary>An opcode or black box function that this version does not know; only its name is kept.</summary>
public sealed record UnsupportedOpcode : AcirOpcode
{
    /// <summary>An opcode of this name.</summary>
    /// <param name="name">The name in the file.</param>
    public UnsupportedOpcode(string name) => Name = name;

    /// <inheritdoc/>
    public override string Name { get; }
}
