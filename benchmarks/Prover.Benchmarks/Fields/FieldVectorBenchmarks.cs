using BenchmarkDotNet.Attributes;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Benchmarks.Fields;

/// <summary>Operations on whole vectors, per element. Run again with <c>DOTNET_EnableAVX512=0</c> for the scalar path.</summary>
[MemoryDiagnoser]
public class FieldVectorBenchmarks
{
    private const int Length = 4096;
    private readonly Fr[] left = new Fr[Length];
    private readonly Fr[] right = new Fr[Length];
    private readonly Fr[] addend = new Fr[Length];
    private readonly Fr[] result = new Fr[Length];
    private Fr scalar;

    [GlobalSetup]
    public void Setup()
    {
        for (int i = 0; i < Length; i++)
        {
            left[i] = Fr.Random();
            right[i] = Fr.Random();
            addend[i] = Fr.Random();
        }

        scalar = Fr.Random();
    }

    [Benchmark(OperationsPerInvoke = Length)]
    public void Add() => FieldVector.Add<Bn254ScalarField>(left, right, result);

    [Benchmark(OperationsPerInvoke = Length)]
    public void Multiply() => FieldVector.Multiply<Bn254ScalarField>(left, right, result);

    [Benchmark(OperationsPerInvoke = Length)]
    public void Square() => FieldVector.Square<Bn254ScalarField>(left, result);

    [Benchmark(OperationsPerInvoke = Length)]
    public void MultiplyAdd() => FieldVector.MultiplyAdd<Bn254ScalarField>(left, right, addend, result);

    [Benchmark(OperationsPerInvoke = Length)]
    public void AddScaled() => FieldVector.AddScaled<Bn254ScalarField>(left, scalar, result);

    [Benchmark(OperationsPerInvoke = Length)]
    public void Fold() => FieldVector.Fold<Bn254ScalarField>(left, right, scalar, result);

    [Benchmark(OperationsPerInvoke = Length)]
    public Fr DotProduct() => FieldVector.DotProduct<Bn254ScalarField>(left, right);

    [Benchmark(OperationsPerInvoke = Length)]
    public void Invert()
    {
        left.CopyTo(result, 0);
        FieldVector.Invert<Bn254ScalarField>(result, addend);
    }
}
