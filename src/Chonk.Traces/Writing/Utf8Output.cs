using System.Buffers.Text;
using System.Text;

namespace Chonk.Traces.Writing;

/// <summary>
/// Text on its way to a stream as UTF-8: literals are copied and numbers are formatted into one buffer, so that an event costs no string. Made for
/// traces, whose writing counts towards the run that they are of.
/// </summary>
/// <param name="destination">Receives the bytes; the last ones at <see cref="Flush"/>.</param>
internal sealed class Utf8Output(Stream destination)
{
    private const int Capacity = 1 << 16;

    /// <summary>Digits of the longest number.</summary>
    private const int NumberBytes = 20;

    private readonly byte[] buffer = new byte[Capacity];
    private readonly Dictionary<string, byte[]> quoted = new(StringComparer.Ordinal);
    private int count;

    /// <summary>Adds bytes of UTF-8.</summary>
    public Utf8Output Add(ReadOnlySpan<byte> text)
    {
        if (text.Length > Capacity - count)
        {
            Flush();
            if (text.Length > Capacity)
            {
                destination.Write(text);
                return this;
            }
        }

        text.CopyTo(buffer.AsSpan(count));
        count += text.Length;
        return this;
    }

    /// <summary>Adds a decimal number.</summary>
    public Utf8Output Add(long number)
    {
        if (NumberBytes > Capacity - count)
        {
            Flush();
        }

        _ = Utf8Formatter.TryFormat(number, buffer.AsSpan(count), out int length);
        count += length;
        return this;
    }

    /// <summary>Adds nanoseconds, at least 0, as microseconds with three decimals.</summary>
    public Utf8Output AddMicroseconds(long ns)
    {
        Add(ns / 1000);
        int fraction = (int)(ns % 1000);
        return Add([(byte)'.', (byte)('0' + (fraction / 100)), (byte)('0' + (fraction / 10 % 10)), (byte)('0' + (fraction % 10))]);
    }

    /// <summary>Adds a JSON string; each text is escaped once.</summary>
    public Utf8Output AddQuoted(string text)
    {
        if (!quoted.TryGetValue(text, out byte[]? bytes))
        {
            quoted.Add(text, bytes = Encoding.UTF8.GetBytes(TraceText.Quoted(text)));
        }

        return Add(bytes);
    }

    /// <summary>Passes on what is still here.</summary>
    public void Flush()
    {
        destination.Write(buffer, 0, count);
        count = 0;
    }
}
