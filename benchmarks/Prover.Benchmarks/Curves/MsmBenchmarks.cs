using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Chonk.Prover.Curves;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Benchmarks.Curves;

/// <summary>Multi-scalar multiplication over BN254 by size, kind of scalars and points, and threads.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "The runner calls the global cleanup; benchmark classes must not be sealed.")]
public class MsmBenchmarks
{
    private MsmInput<Bn254, Fq, Fr>? input;
    private WorkScheduler? scheduler;

    [Params(10, 12, 14, 16)]
    public int LogSize { get; set; }

    [ParamsAllValues]
    public ScalarKind Kind { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        scheduler = new WorkScheduler(Threads);
        input = MsmInput<Bn254, Fq, Fr>.Create(1 << LogSize, Kind, Fr.Random);
    }

    [GlobalCleanup]
    public void Cleanup() => scheduler?.Dispose();

    [Benchmark]
    public G1Jacobian Multiply() => input!.Multiply(1 << LogSize, scheduler);
}
