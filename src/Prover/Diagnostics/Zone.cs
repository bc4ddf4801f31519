using System.Diagnostics;

namespace Chonk.Prover.Diagnostics;

/// <summary>
/// A named stretch of work on one thread, from <see cref="Enter"/> to <see cref="Dispose"/>. Costs one static read when no recorder is
/// active and two time stamps when one is; never allocates on its own.
/// </summary>
public readonly ref struct Zone
{
    private readonly ZoneLog? log;
    private readonly ZoneLog.Entry[]? block;
    private readonly int index;
    private readonly ZoneLog.Surroundings outer;

    internal Zone(ZoneLog log, string name, int forkId, ZoneLog.Surroundings outer)
    {
        this.log = log;
        this.outer = outer;
        block = log.Open(name, forkId, Stopwatch.GetTimestamp(), out index);
    }

    /// <summary>Opens a zone; dispose it on the same thread, innermost first.</summary>
    /// <param name="name">A constant; zones are compared by this text.</param>
    public static Zone Enter(string name)
    {
        ZoneRecorder? recorder = ZoneRecorder.Active;
        if (recorder is null)
        {
            return default;
        }

        ZoneLog log = recorder.LogOfThisThread();
        return new Zone(log, name, 0, log.Inside);
    }

    /// <summary>The innermost open zone of this thread; empty when none is known.</summary>
    internal static string Current => ZoneRecorder.Active?.CurrentZone ?? "";

    /// <summary>Marks an instant on this thread, such as a checkpoint. Not for hot paths: it takes a lock.</summary>
    /// <param name="name">What happened.</param>
    public static void Mark(string name) => ZoneRecorder.Active?.AddMark(name, Stopwatch.GetTimestamp());

    /// <summary>Closes the zone.</summary>
    public void Dispose() => log?.Close(block, index, outer, Stopwatch.GetTimestamp());
}
