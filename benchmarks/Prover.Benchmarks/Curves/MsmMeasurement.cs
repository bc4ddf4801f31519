using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Chonk.Prover.Curves;
using Chonk.Prover.Fields;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Benchmarks.Curves;

/// <summary>Multi-scalar multiplication over one curve by threads; derived classes say how many points and which scalars.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "The runner calls the global cleanup; benchmark classes must not be sealed.")]
public abstract class MsmMeasurement<TCurve, TBase, TScalar>
    where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
    where TBase : unmanaged, IField<TBase>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    private MsmInput<TCurve, TBase, TScalar>? input;
    private WorkScheduler? scheduler;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        scheduler = new WorkScheduler(Threads);
        input = CreateInput();
    }

    [GlobalCleanup]
    public void Cleanup() => scheduler?.Dispose();

    [Benchmark]
    public JacobianPoint<TCurve, TBase, TScalar> Multiply() => input!.Multiply(input.Count, scheduler);

    /// <summary>Points and scalars by the class's own parameters.</summary>
    private protected abstract MsmInput<TCurve, TBase, TScalar> CreateInput();
}
