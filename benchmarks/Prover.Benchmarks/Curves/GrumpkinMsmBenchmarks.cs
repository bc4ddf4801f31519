using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Chonk.Prover.Curves;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Benchmarks.Curves;

/// <summary>Multi-scalar multiplication over Grumpkin, as the inner product argument needs it.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "The runner calls the global cleanup; benchmark classes must not be sealed.")]
public class GrumpkinMsmBenchmarks
{
    private MsmInput<Grumpkin, Fr, Fq>? input;
    private WorkScheduler? scheduler;

    [Params(12, 14, 15)]
    public int LogSize { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        scheduler = new WorkScheduler(Threads);
        input = MsmInput<Grumpkin, Fr, Fq>.Create(1 << LogSize, ScalarKind.Random, Fq.Random);
    }

    [GlobalCleanup]
    public void Cleanup() => scheduler?.Dispose();

    [Benchmark]
    public GrumpkinJacobian Multiply() => input!.Multiply(1 << LogSize, scheduler);
}
