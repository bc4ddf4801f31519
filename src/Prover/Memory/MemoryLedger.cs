using Chonk.Prover.Diagnostics;

namespace Chonk.Prover.Memory;

/// <summary>
/// The book of every native buffer: live bytes in total and by category, and the highest total since the last mark, exact at any
/// instant. Bookings are interlocked; the peak is exact when allocations are ordered, which holds for all booked buffers of the prover.
/// </summary>
public sealed class MemoryLedger
{
    /// <summary>Number of categories.</summary>
    public static readonly int CategoryCount = Enum.GetValues<BufferCategory>().Length;

    private readonly Lock gate = new();
    private readonly long[] liveByCategory = new long[CategoryCount];
    private long live;
    private long peak;
    private long peakSinceMark;

    /// <summary>The ledger of this process.</summary>
    public static MemoryLedger Shared { get; } = new();

    /// <summary>Bytes booked and not yet released.</summary>
    public long LiveBytes
    {
        get
        {
            lock (gate)
            {
                return live;
            }
        }
    }

    /// <summary>The largest value <see cref="LiveBytes"/> ever had.</summary>
    public long PeakLiveBytes
    {
        get
        {
            lock (gate)
            {
                return peak;
            }
        }
    }

    /// <summary>The largest value of <see cref="LiveBytes"/> since the last call; the next interval starts at the present value.</summary>
    public long TakePeakSinceMark()
    {
        lock (gate)
        {
            long result = peakSinceMark;
            peakSinceMark = live;
            return result;
        }
    }

    /// <summary>Live bytes of one category.</summary>
    public long LiveBytesOf(BufferCategory category)
    {
        lock (gate)
        {
            return liveByCategory[(int)category];
        }
    }

    /// <summary>Live bytes of every category, at one instant, in the order of <see cref="BufferCategory"/>.</summary>
    public long[] LiveBytesByCategory()
    {
        lock (gate)
        {
            return [.. liveByCategory];
        }
    }

    /// <summary>Books <paramref name="bytes"/> more (or fewer, when negative) for a category.</summary>
    internal void Book(BufferCategory category, long bytes)
    {
        lock (gate)
        {
            liveByCategory[(int)category] += bytes;
            live += bytes;
            peak = Math.Max(peak, live);
            peakSinceMark = Math.Max(peakSinceMark, live);
            if (this == Shared)
            {
                ZoneRecorder.Active?.Sample((int)category, liveByCategory[(int)category]);
            }
        }
    }
}
