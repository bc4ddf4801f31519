using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Memory;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Prover.Tests.Acir.Gates;

/// <summary>Circuits of ACIR programs against the reference prover's gate counts, block by block.</summary>
public sealed class AcirCircuitTests
{
    private static readonly Dictionary<MegaBlockKind, string> BlockNames = new()
    {
        [MegaBlockKind.EccOp] = "ecc_op",
        [MegaBlockKind.PublicInputs] = "pub_inputs",
        [MegaBlockKind.Lookup] = "lookup",
        [MegaBlockKind.Arithmetic] = "arithmetic",
        [MegaBlockKind.DeltaRange] = "delta_range",
        [MegaBlockKind.Elliptic] = "elliptic",
        [MegaBlockKind.Memory] = "memory",
        [MegaBlockKind.NonNativeField] = "nnf",
        [MegaBlockKind.BusRead] = "busread",
        [MegaBlockKind.Poseidon2External] = "poseidon2_external",
        [MegaBlockKind.Poseidon2QuadInternal] = "poseidon2_quad_internal",
    };

    [Theory]
    [MemberData(nameof(VectorPrograms.Basic), MemberType = typeof(VectorPrograms))]
    public void Build_VectorProgram_HasTheReferenceGatesInEveryBlock(string name)
    {
        VectorProgram vector = VectorPrograms.Get(name);
        AcirFunction main = AcirReader.ReadProgram(VectorProgram.Gunzip(vector.Bytecode)).Main;
        using NativeBuffer<Fr> witness = AcirReader.ReadWitness(VectorProgram.Gunzip(vector.Witness), main.WitnessCount);
        using MegaCircuitBuilder circuit = AcirCircuit.Build(main, witness.Span, name);
        circuit.FinalizeCircuit();
        Assert.Null(circuit.Failure);
        Assert.Equal(Ordered(vector.Blocks), Ordered(Blocks(circuit)));
        Assert.Equal(vector.GateCount, circuit.GateCount);
        Assert.Equal(vector.PublicInputCount, circuit.PublicInputs.Count);

        using MegaCircuitBuilder blind = AcirCircuit.BuildWithoutWitness(main, name);
        blind.FinalizeCircuit();
        Assert.Equal(Ordered(vector.Blocks), Ordered(Blocks(blind)));
    }

    private static IEnumerable<KeyValuePair<string, int>> Ordered(IEnumerable<KeyValuePair<string, int>> counts) =>
        counts.OrderBy(entry => entry.Key, StringComparer.Ordinal);

    private static Dictionary<string, int> Blocks(MegaCircuitBuilder circuit) => Enum.GetValues<MegaBlockKind>()
        .Where(kind => circuit.Block(kind).RowCount > 0)
        .ToDictionary(kind => BlockNames[kind], kind => circuit.Block(kind).RowCount);
}
