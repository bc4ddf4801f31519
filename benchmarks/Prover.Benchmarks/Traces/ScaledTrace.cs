using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Relations;
using Chonk.Prover.Folding;
using Chonk.Prover.Folding.Oink;
using Chonk.Prover.Ivc.Inputs;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Relations;
using Chonk.Prover.Scheduling;
using Chonk.Prover.Sumcheck;
using Chonk.Prover.Tests.Support;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Benchmarks.Traces;

/// <summary>
/// A satisfied Mega trace of a wanted size made of real programs: <c>2^(logSize - 13)</c> times the same unit, which fills 2^13 rows to four
/// fifths, so that traces of all sizes have the same mix of gates and nearly the same share of used rows. A unit holds a circuit of the default flow
/// (Merkle membership: Poseidon2, arithmetic) and programs of the test vectors (RAM, ROM, ranges, a multi-scalar multiplication). Programs
/// with 14-bit ranges or lookup tables are left out: their lists and tables have one size in all traces.
/// </summary>
internal sealed class ScaledTrace : IDisposable
{
    /// <summary>Variables of the trace of one unit.</summary>
    public const int MinLogSize = 13;

    private const string FlowCircuitName = "MerkleMembership:prove_membership";

    private static readonly (string Name, int Copies)[] Vectors =
        [("msm_constant_scalar", 2), ("ram_many", 3), ("rom_big", 1), ("range_many", 2), ("not_and_shift", 3)];

    private readonly MegaInstance instance;
    private readonly Polynomial[] columns;
    private readonly RelationParameters<Fr> parameters;
    private readonly Fr alpha = Fr.Random();
    private readonly Fr[] gateChallenges;

    private ScaledTrace(MegaInstance instance)
    {
        this.instance = instance;
        Fr eta = Fr.Random();
        Fr beta = Fr.Random();
        Fr gamma = Fr.Random();
        MemoryRecords.AddTo(instance, eta);
        LogDerivativeInverses.Compute(instance, beta, gamma);
        PermutationGrandProduct.Compute(instance, beta, gamma);
        parameters = RelationParameters.Create(
            eta, beta, gamma, PublicInputDelta.Compute([.. instance.PublicInputs], instance.PublicInputOffset, beta, gamma));
        columns = [.. Enumerable.Range(0, MegaColumns.Count).Select(column => instance[(MegaColumn)column])];
        gateChallenges = new Fr[FoldingLabels.VariableCount];
        Fr power = Fr.Random();
        for (int i = 0; i < gateChallenges.Length; i++, power = Fr.Square(power))
        {
            gateChallenges[i] = power;
        }
    }

    /// <summary>The columns that a verification key commits to.</summary>
    public IReadOnlyList<Polynomial> PrecomputedColumns => columns[..MegaColumns.PrecomputedCount];

    /// <summary>The trace's layout.</summary>
    public MegaTraceLayout Layout => instance.Layout;

    /// <summary>Builds a trace with all columns as Oink leaves them.</summary>
    /// <param name="logSize">At least <see cref="MinLogSize"/>.</param>
    /// <exception cref="InvalidOperationException">The units do not satisfy the circuit, or do not fit the size.</exception>
    public static ScaledTrace Create(int logSize)
    {
        ProgramInstances programs = new();
        List<(AcirFunction Function, Fr[] Witness)> unit = ReadUnit();
        for (int i = 0; i < 1 << (logSize - MinLogSize); i++)
        {
            foreach ((AcirFunction function, Fr[] witness) in unit)
            {
                programs.Add(function, witness);
            }
        }

        MegaInstance instance = Instantiate(programs.ToFunction(), [.. programs.Witness]);
        if (instance.LogCircuitSize != logSize || InstanceChecker.FindFirstViolation(instance) is not null)
        {
            throw new InvalidOperationException($"A trace of 2^{instance.LogCircuitSize} rows instead of 2^{logSize}, or a violated one.");
        }

        return new(instance);
    }

    /// <summary>A trace of one circuit of the default flow.</summary>
    public static ScaledTrace OfFlowCircuit(int index)
    {
        FlowCircuit circuit = ReadFlow().Circuits[index];
        (AcirFunction function, Fr[] witness) = Read(circuit);
        return new(Instantiate(function, witness));
    }

    /// <summary>Runs the sumcheck prover.</summary>
    public SumcheckOutput Prove(WorkScheduler scheduler) => SumcheckProver<MegaRelations>.Prove(
        new ProverTranscript(), columns, instance.LogCircuitSize, alpha, gateChallenges, parameters, scheduler);

    /// <inheritdoc/>
    public void Dispose() => instance.Dispose();

    private static MegaInstance Instantiate(AcirFunction function, Fr[] witness)
    {
        using MegaCircuitBuilder builder = AcirCircuit.Build(function, witness, function.Name);
        builder.FinalizeCircuit();
        return MegaInstance.Create(builder);
    }

    private static List<(AcirFunction Function, Fr[] Witness)> ReadUnit()
    {
        List<(AcirFunction Function, Fr[] Witness)> unit = [Read(ReadFlow().Circuits.First(circuit => circuit.Name.Trim() == FlowCircuitName))];
        foreach ((string name, int copies) in Vectors)
        {
            string file = Path.Combine(RepositoryRoot.Path, "tests", "Prover.Tests", "Vectors", "programs", name, "program.json");
            VectorProgram program = VectorProgram.Read(file);
            AcirFunction function = AcirReader.ReadProgram(VectorProgram.Gunzip(program.Bytecode)).Main;
            using NativeBuffer<Fr> witness = AcirReader.ReadWitness(VectorProgram.Gunzip(program.Witness), function.WitnessCount);
            unit.AddRange(Enumerable.Repeat((function, witness.Span.ToArray()), copies));
        }

        return unit;
    }

    private static (AcirFunction Function, Fr[] Witness) Read(FlowCircuit circuit)
    {
        AcirFunction function = circuit.ReadProgram().Main;
        using NativeBuffer<Fr> witness = circuit.ReadWitness(function);
        return (function, witness.Span.ToArray());
    }

    private static FlowFile ReadFlow() =>
        FlowFile.Read(Path.Combine(RepositoryRoot.Path, "flows", "four_apps", "ivc-inputs.msgpack"));
}
