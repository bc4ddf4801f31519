namespace Chonk.Prover.Diagnostics;

/// <summary>Collects the zones of every thread while it is active. One recorder is active at a time.</summary>
public sealed class ZoneRecorder : IDisposable
{
    [ThreadStatic]
    private static ThreadLog? threadLog;

    private readonly Lock gate = new();
    private readonly List<ThreadLog> logs = [];

    /// <summary>The recorder that zones report to, or null.</summary>
    internal static ZoneRecorder? Active { get; private set; }

    /// <summary>Makes this the active recorder until it is disposed.</summary>
    /// <exception cref="InvalidOperationException">Another recorder is active.</exception>
    public static ZoneRecorder Start()
    {
        if (Active is not null)
        {
            throw new InvalidOperationException("A zone recorder is active already.");
        }

        ZoneRecorder recorder = new();
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

    /// <summary>Sum of the time of every zone over all calls and threads.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Totals()
    {
        Dictionary<string, long> ticks = [];
        foreach (ZoneEvent zone in Events().SelectMany(thread => thread.Events))
        {
            ticks[zone.Name] = ticks.GetValueOrDefault(zone.Name) + (zone.EndTicks - zone.StartTicks);
        }

        return ticks.ToDictionary(
            pair => pair.Key, pair => TimeSpan.FromSeconds(pair.Value / (double)System.Diagnostics.Stopwatch.Frequency));
    }

    /// <summary>Stops recording; what was recorded stays readable.</summary>
    public void Dispose()
    {
        if (Active == this)
        {
            Active = null;
        }
    }

    internal ThreadLog LogOfThisThread()
    {
        ThreadLog? log = threadLog;
        return log is not null && log.Owner == this ? log : AddLog();
    }

    private ThreadLog AddLog()
    {
        ThreadLog log = new(this, Thread.CurrentThread.Name ?? "main");
        threadLog = log;
        lock (gate)
        {
            logs.Add(log);
        }

        return log;
    }

    /// <summary>The zones of one thread; written by that thread alone.</summary>
    internal sealed class ThreadLog(ZoneRecorder owner, string threadName)
    {
        private ZoneEvent[] events = new ZoneEvent[1024];
        private int count;
        private int open = -1;
        private int[] enclosing = new int[64];
        private int depth;

        public ZoneRecorder Owner { get; } = owner;

        public string ThreadName { get; } = threadName;

        public int Open(string name, long ticks)
        {
            if (count == events.Length)
            {
                Array.Resize(ref events, 2 * count);
            }

            if (depth == enclosing.Length)
            {
                Array.Resize(ref enclosing, 2 * depth);
            }

            enclosing[depth] = open;
            events[count] = new ZoneEvent(name, open < 0 ? null : events[open].Name, depth, ticks, 0);
            depth++;
            open = count;
            return count++;
        }

        public void Close(int index, long ticks)
        {
            events[index] = events[index] with { EndTicks = ticks };
            depth--;
            open = enclosing[depth];
        }

        public IReadOnlyList<ZoneEvent> ClosedEvents() => [.. events.AsSpan(0, count).ToArray().Where(e => e.EndTicks != 0)];
    }
}
