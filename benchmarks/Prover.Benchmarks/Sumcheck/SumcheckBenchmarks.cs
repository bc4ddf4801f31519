using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Chonk.Prover.Benchmarks.Traces;
using Chonk.Prover.Scheduling;
using Chonk.Prover.Sumcheck;

namespace Chonk.Prover.Benchmarks.Sumcheck;

/// <summary>The sumcheck prover on the traces of the default flow, with all columns as Oink leaves them.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "The runner calls the global cleanup; benchmark classes must not be sealed.")]
public class SumcheckBenchmarks
{
    private ScaledTrace? trace;
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
        trace = ScaledTrace.OfFlowCircuit(Circuit);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        trace?.Dispose();
        scheduler?.Dispose();
    }

    [Benchmark]
    public SumcheckOutput Prove() => trace!.Prove(scheduler!);
}
