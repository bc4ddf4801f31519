using Chonk.Prover.Diagnostics;

namespace Chonk.Prover.Memory;

/// <summary>
/// The book of every native buffer: live bytes in total, by category and by the zone of the prover that allocated them, and the same at
/// the instant of the highest total since the last mark, exact at any instant. Bookings are interlocked; the peak is exact when allocations are ordered, which holds for all booked buffers of the prover.
/// </summary>
public sealed class MemoryLedger
{
    /// <summary>Number of categories.</summary>
    public static readonly int CategoryCount = Enum.GetValues<BufferCategory>().Length;

    private readonly Lock gate = new();
    private readonly long[] liveByCategory = new long[CategoryCount];
    private readonly long[] peakByCategory = new long[CategoryCount];
    private readonly Dictionary<string, int> zoneIndices = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly List<string> zoneNames = [""];
    private long[] liveByZone = new long[16];
    private long[] peakByZone = new long[16];
    private long live;
    private long peak;
    private long peakSinceMark;

    /// <summary>Whether the parts of the peak were copied. While they were not, the peak is what is alive now.</summary>
    private bool isPeakKept;

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

    /// <summary>What is alive now.</summary>
    public MemorySnapshot TakeSnapshot()
    {
        lock (gate)
        {
            return Snapshot(live, liveByCategory, liveByZone);
        }
    }

    /// <summary>What was alive when it was most since the last call, the first time of equals; the next interval starts at the present value.</summary>
    public MemorySnapshot TakePeakSinceMark()
    {
        lock (gate)
        {
            KeepPeak();
            MemorySnapshot result = Snapshot(peakSinceMark, peakByCategory, peakByZone);
            peakSinceMark = live;
            isPeakKept = false;
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

    /// <summary>Books a new buffer for a category and for the zone this thread is in.</summary>
    /// <returns>What <see cref="Release"/> needs to know of the zone.</returns>
    internal int Book(BufferCategory category, long bytes)
    {
        string name = Zone.Current;
        lock (gate)
        {
            int zone = IndexOf(name);
            Add(category, zone, bytes);
            if (live > peakSinceMark)
            {
                peakSinceMark = live;
                isPeakKept = false;
            }

            peak = Math.Max(peak, live);
            return zone;
        }
    }

    /// <summary>Takes a buffer off the book.</summary>
    internal void Release(BufferCategory category, int zone, long bytes)
    {
        lock (gate)
        {
            KeepPeak();
            Add(category, zone, -bytes);
        }
    }

    private void Add(BufferCategory category, int zone, long bytes)
    {
        liveByCategory[(int)category] += bytes;
        liveByZone[zone] += bytes;
        live += bytes;
        if (this == Shared)
        {
            ZoneRecorder.Active?.Sample((int)category, liveByCategory[(int)category]);
        }
    }

    /// <summary>Copies the parts of the peak when they are those of this instant: before anything is released, so once a local maximum.</summary>
    private void KeepPeak()
    {
        if (!isPeakKept)
        {
            liveByCategory.CopyTo(peakByCategory, 0);
            liveByZone.CopyTo(peakByZone, 0);
            isPeakKept = true;
        }
    }

    private int IndexOf(string zone)
    {
        if (!zoneIndices.TryGetValue(zone, out int index))
        {
            // A piece of a parallel section books for the section.
            string section = ZoneRecorder.SectionOf(zone);
            if (section.Length < zone.Length)
            {
                index = IndexOf(section);
            }
            else
            {
                index = zoneNames.Count;
                zoneNames.Add(zone);
                if (index == liveByZone.Length)
                {
                    Array.Resize(ref liveByZone, 2 * index);
                    Array.Resize(ref peakByZone, 2 * index);
                }
            }

            zoneIndices.Add(zone, index);
        }

        return index;
    }

    private MemorySnapshot Snapshot(long bytes, long[] byCategory, long[] byZone)
    {
        var zones = new Dictionary<string, long>(StringComparer.Ordinal);
        for (int zone = 0; zone < zoneNames.Count; zone++)
        {
            if (byZone[zone] != 0)
            {
                zones.Add(zoneNames[zone], byZone[zone]);
            }
        }

        return new MemorySnapshot(bytes, [.. byCategory], zones);
    }
}
