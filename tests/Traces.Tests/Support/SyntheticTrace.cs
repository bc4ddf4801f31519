using Chonk.Traces.Models;

namespace Chonk.Traces.Tests.Support;

/// <summary>Small traces with everything that a trace may hold.</summary>
internal static class SyntheticTrace
{
    public static Trace Full { get; } = new()
    {
        ProcessName = "chonk",
        ClockStartNs = 123_456_789,
        Threads = [new(1, "main"), new(2, "worker-1"), new(3, "worker-2")],
        Zones =
        [
            new("ChonkAPI::prove", null, 1, 0, 10_000),
            new("section \"quoted\" \\ µ", "ChonkAPI::prove", 1, 1_000, 5_000, 1),
            new("section/chunk", "section \"quoted\" \\ µ", 1, 1_100, 4_800, 2, 1),
            new("empty", "ChonkAPI::prove", 1, 6_000, 0, 1),
            new("last", "ChonkAPI::prove", 1, 6_000, 4_000, 1),
            new("section/chunk", "section \"quoted\" \\ µ", 2, 1_200, 4_000, 2, 1),
            new("piece", "section/chunk", 2, 1_200, 1_500, 3),
            new("section/chunk", "section \"quoted\" \\ µ", 3, 1_300, 3_001, 2, 1),
        ],
        Forks = [new(1, 1, 1_050)],
        Instants = [new("after_alloc 00_app", 1, 500), new("after_oink 00_app", 1, 5_500)],
        Counters = [new("live bytes: Wires", 100, 4096), new("rss bytes", 150, 1 << 30), new("live bytes: Wires", 5_000, 0)],
    };

    /// <summary>A random tree of zones per thread, with properly nested times.</summary>
    public static Trace Random(int seed)
    {
        Random random = new(seed);
        List<TraceZone> zones = [];
        for (int thread = 1; thread <= 3; thread++)
        {
            Grow(thread, null, 0, 1_000_000, 0);
        }

        return new Trace { ProcessName = "random", ClockStartNs = seed, Threads = [new(1, "main"), new(2, "worker-1"), new(3, "worker-2")], Zones = zones };

        void Grow(int thread, string? parent, long start, long end, int depth)
        {
            long at = start;
            while (at < end && depth < 5 && random.Next(4) > 0)
            {
                long from = random.NextInt64(at, end);
                long to = random.NextInt64(from, end) + 1;
                string name = $"op{random.Next(6)}";
                zones.Add(new TraceZone(name, parent, thread, from, to - from, depth));
                Grow(thread, name, from, to, depth + 1);
                at = to;
            }
        }
    }
}
