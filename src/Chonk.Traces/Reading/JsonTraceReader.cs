using System.Text.Json;
using Chonk.Traces.Models;

namespace Chonk.Traces.Reading;

/// <summary>
/// Chrome trace event JSON, as an object with <c>traceEvents</c> or as the bare array. Understands the phases X (zones), M (thread
/// names), C (counters), i (instants) and s/f (arrows); passes over others.
/// </summary>
internal static class JsonTraceReader
{
    public static Trace Read(ReadOnlySpan<byte> json)
    {
        Builder trace = new();
        Utf8JsonReader reader = new(json, new JsonReaderOptions { AllowTrailingCommas = true });
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            trace.ReadEvents(ref reader);
            return trace.Build();
        }

        bool found = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool events = reader.ValueTextEquals("traceEvents"u8);
            bool clock = reader.ValueTextEquals("min_ts_ns"u8);
            reader.Read();
            if (events)
            {
                found = true;
                trace.ReadEvents(ref reader);
            }
            else if (clock)
            {
                trace.ClockStartNs = reader.GetInt64();
            }
            else
            {
                reader.Skip();
            }
        }

        return found ? trace.Build() : throw new FormatException("no traceEvents");
    }

    /// <summary>Decimal microseconds to ns; three decimals are exact.</summary>
    private static long Nanoseconds(ref Utf8JsonReader reader) => (long)Math.Round(1000m * reader.GetDecimal());

    private sealed class Builder
    {
        private readonly SortedDictionary<int, string> threads = [];
        private readonly Dictionary<int, int> arrows = [];
        private readonly List<(int Thread, long Time, int Arrow)> arrowEnds = [];
        private readonly List<TraceFork> forks = [];
        private readonly List<TraceZone> zones = [];
        private readonly List<TraceCounterSample> counters = [];
        private readonly List<TraceInstant> instants = [];
        private readonly HashSet<string> names = new(StringComparer.Ordinal);
        private string process = "";

        public long ClockStartNs { get; set; }

        public void ReadEvents(ref Utf8JsonReader reader)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw new FormatException("traceEvents is not an array");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                Add(ReadEvent(ref reader));
            }

            if (reader.TokenType != JsonTokenType.EndArray)
            {
                throw new FormatException("traceEvents holds something that is not an event");
            }
        }

        public Trace Build()
        {
            bool isAggregate = process.Length == 0 && threads.Count == 0 && zones.Count > 0 && zones.TrueForAll(zone => zone is { ThreadId: 0, Depth: 0 });
            foreach (int thread in zones.Select(zone => zone.ThreadId).Distinct())
            {
                threads.TryAdd(thread, $"thread {thread}");
            }

            BindArrows();
            return new Trace
            {
                ProcessName = process,
                ClockStartNs = ClockStartNs,
                Threads = [.. threads.Select(thread => new TraceThread(thread.Key, thread.Value))],
                Zones = zones,
                Counters = counters,
                Instants = instants,
                Forks = forks,
                IsAggregate = isAggregate,
            };
        }

        private string Shared(string? text)
        {
            if (text is null)
            {
                return "";
            }

            if (names.TryGetValue(text, out string? known))
            {
                return known;
            }

            names.Add(text);
            return text;
        }

        private Event ReadEvent(ref Utf8JsonReader reader)
        {
            Event e = new();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string property = Shared(reader.GetString());
                reader.Read();
                switch (property)
                {
                    case "name": e.Name = Shared(reader.GetString()); break;
                    case "ph": e.Phase = Shared(reader.GetString()); break;
                    case "tid": e.Thread = reader.GetInt32(); break;
                    case "id" when reader.TokenType == JsonTokenType.Number: e.Arrow = reader.GetInt32(); break;
                    case "ts": e.Start = Nanoseconds(ref reader); break;
                    case "dur": e.Duration = Nanoseconds(ref reader); break;
                    case "args" when reader.TokenType == JsonTokenType.StartObject: ReadArguments(ref reader, ref e); break;
                    default: reader.Skip(); break;
                }
            }

            return e;
        }

        private void ReadArguments(ref Utf8JsonReader reader, ref Event e)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string property = Shared(reader.GetString());
                reader.Read();
                switch (property)
                {
                    case "parent" when reader.TokenType == JsonTokenType.String: e.Parent = Shared(reader.GetString()); break;
                    case "name" when reader.TokenType == JsonTokenType.String: e.Label = Shared(reader.GetString()); break;
                    case "depth" when reader.TokenType == JsonTokenType.Number: e.Depth = reader.GetInt32(); break;
                    case "value" when reader.TokenType == JsonTokenType.Number: e.Value = (long)Math.Round(reader.GetDecimal()); break;
                    default: reader.Skip(); break;
                }
            }
        }

        private void Add(Event e)
        {
            switch (e.Phase)
            {
                case "X":
                    zones.Add(new TraceZone(e.Name, e.Parent, e.Thread, e.Start, e.Duration, e.Depth));
                    break;
                case "M" when e.Name == "process_name":
                    process = e.Label;
                    break;
                case "M" when e.Name == "thread_name":
                    threads[e.Thread] = e.Label;
                    break;
                case "C":
                    counters.Add(new TraceCounterSample(e.Name, e.Start, e.Value));
                    break;
                case "i" or "I":
                    instants.Add(new TraceInstant(e.Name, e.Thread, e.Start));
                    break;
                case "s":
                    int known = forks.FindLastIndex(fork => fork.ThreadId == e.Thread && fork.TimeNs == e.Start);
                    if (known < 0)
                    {
                        forks.Add(new TraceFork(forks.Count + 1, e.Thread, e.Start));
                        known = forks.Count - 1;
                    }

                    arrows[e.Arrow] = forks[known].Id;
                    break;
                case "f":
                    arrowEnds.Add((e.Thread, e.Start, e.Arrow));
                    break;
                default:
                    break;
            }
        }

        /// <summary>Gives the zone that each arrow ends on the section that the arrow comes from.</summary>
        private void BindArrows()
        {
            if (arrowEnds.Count == 0)
            {
                return;
            }

            Dictionary<(int Thread, long Time), int> sections = [];
            foreach ((int thread, long time, int arrow) in arrowEnds)
            {
                if (arrows.TryGetValue(arrow, out int fork))
                {
                    sections[(thread, time)] = fork;
                }
            }

            // Of zones that start together, the arrow belongs to the outermost.
            for (int i = 0; i < zones.Count; i++)
            {
                if (sections.Remove((zones[i].ThreadId, zones[i].StartNs), out int fork))
                {
                    zones[i] = zones[i] with { ForkId = fork };
                }
            }
        }

        private struct Event()
        {
            public string Name = "";
            public string Phase = "";
            public string? Parent;
            public string Label = "";
            public int Thread;
            public int Arrow;
            public int Depth;
            public long Start;
            public long Duration;
            public long Value;
        }
    }
}
