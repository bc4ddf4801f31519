using System.Diagnostics;

namespace Chonk.Prover.Benchmarks.Acceptance;

/// <summary>Medians of repeated runs by the stopwatch.</summary>
internal sealed class Measure(bool quick)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(3);

    /// <summary>Whether figures are only to show that everything runs.</summary>
    public bool Quick => quick;

    /// <summary>Runs until code is compiled and caches are warm, then at least five and at most 41 times, for about three seconds.</summary>
    public Figure Run(string group, int logSize, int threads, Action action, int usedRows = 0)
    {
        Stopwatch total = Stopwatch.StartNew();
        do
        {
            action();
        }
        while (!quick && total.Elapsed < WarmUp);

        (int least, int most) = quick ? (1, 3) : (5, 41);
        List<double> times = [];
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        total.Restart();
        while (times.Count < least || (times.Count < most && total.Elapsed < Budget))
        {
            long start = Stopwatch.GetTimestamp();
            action();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        double wall = total.Elapsed.TotalMilliseconds;
        double busy = (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / wall / threads;
        times.Sort();
        Figure figure = new(group, logSize, threads, times[times.Count / 2], busy, times.Count, usedRows);
        Console.Error.WriteLine(FormattableString.Invariant(
            $"  {group} 2^{logSize}, {threads} threads: {figure.Milliseconds:F2} ms ({times[0]:F2} to {times[^1]:F2}), busy {busy:P0}"));
        return figure;
    }
}
