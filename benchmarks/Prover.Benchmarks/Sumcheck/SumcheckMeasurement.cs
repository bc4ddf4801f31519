using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Chonk.Prover.Benchmarks.Traces;
using Chonk.Prover.Scheduling;
using Chonk.Prover.Sumcheck;

namespace Chonk.Prover.Benchmarks.Sumcheck;

/// <summary>The sumcheck prover on one trace by threads; derived classes say which trace.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "The runner calls the global cleanup; benchmark classes must not be sealed.")]
public abstract class SumcheckMeasurement
{
    private ScaledTrace? trace;
    private WorkScheduler? scheduler;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        scheduler = new WorkScheduler(Threads);
        trace = CreateTrace();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        trace?.Dispose();
        scheduler?.Dispose();
    }

    [Benchmark]
    public SumcheckOutput Prove() => trace!.Prove(scheduler!);

    /// <summary>The trace by the class's own parameters, with all columns as Oink leaves them.</summary>
    private protected abstract ScaledTrace CreateTrace();
}
