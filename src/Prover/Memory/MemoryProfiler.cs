using Chonk.Prover.Diagnostics;

namespace Chonk.Prover.Memory;

/// <summary>
/// Writes down memory at the stages of every circuit of a flow. The prover calls <see cref="BeginCircuit"/>, then
/// <see cref="Record"/> stage by stage. Each record costs a full collection of the (small) managed heap.
/// </summary>
/// <param name="control">A buffer to hold alive at one stage, to prove that a gate notices; null for none.</param>
/// <param name="ledger">The book to read; the process's own when null.</param>
/// <param name="clock">What tells the time of the stages, in the ticks of zones; the system's when null.</param>
public sealed class MemoryProfiler(ControlAllocation? control = null, MemoryLedger? ledger = null, TimeProvider? clock = null)
{
    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private readonly MemoryLedger ledger = ledger ?? MemoryLedger.Shared;
    private readonly List<MemoryCheckpoint> checkpoints = [];
    private int circuitIndex = -1;
    private string circuitName = "";
    private long intervalStart = (clock ?? TimeProvider.System).GetTimestamp();

    /// <summary>The records so far, in order.</summary>
    public IReadOnlyList<MemoryCheckpoint> Checkpoints => checkpoints;

    /// <summary>Starts the next circuit of the flow.</summary>
    /// <param name="name">Its <c>functionName</c>.</param>
    public void BeginCircuit(string name)
    {
        circuitIndex++;
        circuitName = name;
    }

    /// <summary>Writes down one stage of the present circuit.</summary>
    /// <exception cref="InvalidOperationException">No circuit was begun.</exception>
    public void Record(MemoryStage stage)
    {
        if (circuitIndex < 0)
        {
            throw new InvalidOperationException("A circuit must be begun before a stage is recorded.");
        }

        Zone.Mark($"{MemoryCheckpoint.NameOf(stage)} {circuitIndex:D2}_{circuitName}");
        long timestamp = clock.GetTimestamp();
        TimeSpan elapsed = clock.GetElapsedTime(intervalStart, timestamp);
        using (control?.AllocateAt(circuitIndex, circuitName, stage, ledger))
        {
            checkpoints.Add(Take(stage, timestamp, elapsed));
        }

        if (control is not null)
        {
            // The next stage's peak counts from here, and what the control held is no part of that stage.
            ledger.TakePeakSinceMark();
        }

        intervalStart = clock.GetTimestamp();
    }

    private MemoryCheckpoint Take(MemoryStage stage, long timestamp, TimeSpan elapsed)
    {
        // The collection below would raise the peak it is to measure: read that one first.
        long peakResident = ProcessMemory.PeakResidentBytes();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
        GC.WaitForPendingFinalizers();
        MemorySnapshot live = ledger.TakeSnapshot();
        return new MemoryCheckpoint(
            stage,
            circuitIndex,
            circuitName,
            peakResident,
            live.Bytes + GC.GetTotalMemory(forceFullCollection: false),
            live,
            ledger.TakePeakSinceMark(),
            timestamp,
            elapsed);
    }
}
