using Chonk.Gate.Fingerprints;
using Chonk.Gate.Profiles;

namespace Chonk.Gate.Baselines;

/// <summary>
/// What a flow's memory is held to: accepted checkpoints in order, tolerances, a ceiling, and the history of reasons. The file
/// <c>baselines/FLOW.verified.json</c> is at once the snapshot that Verify compares and the baseline that the build reads.
/// </summary>
public sealed class Baseline
{
    /// <summary>Version of the file's layout.</summary>
    public const int Schema = 1;

    /// <summary>End of every baseline's file name.</summary>
    public const string FileSuffix = ".verified.json";

    /// <summary>Largest ceiling a baseline may hold, in MiB.</summary>
    public const long LargestMaximumMegabytes = MetricFields.MaximumBytes >> 20;

    private readonly Dictionary<CheckpointKey, BaselineRecord> byKey;

    /// <summary>A baseline from its parts.</summary>
    /// <param name="flow">Name of the flow.</param>
    /// <param name="maximumMegabytes">Ceiling of the headline metric in MiB; <see langword="null"/> for none.</param>
    /// <param name="tolerances">Tolerances that differ from the class's default.</param>
    /// <param name="history">Changes, the latest last.</param>
    /// <param name="records">Checkpoints in order, keys unique.</param>
    public Baseline(
        string flow,
        long? maximumMegabytes,
        IReadOnlyDictionary<Metric, Tolerance> tolerances,
        IReadOnlyList<BaselineChange> history,
        IReadOnlyList<BaselineRecord> records)
    {
        Flow = flow;
        MaximumMegabytes = maximumMegabytes;
        Tolerances = tolerances;
        History = history;
        Records = records;
        byKey = records.ToDictionary(r => r.Key);
        Metrics = [.. Metric.All.Where(m => records.Count > 0 && records.All(r => r.Values.ContainsKey(m)))];
        Headline = Metric.Headline(Metrics.Contains);
    }

    /// <summary>Name of the flow.</summary>
    public string Flow { get; }

    /// <summary>Ceiling of the headline metric in MiB: no tolerance applies to it.</summary>
    public long? MaximumMegabytes { get; }

    /// <summary>Tolerances set in the file.</summary>
    public IReadOnlyDictionary<Metric, Tolerance> Tolerances { get; }

    /// <summary>Changes, the latest last.</summary>
    public IReadOnlyList<BaselineChange> History { get; }

    /// <summary>Accepted checkpoints, in order.</summary>
    public IReadOnlyList<BaselineRecord> Records { get; }

    /// <summary>Metrics every record carries.</summary>
    public IReadOnlyList<Metric> Metrics { get; }

    /// <summary>The metric the flow is summarised by.</summary>
    public Metric? Headline { get; }

    /// <summary>Line of <c>max_mb</c> in the file, 0 when absent or not read from a file.</summary>
    public int MaximumLine { get; init; }

    /// <summary>The facts behind the present values: those of the last change.</summary>
    public Fingerprint Fingerprint => History.Count == 0 ? Fingerprint.Empty : History[^1].Fingerprint;

    /// <summary>The last change that carries a judgement of a person: not a tightening, not a calibration.</summary>
    public BaselineChange? LastJustified =>
        History.LastOrDefault(c => c.Kind is BaselineChange.Created or BaselineChange.Updated);

    /// <summary>Largest accepted value of the headline metric, in bytes; 0 without records.</summary>
    public long PeakBytes => Headline is null ? 0 : Records.Max(r => r.Values[Headline] * Headline.Scale);

    /// <summary>The tolerance that applies to a metric.</summary>
    /// <param name="metric">A metric.</param>
    /// <returns>The file's, else its class's default.</returns>
    public Tolerance ToleranceOf(Metric metric) => Tolerances.TryGetValue(metric, out Tolerance? own)
        ? own
        : metric.Unit == MetricUnit.Milliseconds ? Tolerance.Time
        : metric.Class == MetricClass.Exact ? Tolerance.Exact : Tolerance.Measured;

    /// <summary>Whether growth of a metric may fail this flow: always, but for time, which needs a tolerance of its own in the file.</summary>
    /// <param name="metric">A metric.</param>
    /// <returns>Whether it is more than shown.</returns>
    public bool Judges(Metric metric) => !metric.IsAdvisoryByDefault || Tolerances.ContainsKey(metric);

    /// <summary>The record with this key, or <see langword="null"/>.</summary>
    /// <param name="key">A key.</param>
    /// <returns>The record, or <see langword="null"/>.</returns>
    public BaselineRecord? Find(CheckpointKey key) => byKey.GetValueOrDefault(key);

    /// <summary>Distinct circuits in order, as (name, occurrence).</summary>
    /// <returns>The circuits.</returns>
    public IReadOnlyList<(string Circuit, int Occurrence)> Circuits() =>
        [.. Records.Select(r => (r.Key.Circuit, r.Key.Occurrence)).Distinct()];

    /// <summary>Where the baseline of a flow stands.</summary>
    /// <param name="directory">The baselines' folder.</param>
    /// <param name="flow">Name of the flow.</param>
    /// <returns>A path.</returns>
    public static string PathOf(string directory, string flow) => Path.Combine(directory, flow + FileSuffix);
}
