using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Chonk.Prover.Curves;
using Chonk.Prover.Curves.Msm;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Benchmarks.Curves;

/// <summary>Multi-scalar multiplication over BN254 by size, kind of scalars and threads.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "The runner calls the global cleanup; benchmark classes must not be sealed.")]
public class MsmBenchmarks
{
    private G1Affine[] points = [];
    private Fr[] scalars = [];
    private WorkScheduler? scheduler;

    public enum ScalarKind
    {
        /// <summary>Uniform in the field.</summary>
        Random,

        /// <summary>Below 2^16, as most wires are.</summary>
        Word,

        /// <summary>Zero or one, as selectors are.</summary>
        Bit,
    }

    [Params(10, 14, 16)]
    public int LogSize { get; set; }

    [Params(ScalarKind.Random, ScalarKind.Word, ScalarKind.Bit)]
    public ScalarKind Kind { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        int count = 1 << LogSize;
        System.Random random = new(LogSize);
        scheduler = new WorkScheduler(Threads);
        using FixedBaseTable<Bn254, Fq, Fr> table = new(G1Affine.Generator);
        Fr[] logs = new Fr[count];
        points = new G1Affine[count];
        scalars = new Fr[count];
        for (int i = 0; i < count; i++)
        {
            logs[i] = Fr.Random();
            scalars[i] = Kind switch
            {
                ScalarKind.Random => Fr.Random(),
                ScalarKind.Word => Fr.FromInt(random.Next(1 << 16)),
                _ => Fr.FromInt(random.Next(2)),
            };
        }

        table.Multiply(logs, points);
    }

    [GlobalCleanup]
    public void Cleanup() => scheduler?.Dispose();

    [Benchmark]
    public G1Jacobian Multiply() => Pippenger.Multiply<Bn254, Fq, Fr>(points, scalars, scheduler);
}
