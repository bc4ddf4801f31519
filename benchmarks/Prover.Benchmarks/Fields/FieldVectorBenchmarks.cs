using BenchmarkDotNet.Attributes;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Benchmarks.Fields;

/// <summary>
/// Operations on whole vectors, per element: the throughput of the kernels. <c>DOTNET_EnableAVX512=0</c> and <c>DOTNET_EnableAVX2=0</c> choose the
/// other paths. The latency of a kernel is <see cref="MultiplyChain"/>: eight elements at a time, each product waiting for the last.
/// </summary>
/// <typeparam name="TParameters">The field.</typeparam>
[MemoryDiagnoser]
[GenericTypeArguments(typeof(Bn254ScalarField))]
[GenericTypeArguments(typeof(Bn254BaseField))]
public class FieldVectorBenchmarks<TParameters>
    where TParameters : struct, IPrimeFieldParameters
{
    private const int Length = 4096;
    private const int ChainLength = 256;
    private const int ChainWidth = 8;
    private readonly PrimeField<TParameters>[] left = new PrimeField<TParameters>[Length];
    private readonly PrimeField<TParameters>[] right = new PrimeField<TParameters>[Length];
    private readonly PrimeField<TParameters>[] addend = new PrimeField<TParameters>[Length];
    private readonly PrimeField<TParameters>[] result = new PrimeField<TParameters>[Length];
    private PrimeField<TParameters> scalar;

    [GlobalSetup]
    public void Setup()
    {
        for (int i = 0; i < Length; i++)
        {
            left[i] = PrimeField<TParameters>.Random();
            right[i] = PrimeField<TParameters>.Random();
            addend[i] = PrimeField<TParameters>.Random();
        }

        scalar = PrimeField<TParameters>.Random();
    }

    [Benchmark(OperationsPerInvoke = Length)]
    public void Add() => FieldVector.Add<TParameters>(left, right, result);

    [Benchmark(OperationsPerInvoke = Length)]
    public void Subtract() => FieldVector.Subtract<TParameters>(left, right, result);

    [Benchmark(OperationsPerInvoke = Length)]
    public void Multiply() => FieldVector.Multiply<TParameters>(left, right, result);

    /// <summary>The time of one step of a chain of products, on eight elements.</summary>
    [Benchmark(OperationsPerInvoke = ChainLength)]
    public void MultiplyChain()
    {
        for (int i = 0; i < ChainLength; i++)
        {
            FieldVector.Multiply<TParameters>(result.AsSpan(0, ChainWidth), right.AsSpan(0, ChainWidth), result.AsSpan(0, ChainWidth));
        }
    }

    [Benchmark(OperationsPerInvoke = Length)]
    public void Square() => FieldVector.Square<TParameters>(left, result);

    [Benchmark(OperationsPerInvoke = Length)]
    public void MultiplyAdd() => FieldVector.MultiplyAdd<TParameters>(left, right, addend, result);

    [Benchmark(OperationsPerInvoke = Length)]
    public void AddScaled() => FieldVector.AddScaled<TParameters>(left, scalar, result);

    [Benchmark(OperationsPerInvoke = Length)]
    public void Fold() => FieldVector.Fold<TParameters>(left, right, scalar, result);

    [Benchmark(OperationsPerInvoke = Length)]
    public PrimeField<TParameters> DotProduct() => FieldVector.DotProduct<TParameters>(left, right);

    [Benchmark(OperationsPerInvoke = Length)]
    public PrimeField<TParameters> Sum() => FieldVector.Sum<TParameters>(left);

    [Benchmark(OperationsPerInvoke = Length)]
    public void Invert()
    {
        left.CopyTo(result, 0);
        FieldVector.Invert<TParameters>(result, addend);
    }
}
