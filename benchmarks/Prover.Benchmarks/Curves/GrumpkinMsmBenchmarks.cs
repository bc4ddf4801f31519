using BenchmarkDotNet.Attributes;
using Chonk.Prover.Curves;

namespace Chonk.Prover.Benchmarks.Curves;

/// <summary>Multi-scalar multiplication over Grumpkin, as the inner product argument needs it.</summary>
public class GrumpkinMsmBenchmarks : MsmMeasurement<Grumpkin, Fr, Fq>
{
    [Params(12, 14, 15)]
    public int LogSize { get; set; }

    private protected override MsmInput<Grumpkin, Fr, Fq> CreateInput() => MsmInput<Grumpkin, Fr, Fq>.Create(1 << LogSize, ScalarKind.Random, Fq.Random);
}
