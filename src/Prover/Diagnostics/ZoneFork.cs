using System.Diagnostics;

namespace Chonk.Prover.Diagnostics;

/// <summary>
/// A parallel section on its way to other threads: captured where the section starts, entered by every thread that takes part. What
/// they record then names the section as its parent, and a trace can draw an arrow from the section to each of them.
/// </summary>
public readonly struct ZoneFork : IEquatable<ZoneFork>
{
    private readonly ZoneRecorder? recorder;
    private readonly string? parent;
    private readonly string? name;
    private readonly int depth;

    private ZoneFork(ZoneRecorder recorder, string parent, int depth, int id)
    {
        this.recorder = recorder;
        this.parent = parent;
        this.depth = depth;
        name = recorder.ChunkNameOf(parent);
        Id = id;
    }

    /// <summary>Identity within the recording, from 1; 0 when nothing records or no zone is open.</summary>
    public int Id { get; }

    /// <summary>Two forks are the same one.</summary>
    public static bool operator ==(ZoneFork left, ZoneFork right) => left.Equals(right);

    /// <summary>Two forks differ.</summary>
    public static bool operator !=(ZoneFork left, ZoneFork right) => !left.Equals(right);

    /// <summary>Captures the innermost open zone of this thread as a parallel section.</summary>
    public static ZoneFork Capture()
    {
        ZoneRecorder? recorder = ZoneRecorder.Active;
        if (recorder is null)
        {
            return default;
        }

        ZoneLog log = recorder.LogOfThisThread();
        return log.Inside.Name is { } parent
            ? new ZoneFork(recorder, parent, log.Inside.Depth, recorder.AddFork(log.ThreadIndex, Stopwatch.GetTimestamp()))
            : default;
    }

    /// <summary>Opens, on a thread that takes part, a zone named <c>section/chunk</c> inside the section.</summary>
    public Zone Enter()
    {
        if (recorder is null)
        {
            return default;
        }

        ZoneLog log = recorder.LogOfThisThread();
        ZoneLog.Surroundings outer = log.Inside;
        log.Inside = new ZoneLog.Surroundings(parent, depth);
        return new Zone(log, name!, Id, outer);
    }

    /// <inheritdoc/>
    public bool Equals(ZoneFork other) => Id == other.Id && recorder == other.recorder;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ZoneFork other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Id;
}
