namespace Chonk.Prover.Memory;

/// <summary>The five points of a circuit's folding at which memory is written down, in order.</summary>
public enum MemoryStage
{
    /// <summary>All columns of the circuit are allocated.</summary>
    AfterAlloc,

    /// <summary>The trace is filled in.</summary>
    AfterTrace,

    /// <summary>The witness is committed and the derived columns are computed.</summary>
    AfterOink,

    /// <summary>The circuit is reduced to evaluations at one point.</summary>
    AfterSumcheck,

    /// <summary>The circuit is folded into the accumulator.</summary>
    AfterAccumulate,
}
