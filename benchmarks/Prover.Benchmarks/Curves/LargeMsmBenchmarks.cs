using BenchmarkDotNet.Attributes;
using Chonk.Prover.Curves;

namespace Chonk.Prover.Benchmarks.Curves;

/// <summary>Multi-scalar multiplication over BN254 of random scalars, up to 2^20 points.</summary>
public class LargeMsmBenchmarks : MsmMeasurement<Bn254, Fq, Fr>
{
    [Params(18, 20)]
    public int LogSize { get; set; }

    private protected override MsmInput<Bn254, Fq, Fr> CreateInput() => MsmInput<Bn254, Fq, Fr>.Create(1 << LogSize, ScalarKind.Random, Fr.Random);
}
