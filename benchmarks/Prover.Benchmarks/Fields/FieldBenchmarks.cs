using BenchmarkDotNet.Attributes;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Benchmarks.Fields;

/// <summary>Single operations of a field: chained, so that each waits for the one before (latency), and independent (throughput).</summary>
/// <typeparam name="TParameters">The field.</typeparam>
[MemoryDiagnoser]
[GenericTypeArguments(typeof(Bn254ScalarField))]
[GenericTypeArguments(typeof(Bn254BaseField))]
public class FieldBenchmarks<TParameters>
    where TParameters : struct, IPrimeFieldParameters
{
    private const int Operations = 1024;
    private const int Inversions = 16;
    private readonly PrimeField<TParameters>[] left = new PrimeField<TParameters>[Operations];
    private readonly PrimeField<TParameters>[] right = new PrimeField<TParameters>[Operations];
    private readonly PrimeField<TParameters>[] addend = new PrimeField<TParameters>[Operations];
    private readonly PrimeField<TParameters>[] result = new PrimeField<TParameters>[Operations];

    [GlobalSetup]
    public void Setup()
    {
        for (int i = 0; i < Operations; i++)
        {
            left[i] = PrimeField<TParameters>.Random();
            right[i] = PrimeField<TParameters>.Random();
            addend[i] = PrimeField<TParameters>.Random();
        }
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public PrimeField<TParameters> MultiplyLatency()
    {
        PrimeField<TParameters> value = left[0];
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
    public PrimeField<TParameters> SquareLatency()
    {
        PrimeField<TParameters> value = left[0];
        for (int i = 0; i < Operations; i++)
        {
            value = PrimeField<TParameters>.Square(value);
        }

        return value;
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public void SquareThroughput()
    {
        for (int i = 0; i < Operations; i++)
        {
            result[i] = PrimeField<TParameters>.Square(left[i]);
        }
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public PrimeField<TParameters> MultiplyAddLatency()
    {
        PrimeField<TParameters> value = left[0];
        for (int i = 0; i < Operations; i++)
        {
            value = (value * right[i]) + addend[i];
        }

        return value;
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public void MultiplyAddThroughput()
    {
        for (int i = 0; i < Operations; i++)
        {
            result[i] = (left[i] * right[i]) + addend[i];
        }
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public PrimeField<TParameters> AddLatency()
    {
        PrimeField<TParameters> value = left[0];
        for (int i = 0; i < Operations; i++)
        {
            value += right[i];
        }

        return value;
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public void AddThroughput()
    {
        for (int i = 0; i < Operations; i++)
        {
            result[i] = left[i] + right[i];
        }
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public PrimeField<TParameters> SubtractLatency()
    {
        PrimeField<TParameters> value = left[0];
        for (int i = 0; i < Operations; i++)
        {
            value -= right[i];
        }

        return value;
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public void SubtractThroughput()
    {
        for (int i = 0; i < Operations; i++)
        {
            result[i] = left[i] - right[i];
        }
    }

    [Benchmark(OperationsPerInvoke = Inversions)]
    public PrimeField<TParameters> InverseLatency()
    {
        PrimeField<TParameters> value = left[0];
        for (int i = 0; i < Inversions; i++)
        {
            value = PrimeField<TParameters>.InverseOrZero(value + right[i]);
        }

        return value;
    }
}
