namespace Chonk.Prover.Benchmarks.Apps;

/// <summary>The apps of one flow, under both provers.</summary>
/// <param name="Flow">The flow's name.</param>
/// <param name="Sizes">The apps in order.</param>
/// <param name="Reference">The reference prover's figures of them.</param>
/// <param name="Cold">Ours, in a new process: code is compiled as it is first used.</param>
/// <param name="Warm">Ours, when the process has proved the same flow twice before.</param>
/// <param name="ReferencePeakMb">Peak resident set of the reference prover's process, kernels and final proof included.</param>
/// <param name="PeakMb">Peak resident set of ours, apps only.</param>
internal sealed record FlowFigures(
    string Flow,
    IReadOnlyList<CircuitSize> Sizes,
    IReadOnlyList<CircuitFigure> Reference,
    IReadOnlyList<CircuitFigure> Cold,
    IReadOnlyList<CircuitFigure> Warm,
    long ReferencePeakMb,
    long PeakMb);
