namespace Chonk.Prover.Benchmarks.Apps;

/// <summary>What one circuit of a flow cost one prover. Times in ms.</summary>
/// <param name="Name">The circuit's name in the flow.</param>
/// <param name="Build">Making the circuit and its witness, finalising included: <c>create_circuit</c> and <c>finalize_circuit</c>.</param>
/// <param name="Instance">Columns of the trace: <c>ProverInstance(Circuit&amp;)</c> without the finalising.</param>
/// <param name="Fold">Oink, sumcheck and folding: <c>HypernovaFoldingProver::fold</c>, for a first circuit <c>instance_to_accumulator</c>.</param>
/// <param name="HeapMb">The largest live heap at the circuit's stages, in MiB.</param>
internal sealed record CircuitFigure(string Name, double Build, double Instance, double Fold, long HeapMb)
{
    /// <summary>All of it.</summary>
    public double Total => Build + Instance + Fold;
}
