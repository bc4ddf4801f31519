using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Chonk.Prover.Benchmarks.Traces;
using Chonk.Prover.Scheduling;
using Chonk.Prover.Sumcheck;

namespace Chonk.Prover.Benchmarks.Sumcheck;

/// <summary>The sumcheck prover on traces of many instances of the same programs: the cost per row by size.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "The runner calls the global cleanup; benchmark classes must not be sealed.")]
public class ScaledSumcheckBenchmarks
{
    private ScaledTrace? trace;
    private WorkScheduler? scheduler;

    /// <summary>log2 of the number of rows.</summary>
    [Params(13, 15, 17)]
    public int LogSize { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        scheduler = new WorkScheduler(Threads);
        trace = ScaledTrace.Create(LogSize);
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
