namespace Chonk.Prover.Diagnostics;

/// <summary>
/// The zones of one thread, written by that thread alone. Entries lie in blocks that are never moved, so recording costs one block of
/// <see cref="BlockLength"/> entries (40 bytes each) every so many zones and nothing in between.
/// </summary>
internal sealed class ZoneLog
{
    /// <summary>Entries of a block.</summary>
    public const int BlockLength = 16384;

    private readonly List<Entry[]> blocks = [];
    private Entry[]? block;
    private int count;

    /// <summary>The log of a thread.</summary>
    /// <param name="owner">The recorder.</param>
    /// <param name="threadName">The thread's name.</param>
    /// <param name="threadIndex">Its place among the recorder's threads.</param>
    /// <param name="keepsEntries">Whether zones are written down; else only the innermost open one is known.</param>
    public ZoneLog(ZoneRecorder owner, string threadName, int threadIndex, bool keepsEntries)
    {
        Owner = owner;
        ThreadName = threadName;
        ThreadIndex = threadIndex;
        if (keepsEntries)
        {
            blocks.Capacity = 256;
            blocks.Add(block = new Entry[BlockLength]);
        }
    }

    public ZoneRecorder Owner { get; }

    public string ThreadName { get; }

    public int ThreadIndex { get; }

    /// <summary>What the next zone of this thread opens inside of.</summary>
    public Surroundings Inside { get; set; }

    /// <summary>Writes the opening of a zone and goes inside it.</summary>
    /// <returns>The block of the entry, whose place in it is <paramref name="index"/>; null when none is written.</returns>
    public Entry[]? Open(string name, int forkId, long ticks, out int index)
    {
        Surroundings inside = Inside;
        if (block is null)
        {
            index = 0;
            Inside = new Surroundings(name, inside.Depth + 1);
            return null;
        }

        if (count == BlockLength)
        {
            block = new Entry[BlockLength];
            blocks.Add(block);
            count = 0;
        }

        index = count++;
        block[index] = new Entry
        {
            Name = name,
            Parent = inside.Name,
            Depth = inside.Depth,
            ForkId = forkId,
            StartTicks = ticks,
        };
        Inside = new Surroundings(name, inside.Depth + 1);
        return block;
    }

    /// <summary>Writes the end of a zone and goes back to <paramref name="outer"/>.</summary>
    public void Close(Entry[]? entries, int index, in Surroundings outer, long ticks)
    {
        if (entries is not null)
        {
            entries[index].EndTicks = ticks;
        }

        Inside = outer;
    }

    /// <summary>The closed zones in order of opening.</summary>
    public IReadOnlyList<ZoneEvent> ClosedEvents()
    {
        List<ZoneEvent> events = [];
        foreach (Entry[] entries in blocks)
        {
            int length = entries == block ? count : BlockLength;
            foreach (ref readonly Entry entry in entries.AsSpan(0, length))
            {
                if (entry.EndTicks != 0)
                {
                    events.Add(new ZoneEvent(
                        entry.Name, entry.Parent, entry.Depth, entry.StartTicks, entry.EndTicks, entry.ForkId));
                }
            }
        }

        return events;
    }

    /// <summary>The zone around a point of a thread's work, and how many there are.</summary>
    internal readonly record struct Surroundings(string? Name, int Depth);

    /// <summary>A zone as it is written down.</summary>
    internal struct Entry
    {
        public string Name;
        public string? Parent;
        public int Depth;
        public int ForkId;
        public long StartTicks;
        public long EndTicks;
    }
}
