using Chonk.Prover.Acir.Opcodes;

namespace Chonk.Prover.Acir;

/// <summary>One constrained function of a program: its opcodes and which witnesses are its parameters and results.</summary>
public sealed class AcirFunction
{
    /// <summary>A function as read from its program.</summary>
    internal AcirFunction(
        string name, AcirOpcode[] opcodes, uint[] privateParameters, uint[] publicParameters, uint[] returnValues, long witnessCount)
    {
        Name = name;
        Opcodes = opcodes;
        PrivateParameters = privateParameters;
        PublicParameters = publicParameters;
        ReturnValues = returnValues;
        WitnessCount = Math.Max(1, witnessCount);
    }

    /// <summary>The function's name in its source; not unique.</summary>
    public string Name { get; }

    /// <summary>The opcodes in the order of the file.</summary>
    public IReadOnlyList<AcirOpcode> Opcodes { get; }

    /// <summary>Witnesses of the private parameters.</summary>
    public IReadOnlyList<uint> PrivateParameters { get; }

    /// <summary>Witnesses of the public parameters.</summary>
    public IReadOnlyList<uint> PublicParameters { get; }

    /// <summary>Witnesses of the public results.</summary>
    public IReadOnlyList<uint> ReturnValues { get; }

    /// <summary>
    /// One more than the largest witness index that opcodes (unconstrained calls included), public parameters and results name, and
    /// at least one: the length of a witness vector.
    /// </summary>
    public long WitnessCount { get; }

    /// <summary>
    /// Whether it verifies folding proofs, which only the kernels of a client flow do: it has a recursion opcode of type OINK, HN,
    /// HN_FINAL or HN_TAIL. The reference prover tells kernels from apps by the same opcodes.
    /// </summary>
    public bool IsKernel => Opcodes.Any(static opcode => opcode is RecursiveAggregationOpcode { VerifiesFolding: true });

    /// <summary>The circuit's own public inputs: the public parameters, then the results. A witness may occur more than once.</summary>
    public IEnumerable<uint> PublicInputs => PublicParameters.Concat(ReturnValues);
}
