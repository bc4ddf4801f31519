using System.Globalization;
using System.Text;
using Chonk.Traces.Models;

namespace Chonk.Traces.Writing;

/// <summary>
/// Writes <c>--trace_out_perfetto</c>: Chrome trace event JSON with bb's fields, one event a line, times in microseconds with three
/// decimals. Beyond bb's: counters (phase C), instants (i), and an arrow (s to f) from each parallel section to each worker's piece.
/// </summary>
public static class PerfettoJsonWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a whole trace.</summary>
    public static void Write(Trace trace, Stream destination)
    {
        using StreamWriter text = new(destination, Utf8, 1 << 16, leaveOpen: true);
        text.NewLine = "\n";
        text.WriteLine("{");
        text.WriteLine("  \"displayTimeUnit\":\"us\",");
        text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  \"min_ts_ns\":{trace.ClockStartNs},"));
        text.Write("  \"traceEvents\":[");
        EventList events = new(text);
        WriteNames(trace, events);
        foreach (TraceZone zone in trace.Zones)
        {
            string parent = zone.Parent is null ? "" : $"\"parent\":{events.Quoted(zone.Parent)},";
            events.Add($"\"name\":{events.Quoted(zone.Name)},\"cat\":\"bb\",\"ph\":\"X\",\"pid\":0,\"tid\":{zone.ThreadId},\"ts\":{TraceText.Microseconds(zone.StartNs)},\"dur\":{TraceText.Microseconds(zone.DurationNs)},\"args\":{{{parent}\"depth\":{zone.Depth}}}");
        }

        WriteArrows(trace, events);
        foreach (TraceInstant instant in trace.Instants)
        {
            events.Add($"\"name\":{events.Quoted(instant.Name)},\"cat\":\"checkpoint\",\"ph\":\"i\",\"s\":\"p\",\"pid\":0,\"tid\":{instant.ThreadId},\"ts\":{TraceText.Microseconds(instant.TimeNs)}");
        }

        foreach (TraceCounterSample sample in trace.Counters)
        {
            events.Add($"\"name\":{events.Quoted(sample.Track)},\"cat\":\"memory\",\"ph\":\"C\",\"pid\":0,\"ts\":{TraceText.Microseconds(sample.TimeNs)},\"args\":{{\"value\":{sample.Value}}}");
        }

        text.WriteLine();
        text.WriteLine("  ]");
        text.WriteLine("}");
    }

    private static void WriteNames(Trace trace, EventList events)
    {
        events.Add($"\"name\":\"process_name\",\"ph\":\"M\",\"pid\":0,\"tid\":0,\"args\":{{\"name\":{events.Quoted(trace.ProcessName)}}}");
        foreach (TraceThread thread in trace.Threads)
        {
            events.Add($"\"name\":\"thread_name\",\"ph\":\"M\",\"pid\":0,\"tid\":{thread.Id},\"args\":{{\"name\":{events.Quoted(thread.Name)}}}");
            events.Add($"\"name\":\"thread_sort_index\",\"ph\":\"M\",\"pid\":0,\"tid\":{thread.Id},\"args\":{{\"sort_index\":{thread.Id}}}");
        }
    }

    /// <summary>One arrow a piece, so that they fan out of the section; the section's own thread needs none.</summary>
    private static void WriteArrows(Trace trace, EventList events)
    {
        if (trace.Forks.Count == 0)
        {
            return;
        }

        Dictionary<int, TraceFork> forks = trace.Forks.ToDictionary(fork => fork.Id);
        int arrow = 0;
        foreach (TraceZone piece in trace.Zones)
        {
            if (piece.ForkId == 0 || !forks.TryGetValue(piece.ForkId, out TraceFork fork) || fork.ThreadId == piece.ThreadId)
            {
                continue;
            }

            arrow++;
            events.Add($"\"name\":\"parallel section\",\"cat\":\"flow\",\"ph\":\"s\",\"id\":{arrow},\"pid\":0,\"tid\":{fork.ThreadId},\"ts\":{TraceText.Microseconds(fork.TimeNs)}");
            events.Add($"\"name\":\"parallel section\",\"cat\":\"flow\",\"ph\":\"f\",\"bp\":\"e\",\"id\":{arrow},\"pid\":0,\"tid\":{piece.ThreadId},\"ts\":{TraceText.Microseconds(piece.StartNs)}");
        }
    }

    private sealed class EventList(StreamWriter text)
    {
        private readonly Dictionary<string, string> quoted = new(StringComparer.Ordinal);
        private bool started;

        public string Quoted(string name)
        {
            if (!quoted.TryGetValue(name, out string? result))
            {
                quoted.Add(name, result = TraceText.Quoted(name));
            }

            return result;
        }

        public void Add(FormattableString members)
        {
            text.WriteLine(started ? "," : "");
            started = true;
            text.Write("    {");
            text.Write(members.ToString(CultureInfo.InvariantCulture));
            text.Write('}');
        }
    }
}
