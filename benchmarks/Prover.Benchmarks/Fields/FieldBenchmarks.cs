using BenchmarkDotNet.Attributes;

namespace Chonk.Prover.Benchmarks.Fields;

/// <summary>One product, one sum, one inverse of Fr: chained (latency) and independent (throughput).</summary>
[MemoryDiagnoser]
public class FieldBenchmarks
{
    private const int Operations = 1024;
    private readonly Fr[] left = new Fr[Operations];
    private readonly Fr[] right = new Fr[Operations];
    private readonly Fr[] result = new Fr[Operations];

    [GlobalSetup]
    public void Setup()
    {
        for (int i = 0; i < Operations; i++)
        {
            left[i] = Fr.Random();
            right[i] = Fr.Random();
        }
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public Fr MultiplyLatency()
    {
        Fr value = left[0];
        for (int i = 0; i < Operations; i++)
        {
            value *= right[i];
        }

        return value;
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public void MultiplyThroughput()
    {
        for (int i = 0; i < Operations; i++)
        {
            result[i] = left[i] * right[i];
        }
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public void AddThroughput()
    {
        for (int i = 0; i < Operations; i++)
        {
            result[i] = left[i] + right[i];
        }
    }

    [Benchmark]
    public Fr Inverse() => Fr.InverseOrZero(left[0]);
}
