using System.Diagnostics;

namespace Chonk.Prover.Diagnostics;

/// <summary>
/// A named stretch of work on one thread, from <see cref="Enter"/> to <see cref="Dispose"/>. Costs one static read when no recorder is
/// active and two time stamps when one is; never allocates on its own.
/// </summary>
public readonly ref struct Zone
{
    private readonly ZoneRecorder.ThreadLog? log;
    private readonly int index;

    private Zone(ZoneRecorder.ThreadLog log, int index)
    {
        this.log = log;
        this.index = index;
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

        ZoneRecorder.ThreadLog log = recorder.LogOfThisThread();
        return new Zone(log, log.Open(name, Stopwatch.GetTimestamp()));
    }

    /// <summary>Closes the zone.</summary>
    public void Dispose() => log?.Close(index, Stopwatch.GetTimestamp());
}
