using System.Globalization;
using Chonk.Prover.Diagnostics;
using Chonk.Prover.Memory;
using Chonk.Traces.Models;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Chonk.Cli.Output;

/// <summary>Turns what a recorder holds into a trace: thread ids as bb's, times in ns, counters by the names of buffer categories.</summary>
internal static class RecordedTrace
{
    /// <summary>Counter of the resident set; the tracks below it are buffer categories.</summary>
    public static readonly int ResidentTrack = MemoryLedger.CategoryCount;

    private const string ProcessName = "chonk";
    private const string MainName = "main";
    private const string WorkerPrefix = "worker-";

    /// <summary>Converts a finished recording.</summary>
    /// <param name="recorder">The recording.</param>
    /// <param name="threadCount">Threads of the pool; those that recorded nothing are listed too.</param>
    public static Trace From(ZoneRecorder recorder, int threadCount)
    {
        var logs = recorder.Events();
        IReadOnlyList<CounterSample> samples = recorder.Samples();
        int[] ids = ThreadIds([.. logs.Select(log => log.ThreadName)]);
        long first = recorder.StartTicks;
        int zoneCount = 0;
        foreach ((_, IReadOnlyList<ZoneEvent> events) in logs)
        {
            zoneCount += events.Count;
            foreach (ZoneEvent zone in events)
            {
                first = Math.Min(first, zone.StartTicks);
            }
        }

        foreach (CounterSample sample in samples)
        {
            first = Math.Min(first, sample.Ticks);
        }

        SortedDictionary<int, string> threads = [];
        List<TraceZone> zones = new(zoneCount);
        for (int i = 0; i < ids.Length; i++)
        {
            threads.Add(ids[i], i == 0 ? MainName : logs[i].ThreadName);
            foreach (ZoneEvent zone in logs[i].Events)
            {
                long start = Nanoseconds(zone.StartTicks - first);
                zones.Add(new TraceZone(zone.Name, zone.Parent, ids[i], start, Nanoseconds(zone.EndTicks - first) - start, zone.Depth, zone.ForkId));
            }
        }

        for (int worker = 1; worker < threadCount; worker++)
        {
            threads.TryAdd(worker + 1, string.Create(CultureInfo.InvariantCulture, $"{WorkerPrefix}{worker}"));
        }

        return new Trace
        {
            ProcessName = ProcessName,
            ClockStartNs = Nanoseconds(first),
            Threads = [.. threads.Select(thread => new TraceThread(thread.Key, thread.Value))],
            Zones = zones,
            Instants = [.. recorder.Marks().Select(mark => new TraceInstant(mark.Name, ids[mark.ThreadIndex], Nanoseconds(mark.Ticks - first)))],
            Forks = [.. recorder.Forks().Select(fork => new TraceFork(fork.ForkId, ids[fork.ThreadIndex], Nanoseconds(fork.Ticks - first)))],
            Counters = Counters(samples, first),
        };
    }

    /// <summary>The main thread is 1, <c>worker-k</c> is k + 1, others follow.</summary>
    private static int[] ThreadIds(string[] names)
    {
        int[] ids = new int[names.Length];
        HashSet<int> taken = [];
        for (int i = 0; i < names.Length; i++)
        {
            int wanted = i == 0
                ? 1
                : names[i].StartsWith(WorkerPrefix, StringComparison.Ordinal)
                    && int.TryParse(names[i].AsSpan(WorkerPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int worker)
                ? worker + 1
                : 0;
            ids[i] = wanted > 0 && taken.Add(wanted) ? wanted : 0;
        }

        int next = 1000;
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = ids[i] == 0 ? next++ : ids[i];
        }

        return ids;
    }

    /// <summary>Each category's live bytes, their sum, and the resident set.</summary>
    private static List<TraceCounterSample> Counters(IReadOnlyList<CounterSample> samples, long first)
    {
        string[] names = [.. Enum.GetNames<BufferCategory>().Select(name => $"live bytes: {name}")];
        long[] live = new long[names.Length];
        long total = 0;
        List<TraceCounterSample> counters = new(2 * samples.Count);
        foreach (CounterSample sample in samples)
        {
            long time = Nanoseconds(sample.Ticks - first);
            if (sample.Track == ResidentTrack)
            {
                counters.Add(new TraceCounterSample("resident bytes", time, sample.Value));
                continue;
            }

            total += sample.Value - live[sample.Track];
            live[sample.Track] = sample.Value;
            counters.Add(new TraceCounterSample(names[sample.Track], time, sample.Value));
            counters.Add(new TraceCounterSample("live bytes", time, total));
        }

        return counters;
    }

    /// <summary>Whole nanoseconds; the clock of Linux ticks in them.</summary>
    private static long Nanoseconds(long ticks) =>
        Stopwatch.Frequency == 1_000_000_000 ? ticks : (long)((Int128)ticks * 1_000_000_000 / Stopwatch.Frequency);
}
