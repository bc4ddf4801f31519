namespace Chonk.Prover.Acir.Gates;

/// <summary>A program that cannot be made into a circuit: which circuit, which opcode at which position, why.</summary>
public sealed class AcirCircuitException : Exception
{
    /// <summary>An error of one opcode.</summary>
    /// <param name="circuit">Name of the circuit.</param>
    /// <param name="position">The opcode's place in its function, from 0.</param>
    /// <param name="opcode">The opcode's name.</param>
    /// <param name="reason">What is wrong.</param>
    public AcirCircuitException(string circuit, int position, string opcode, string reason)
        : base($"{circuit}: opcode {position} ({opcode}): {reason}")
    {
        Circuit = circuit;
        Position = position;
        Opcode = opcode;
    }

    /// <summary>Name of the circuit.</summary>
    public string Circuit { get; }

    /// <summary>The opcode's place in its function, from 0.</summary>
    public int Position { get; }

    /// <summary>The opcode's name.</summary>
    public string Opcode { get; }
}
