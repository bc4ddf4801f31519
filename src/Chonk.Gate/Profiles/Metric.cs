namespace Chonk.Gate.Profiles;

/// <summary>
/// One number a checkpoint carries. Values are whole numbers of <see cref="Scale"/> bytes or milliseconds: <c>live_bytes</c> counts bytes,
/// <c>rss_mb</c> and <c>heap_mb</c> whole MiB (2^20 bytes, rounded down), as the reference prover writes them.
/// </summary>
/// <param name="Name">The field's name in profiles and baselines.</param>
/// <param name="Label">The words for it in tables.</param>
/// <param name="Class">Whether it repeats exactly.</param>
/// <param name="Scale">Units per written one: 1 or 2^20.</param>
/// <param name="Monotonic">Whether it never falls during a run (peak RSS): then an unchanged value hides what a stage does.</param>
/// <param name="DependsOnThreads">Whether an exact metric still depends on how many threads work at once.</param>
/// <param name="Unit">What amounts are counted in.</param>
public sealed record Metric(
    string Name, string Label, MetricClass Class, long Scale, bool Monotonic = false, bool DependsOnThreads = false, MetricUnit Unit = MetricUnit.Bytes)
{
    /// <summary>Bytes of all booked buffers at the checkpoint.</summary>
    public static Metric LiveBytes { get; } = new("live_bytes", "live", MetricClass.Exact, 1);

    /// <summary>Largest sum of booked bytes since the checkpoint before. Scratch is booked per thread, hence the dependence.</summary>
    public static Metric PeakLiveBytes { get; } = new("peak_live_bytes", "peak live", MetricClass.Exact, 1, DependsOnThreads: true);

    /// <summary>Live heap in MiB, as the runtime reports it.</summary>
    public static Metric HeapMegabytes { get; } = new("heap_mb", "heap", MetricClass.Measured, 1 << 20);

    /// <summary>Peak resident set in MiB, as the operating system reports it.</summary>
    public static Metric ResidentMegabytes { get; } = new("rss_mb", "peak RSS", MetricClass.Measured, 1 << 20, Monotonic: true);

    /// <summary>Milliseconds from the checkpoint before to this one. Shown, and judged only in baselines that hold a tolerance for it.</summary>
    public static Metric TimeMilliseconds { get; } = new("time_ms", "time", MetricClass.Measured, 1, Unit: MetricUnit.Milliseconds);

    /// <summary>Every metric, the most trustworthy first; this is also the order of columns and of rows' fields in a baseline.</summary>
    public static IReadOnlyList<Metric> All { get; } = [LiveBytes, PeakLiveBytes, HeapMegabytes, ResidentMegabytes, TimeMilliseconds];

    /// <summary>Whether growth fails only where the baseline sets a tolerance for this metric: time is as much the machine's as the program's.</summary>
    public bool IsAdvisoryByDefault => Unit == MetricUnit.Milliseconds;

    /// <summary>Name of the tolerance's absolute part in a baseline.</summary>
    public string AbsoluteField => Unit == MetricUnit.Bytes ? "absolute_bytes" : "absolute_ms";

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
