using System.Collections.Concurrent;
using System.Diagnostics;

namespace Chonk.Prover.Diagnostics;

/// <summary>Collects the zones of every thread while it is active, and counters and marks beside them. One is active at a time.</summary>
public sealed class ZoneRecorder : IDisposable
{
    private const string ChunkSuffix = "/chunk";

    [ThreadStatic]
    private static ZoneLog? threadLog;

    private readonly bool keepsEvents;
    private readonly Lock gate = new();
    private readonly List<ZoneLog> logs = [];
    private readonly List<CounterSample> samples;
    private readonly List<ZoneMark> marks;
    private readonly List<ZoneMark> forks;
    private readonly ConcurrentDictionary<string, string> chunkNames = new(StringComparer.Ordinal);
    private int forkCount;

    private ZoneRecorder(bool keepsEvents)
    {
        this.keepsEvents = keepsEvents;
        samples = new(keepsEvents ? 4096 : 0);
        marks = new(keepsEvents ? 256 : 0);
        forks = new(keepsEvents ? 4096 : 0);
    }

    /// <summary>The recorder that zones report to, or null.</summary>
    internal static ZoneRecorder? Active { get; private set; }

    /// <summary>When recording started, in <see cref="Stopwatch"/> ticks.</summary>
    public long StartTicks { get; } = Stopwatch.GetTimestamp();

    /// <summary>The innermost zone this thread is in; null when none is open or the thread never opened one.</summary>
    internal string? CurrentZone => threadLog is { } log && log.Owner == this ? log.Inside.Name : null;

    /// <summary>Makes a recorder the active one until it is disposed.</summary>
    /// <exception cref="InvalidOperationException">Another recorder is active.</exception>
    public static ZoneRecorder Start() => Start(keepsEvents: true);

    /// <summary>The same, but nothing is written down: only which zone each thread is in is known, for whoever asks where memory is taken.</summary>
    /// <exception cref="InvalidOperationException">Another recorder is active.</exception>
    public static ZoneRecorder StartWithoutEvents() => Start(keepsEvents: false);

    private static ZoneRecorder Start(bool keepsEvents)
    {
        if (Active is not null)
        {
            throw new InvalidOperationException("A zone recorder is active already.");
        }

        ZoneRecorder recorder = new(keepsEvents);
        recorder.LogOfThisThread();
        return Active = recorder;
    }

    /// <summary>The closed zones of each thread in order of opening, with the thread's name; the starting thread is first.</summary>
    public IReadOnlyList<(string ThreadName, IReadOnlyList<ZoneEvent> Events)> Events()
    {
        lock (gate)
        {
            return [.. logs.Select(log => (log.ThreadName, log.ClosedEvents()))];
        }
    }

    /// <summary>The counters, in order of time for each track.</summary>
    public IReadOnlyList<CounterSample> Samples()
    {
        lock (gate)
        {
            return [.. samples];
        }
    }

    /// <summary>The marks, in order of time.</summary>
    public IReadOnlyList<ZoneMark> Marks()
    {
        lock (gate)
        {
            return [.. marks];
        }
    }

    /// <summary>Where each parallel section started; the zones of its threads carry the same <see cref="ZoneMark.ForkId"/>.</summary>
    public IReadOnlyList<ZoneMark> Forks()
    {
        lock (gate)
        {
            return [.. forks];
        }
    }

    /// <summary>Writes down a counter's value at this instant.</summary>
    /// <param name="track">Which counter.</param>
    /// <param name="value">Its value.</param>
    public void Sample(int track, long value)
    {
        if (!keepsEvents)
        {
            return;
        }

        lock (gate)
        {
            samples.Add(new CounterSample(track, Stopwatch.GetTimestamp(), value));
        }
    }

    /// <summary>Sum of the time of every zone over all calls and threads.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Totals()
    {
        Dictionary<string, long> ticks = [];
        foreach (ZoneEvent zone in Events().SelectMany(thread => thread.Events))
        {
            ticks[zone.Name] = ticks.GetValueOrDefault(zone.Name) + (zone.EndTicks - zone.StartTicks);
        }

        return ticks.ToDictionary(
            pair => pair.Key, pair => TimeSpan.FromSeconds(pair.Value / (double)Stopwatch.Frequency));
    }

    /// <summary>Stops recording; what was recorded stays readable.</summary>
    public void Dispose()
    {
        if (Active == this)
        {
            Active = null;
        }
    }

    /// <summary>The section that a zone is a piece of, else the zone itself.</summary>
    internal static string SectionOf(string zone) =>
        zone.EndsWith(ChunkSuffix, StringComparison.Ordinal) ? zone[..^ChunkSuffix.Length] : zone;

    internal ZoneLog LogOfThisThread()
    {
        ZoneLog? log = threadLog;
        return log is not null && log.Owner == this ? log : AddLog();
    }

    internal void AddMark(string name, long ticks)
    {
        int thread = LogOfThisThread().ThreadIndex;
        if (!keepsEvents)
        {
            return;
        }

        lock (gate)
        {
            marks.Add(new ZoneMark(name, thread, ticks, 0));
        }
    }

    internal int AddFork(int threadIndex, long ticks)
    {
        lock (gate)
        {
            int id = forkCount++ + 1;
            if (keepsEvents)
            {
                forks.Add(new ZoneMark("", threadIndex, ticks, id));
            }

            return id;
        }
    }

    /// <summary>The name of a section's pieces, made once for each section.</summary>
    internal string ChunkNameOf(string section) => chunkNames.GetOrAdd(section, static name => name + ChunkSuffix);

    private ZoneLog AddLog()
    {
        lock (gate)
        {
            ZoneLog log = new(this, Thread.CurrentThread.Name ?? "main", logs.Count, keepsEvents);
            logs.Add(log);
            return threadLog = log;
        }
    }
}
