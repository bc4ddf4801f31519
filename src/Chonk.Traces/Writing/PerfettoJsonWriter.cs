using Chonk.Traces.Models;

namespace Chonk.Traces.Writing;

/// <summary>
/// Writes <c>--trace_out_perfetto</c>: Chrome trace event JSON with bb's fields, one event a line, times in microseconds with three
/// decimals. Beyond bb's: counters (phase C), instants (i), and an arrow (s to f) from each parallel section to each worker's piece.
/// </summary>
public static class PerfettoJsonWriter
{
    /// <summary>Writes a whole trace.</summary>
    public static void Write(Trace trace, Stream destination)
    {
        Utf8Output text = new(destination);
        text.Add("{\n  \"displayTimeUnit\":\"us\",\n  \"min_ts_ns\":"u8).Add(trace.ClockStartNs).Add(",\n  \"traceEvents\":["u8);
        WriteNames(trace, text);
        foreach (TraceZone zone in trace.Zones)
        {
            text.Add(",\n    {\"name\":"u8).AddQuoted(zone.Name).Add(",\"cat\":\"bb\",\"ph\":\"X\",\"pid\":0,\"tid\":"u8).Add(zone.ThreadId);
            text.Add(",\"ts\":"u8).AddMicroseconds(zone.StartNs).Add(",\"dur\":"u8).AddMicroseconds(zone.DurationNs).Add(",\"args\":{"u8);
            if (zone.Parent is not null)
            {
                text.Add("\"parent\":"u8).AddQuoted(zone.Parent).Add(","u8);
            }

            text.Add("\"depth\":"u8).Add(zone.Depth).Add("}}"u8);
        }

        WriteArrows(trace, text);
        foreach (TraceInstant instant in trace.Instants)
        {
            text.Add(",\n    {\"name\":"u8).AddQuoted(instant.Name).Add(",\"cat\":\"checkpoint\",\"ph\":\"i\",\"s\":\"p\",\"pid\":0,\"tid\":"u8);
            text.Add(instant.ThreadId).Add(",\"ts\":"u8).AddMicroseconds(instant.TimeNs).Add("}"u8);
        }

        foreach (TraceCounterSample sample in trace.Counters)
        {
            text.Add(",\n    {\"name\":"u8).AddQuoted(sample.Track).Add(",\"cat\":\"memory\",\"ph\":\"C\",\"pid\":0,\"ts\":"u8);
            text.AddMicroseconds(sample.TimeNs).Add(",\"args\":{\"value\":"u8).Add(sample.Value).Add("}}"u8);
        }

        text.Add("\n  ]\n}\n"u8).Flush();
    }

    private static void WriteNames(Trace trace, Utf8Output text)
    {
        text.Add("\n    {\"name\":\"process_name\",\"ph\":\"M\",\"pid\":0,\"tid\":0,\"args\":{\"name\":"u8).AddQuoted(trace.ProcessName).Add("}}"u8);
        foreach (TraceThread thread in trace.Threads)
        {
            text.Add(",\n    {\"name\":\"thread_name\",\"ph\":\"M\",\"pid\":0,\"tid\":"u8).Add(thread.Id);
            text.Add(",\"args\":{\"name\":"u8).AddQuoted(thread.Name).Add("}}"u8);
            text.Add(",\n    {\"name\":\"thread_sort_index\",\"ph\":\"M\",\"pid\":0,\"tid\":"u8).Add(thread.Id);
            text.Add(",\"args\":{\"sort_index\":"u8).Add(thread.Id).Add("}}"u8);
        }
    }

    /// <summary>One arrow a piece, so that they fan out of the section; the section's own thread needs none.</summary>
    private static void WriteArrows(Trace trace, Utf8Output text)
    {
        if (trace.Forks.Count == 0)
        {
            return;
        }

        Dictionary<int, TraceFork> forks = [];
        foreach (TraceFork fork in trace.Forks)
        {
            forks.Add(fork.Id, fork);
        }

        int arrow = 0;
        foreach (TraceZone piece in trace.Zones)
        {
            if (piece.ForkId == 0 || !forks.TryGetValue(piece.ForkId, out TraceFork fork) || fork.ThreadId == piece.ThreadId)
            {
                continue;
            }

            arrow++;
            WriteArrowEnd(text, "s\""u8, arrow, fork.ThreadId, fork.TimeNs);
            WriteArrowEnd(text, "f\",\"bp\":\"e\""u8, arrow, piece.ThreadId, piece.StartNs);
        }
    }

    private static void WriteArrowEnd(Utf8Output text, ReadOnlySpan<byte> phase, int arrow, int threadId, long timeNs)
    {
        text.Add(",\n    {\"name\":\"parallel section\",\"cat\":\"flow\",\"ph\":\""u8).Add(phase).Add(",\"id\":"u8).Add(arrow);
        text.Add(",\"pid\":0,\"tid\":"u8).Add(threadId).Add(",\"ts\":"u8).AddMicroseconds(timeNs).Add("}"u8);
    }
}
