using BenchmarkDotNet.Attributes;
using Chonk.Prover.Benchmarks.Traces;

namespace Chonk.Prover.Benchmarks.Sumcheck;

/// <summary>The sumcheck prover on the traces of the default flow.</summary>
public class SumcheckBenchmarks : SumcheckMeasurement
{
    /// <summary>Place of the circuit in the flow: 2^12, 2^13, 2^14 and 2^15 rows.</summary>
    [Params(0, 1, 2, 3)]
    public int Circuit { get; set; }

    private protected override ScaledTrace CreateTrace() => ScaledTrace.OfFlowCircuit(Circuit);
}
