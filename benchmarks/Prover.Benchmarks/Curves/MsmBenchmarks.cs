using BenchmarkDotNet.Attributes;
using Chonk.Prover.Curves;

namespace Chonk.Prover.Benchmarks.Curves;

/// <summary>Multi-scalar multiplication over BN254 by size, kind of scalars and points, and threads.</summary>
public class MsmBenchmarks : MsmMeasurement<Bn254, Fq, Fr>
{
    [Params(10, 12, 14, 16)]
    public int LogSize { get; set; }

    [ParamsAllValues]
    public ScalarKind Kind { get; set; }

    private protected override MsmInput<Bn254, Fq, Fr> CreateInput() => MsmInput<Bn254, Fq, Fr>.Create(1 << LogSize, Kind, Fr.Random);
}
