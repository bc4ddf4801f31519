namespace Chonk.Prover.Memory;

/// <summary>Memory at one stage of one circuit.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="CircuitIndex">Position of the circuit in the flow, from 0.</param>
/// <param name="CircuitName">Its <c>functionName</c>.</param>
/// <param name="PeakResidentBytes">Highest resident set of the process so far.</param>
/// <param name="HeapBytes">Live native buffers plus the managed heap after a full collection.</param>
/// <param name="Live">Live native buffers, exact.</param>
/// <param name="Peak">The same at the instant they were most since the checkpoint before, exact.</param>
/// <param name="Timestamp">When the stage was reached, in <see cref="System.Diagnostics.Stopwatch"/> ticks.</param>
/// <param name="Elapsed">Time since the checkpoint before, or since the profiler was made; taking checkpoints is not in it.</param>
public sealed record MemoryCheckpoint(
    MemoryStage Stage,
    int CircuitIndex,
    string CircuitName,
    long PeakResidentBytes,
    long HeapBytes,
    MemorySnapshot Live,
    MemorySnapshot Peak,
    long Timestamp,
    TimeSpan Elapsed)
{
    /// <summary>Bytes of live native buffers.</summary>
    public long LiveBytes => Live.Bytes;

    /// <summary>Most bytes of live native buffers since the checkpoint before.</summary>
    public long PeakLiveBytes => Peak.Bytes;

    /// <summary>The stage's name in profile files, <c>after_alloc</c> to <c>after_accumulate</c>.</summary>
    public string StageName => NameOf(Stage);

    /// <summary>The name of a stage in profile files.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a stage.</exception>
    public static string NameOf(MemoryStage stage) => stage switch
    {
        MemoryStage.AfterAlloc => "after_alloc",
        MemoryStage.AfterTrace => "after_trace",
        MemoryStage.AfterOink => "after_oink",
        MemoryStage.AfterSumcheck => "after_sumcheck",
        MemoryStage.AfterAccumulate => "after_accumulate",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };
}
