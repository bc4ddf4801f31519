namespace Chonk.Gate.Profiles;

/// <summary>
/// One number a checkpoint carries. Values are whole numbers of <see cref="UnitBytes"/> bytes: <c>live_bytes</c> counts bytes,
/// <c>rss_mb</c> and <c>heap_mb</c> whole MiB (2^20 bytes, rounded down), as the reference prover writes them.
/// </summary>
/// <param name="Name">The field's name in profiles and baselines.</param>
/// <param name="Label">The words for it in tables.</param>
/// <param name="Class">Whether it repeats exactly.</param>
/// <param name="UnitBytes">Bytes per unit: 1 or 2^20.</param>
/// <param name="Monotonic">Whether it never falls during a run (peak RSS): then an unchanged value hides what a stage does.</param>
/// <param name="DependsOnThreads">Whether an exact metric still depends on how many threads work at once.</param>
public sealed record Metric(string Name, string Label, MetricClass Class, long UnitBytes, bool Monotonic = false, bool DependsOnThreads = false)
{
    /// <summary>Bytes of all booked buffers at the checkpoint.</summary>
    public static Metric LiveBytes { get; } = new("live_bytes", "live", MetricClass.Exact, 1);

    /// <summary>Largest sum of booked bytes since the checkpoint before. Scratch is booked per thread, hence the dependence.</summary>
    public static Metric PeakLiveBytes { get; } = new("peak_live_bytes", "peak live", MetricClass.Exact, 1, DependsOnThreads: true);

    /// <summary>Live heap in MiB, as the runtime reports it.</summary>
    public static Metric HeapMegabytes { get; } = new("heap_mb", "heap", MetricClass.Measured, 1 << 20);

    /// <summary>Peak resident set in MiB, as the operating system reports it.</summary>
    public static Metric ResidentMegabytes { get; } = new("rss_mb", "peak RSS", MetricClass.Measured, 1 << 20, Monotonic: true);

    /// <summary>Every metric, the most trustworthy first; this is also the order of columns and of rows' fields in a baseline.</summary>
    public static IReadOnlyList<Metric> All { get; } = [LiveBytes, PeakLiveBytes, HeapMegabytes, ResidentMegabytes];

    /// <summary>The metric called <paramref name="name"/>.</summary>
    /// <param name="name">A field's name.</param>
    /// <returns>The metric, or <see langword="null"/>.</returns>
    public static Metric? Named(string name) => All.FirstOrDefault(m => m.Name == name);

    /// <summary>The metric a flow is summarised by: the peak a user's machine has to hold, by the best metric present.</summary>
    /// <param name="isPresent">Whether a metric is present.</param>
    /// <returns>The headline metric, or <see langword="null"/> when none is present.</returns>
    public static Metric? Headline(Func<Metric, bool> isPresent) =>
        new[] { PeakLiveBytes, LiveBytes, HeapMegabytes, ResidentMegabytes }.FirstOrDefault(isPresent);
}
