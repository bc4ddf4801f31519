using BenchmarkDotNet.Attributes;
using Chonk.Prover.Benchmarks.Traces;

namespace Chonk.Prover.Benchmarks.Sumcheck;

/// <summary>The sumcheck prover on traces of many instances of the same programs: the cost per row by size.</summary>
public class ScaledSumcheckBenchmarks : SumcheckMeasurement
{
    /// <summary>log2 of the number of rows.</summary>
    [Params(13, 15, 17)]
    public int LogSize { get; set; }

    private protected override ScaledTrace CreateTrace() => ScaledTrace.Create(LogSize);
}
