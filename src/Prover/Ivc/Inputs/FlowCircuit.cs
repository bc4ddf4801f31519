using Chonk.Prover.Acir;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Ivc.Inputs;

/// <summary>
/// One circuit of a flow as it lies in the file. Program and witness stay packed until they are asked for, so that only the circuit at
/// work takes memory.
/// </summary>
public sealed class FlowCircuit
{
    private readonly ReadOnlyMemory<byte> _bytecode;
    private readonly ReadOnlyMemory<byte> _witness;

    internal FlowCircuit(
        string path, int index, string name, ReadOnlyMemory<byte> bytecode, ReadOnlyMemory<byte> witness, ReadOnlyMemory<byte> verificationKey)
    {
        Path = path;
        _bytecode = bytecode;
        _witness = witness;
        Index = index;
        Name = name;
        VerificationKey = verificationKey;
    }

    /// <summary>The flow file.</summary>
    public string Path { get; }

    /// <summary>Place in the file, from 0.</summary>
    public int Index { get; }

    /// <summary>Name of the function; several circuits may have the same.</summary>
    public string Name { get; }

    /// <summary>The key that comes with the circuit, as in the file; empty if none does.</summary>
    public ReadOnlyMemory<byte> VerificationKey { get; }

    /// <summary>Whether the file holds a witness for the circuit.</summary>
    public bool HasWitness => !_witness.IsEmpty;

    /// <summary>Unpacks and reads the program.</summary>
    /// <exception cref="FlowFormatException">The bytecode is no program.</exception>
    public AcirProgram ReadProgram() => Read("bytecode", _bytecode, AcirReader.ReadProgram);

    /// <summary>Unpacks and reads the witness of the program's entry point.</summary>
    /// <param name="function">The entry point.</param>
    /// <param name="ledger">Where the buffer is booked; the shared ledger by default.</param>
    /// <returns>The values by witness index, owned by the caller.</returns>
    /// <exception cref="FlowFormatException">The witness is damaged, or is not one of this program.</exception>
    public NativeBuffer<Fr> ReadWitness(AcirFunction function, MemoryLedger? ledger = null) =>
        Read("witness", _witness, bytes => AcirReader.ReadWitness(bytes, function.WitnessCount, ledger));

    /// <summary>An error of this circuit, which names it and its file.</summary>
    /// <param name="reason">What is wrong.</param>
    public FlowFormatException Error(string reason) => new(Path, Index, Name, reason);

    private TResult Read<TResult>(string part, ReadOnlyMemory<byte> packed, Func<ReadOnlyMemory<byte>, TResult> read)
    {
        try
        {
            return read(BoundedGzip.Decompress(packed));
        }
        catch (Exception exception) when (exception is AcirFormatException or InvalidDataException)
        {
            throw new FlowFormatException(Path, Index, Name, $"{part}: {exception.Message}", exception);
        }
    }
}
