using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Relations;
using Chonk.Prover.Commitments;
using Chonk.Prover.Folding;
using Chonk.Prover.Folding.Oink;
using Chonk.Prover.Ivc.Inputs;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Scheduling;
using Chonk.Prover.Sumcheck;
using Chonk.Prover.Tests.Support;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Benchmarks.Sumcheck;

/// <summary>The sumcheck prover on the traces of the default flow, with all columns as Oink leaves them.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "The runner calls the global cleanup; benchmark classes must not be sealed.")]
public class SumcheckBenchmarks
{
    private MegaInstance? instance;
    private Polynomial[] columns = [];
    private OinkOutput? oink;
    private Fr[] gateChallenges = [];
    private WorkScheduler? scheduler;

    /// <summary>Place of the circuit in the flow: 2^12, 2^13, 2^14 and 2^15 rows.</summary>
    [Params(0, 1, 2, 3)]
    public int Circuit { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        scheduler = new WorkScheduler(Threads);
        FlowFile flow = FlowFile.Read(Path.Combine(RepositoryRoot.Path, "flows", "four_apps", "ivc-inputs.msgpack"));
        FlowCircuit circuit = flow.Circuits[Circuit];
        AcirFunction function = circuit.ReadProgram().Main;
        using NativeBuffer<Fr> witness = circuit.ReadWitness(function);
        using MegaCircuitBuilder builder = AcirCircuit.Build(function, witness.Span, circuit.Name);
        builder.FinalizeCircuit();
        instance = MegaInstance.Create(builder);

        int pointCount = instance.CircuitSize + 1;
        using Srs srs = Srs.Open(DevelopmentSrs.Ensure(pointCount), pointCount);
        CommitmentKey key = new(srs);
        ProverTranscript transcript = new();
        oink = OinkProver.Prove(instance, VerificationKey.Create(instance, key.Commit), key, transcript);
        gateChallenges = transcript.DyadicPowersOfChallenge(FoldingLabels.GateChallenge, FoldingLabels.VariableCount);
        columns = [.. Enumerable.Range(0, MegaColumns.Count).Select(column => instance[(MegaColumn)column])];
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        instance?.Dispose();
        scheduler?.Dispose();
    }

    [Benchmark]
    public SumcheckOutput Prove() => SumcheckProver<MegaRelations>.Prove(
        new ProverTranscript(), columns, instance!.LogCircuitSize, oink!.Alpha, gateChallenges, oink.Parameters, scheduler);
}
