using System.Globalization;
using Chonk.Gate.Profiles;

namespace Chonk.Gate.Baselines;

/// <summary>
/// The three ways a baseline moves: <see cref="Accept"/> sets it to what was measured and needs a reason, <see cref="Tighten"/>
/// only lowers it, <see cref="Recalibrate"/> changes tolerances and no value.
/// </summary>
public static class BaselineEditor
{
    /// <summary>
    /// The baseline that holds what <paramref name="runs"/> measured. Tolerances and ceiling are kept; a first baseline gets a
    /// ceiling of 1.25 times its peak, rounded up to 8 MiB. Exact metrics take the largest of the runs, measured ones the median.
    /// </summary>
    /// <param name="previous">The baseline before, or <see langword="null"/>.</param>
    /// <param name="flow">Name of the flow.</param>
    /// <param name="runs">Profiles of one build, with the same checkpoints.</param>
    /// <param name="change">Date, reason, commit and fingerprint; kind, runs, spread and peak are filled in here.</param>
    /// <param name="maximumMegabytes">A new ceiling; <see langword="null"/> keeps the present one.</param>
    /// <returns>The new baseline.</returns>
    public static Baseline Accept(
        Baseline? previous, string flow, IReadOnlyList<MemoryProfile> runs, BaselineChange change, long? maximumMegabytes = null)
    {
        MemoryProfile first = RequireSameShape(runs);
        BaselineRecord[] records = [.. first.Checkpoints.Select(c => new BaselineRecord(c.Key, Typical(runs, c.Key), c.Live, c.Peak))];
        var bare = new Baseline(flow, null, previous?.Tolerances ?? new Dictionary<Metric, Tolerance>(), [], records);
        string kind = previous is null ? BaselineChange.Created : BaselineChange.Updated;
        long ceiling = maximumMegabytes ?? previous?.MaximumMegabytes ?? ((((bare.PeakBytes + (bare.PeakBytes / 4)) >> 23) + 1) << 3);
        return new Baseline(
            flow, ceiling, bare.Tolerances, [.. previous?.History ?? [], Complete(change, kind, bare, runs)], records);
    }

    /// <summary>
    /// The baseline lowered to what <paramref name="runs"/> measured: exact metrics by every byte, measured ones only where they lie
    /// below by more than their tolerance, so that noise is no ratchet. Nothing rises.
    /// </summary>
    /// <param name="previous">The baseline before.</param>
    /// <param name="runs">Profiles of one build, with the checkpoints of the baseline.</param>
    /// <param name="change">Date, reason, commit and fingerprint of the change.</param>
    /// <param name="mayLower">Whether the facts behind a metric agree with the baseline's, so that it may be lowered.</param>
    /// <returns>The lowered baseline, or <paramref name="previous"/> itself when nothing is lower.</returns>
    public static Baseline Tighten(Baseline previous, IReadOnlyList<MemoryProfile> runs, BaselineChange change, Func<Metric, bool> mayLower)
    {
        RequireSameShape(runs);
        bool lowered = false;
        var records = new List<BaselineRecord>(previous.Records.Count);
        foreach (BaselineRecord record in previous.Records)
        {
            Dictionary<Metric, long> now = Typical(runs, record.Key);
            var values = new Dictionary<Metric, long>();
            bool rowLowered = false;
            foreach ((Metric metric, long old) in record.Values)
            {
                long current = now.GetValueOrDefault(metric, old);
                long slack = metric.Class == MetricClass.Exact ? 0 : previous.ToleranceOf(metric).Allowed(old * metric.Scale);
                bool lower = (old - current) * metric.Scale > slack && mayLower(metric) && previous.Judges(metric);
                values[metric] = lower ? current : old;
                rowLowered |= lower;
            }

            lowered |= rowLowered;
            bool isAsNow = values.All(v => v.Key.Class != MetricClass.Exact || v.Value == now.GetValueOrDefault(v.Key, v.Value));
            Checkpoint checkpoint = runs[0].Find(record.Key)!;
            bool isPeakAsNow = values.GetValueOrDefault(Metric.PeakLiveBytes) == now.GetValueOrDefault(Metric.PeakLiveBytes);
            records.Add(rowLowered || isAsNow
                ? new BaselineRecord(record.Key, values, checkpoint.Live, isPeakAsNow ? checkpoint.Peak : record.Peak)
                : new BaselineRecord(record.Key, values, record.Live, record.Peak));
        }

        if (!lowered)
        {
            return previous;
        }

        var bare = new Baseline(previous.Flow, previous.MaximumMegabytes, previous.Tolerances, [], records);
        return new Baseline(
            previous.Flow,
            previous.MaximumMegabytes,
            previous.Tolerances,
            [.. previous.History, Complete(change, BaselineChange.Tightened, bare, runs)],
            records);
    }

    /// <summary>The baseline with other tolerances and the same values.</summary>
    /// <param name="previous">The baseline before.</param>
    /// <param name="tolerances">Tolerances to set.</param>
    /// <param name="runs">The runs they were taken from.</param>
    /// <param name="change">Date, reason, commit and fingerprint of the change.</param>
    /// <returns>The new baseline.</returns>
    public static Baseline Recalibrate(
        Baseline previous, IReadOnlyDictionary<Metric, Tolerance> tolerances, IReadOnlyList<MemoryProfile> runs, BaselineChange change)
    {
        var merged = new Dictionary<Metric, Tolerance>(previous.Tolerances);
        foreach ((Metric metric, Tolerance tolerance) in tolerances)
        {
            merged[metric] = tolerance;
        }

        return new Baseline(
            previous.Flow,
            previous.MaximumMegabytes,
            merged,
            [.. previous.History, Complete(change, BaselineChange.Calibrated, previous, runs)],
            previous.Records);
    }

    /// <summary>Largest difference between runs in one metric over all checkpoints.</summary>
    /// <param name="runs">Profiles with the same checkpoints.</param>
    /// <param name="metric">A metric all of them carry.</param>
    /// <returns>Bytes or milliseconds; 0 for one run.</returns>
    public static long Spread(IReadOnlyList<MemoryProfile> runs, Metric metric) => runs[0].Checkpoints.Max(c =>
    {
        long[] values = [.. runs.Select(r => r.Find(c.Key)!.Values[metric])];
        return (values.Max() - values.Min()) * metric.Scale;
    });

    /// <summary>The values of one checkpoint over several runs: exact metrics the largest, measured ones the upper median.</summary>
    /// <param name="runs">Profiles with the same checkpoints.</param>
    /// <param name="key">A checkpoint of theirs.</param>
    /// <returns>One value a metric.</returns>
    public static Dictionary<Metric, long> Typical(IReadOnlyList<MemoryProfile> runs, CheckpointKey key)
    {
        var typical = new Dictionary<Metric, long>();
        foreach (Metric metric in runs[0].Metrics)
        {
            long[] values = [.. runs.Select(r => r.Find(key)!.Values[metric]).Order()];
            typical[metric] = metric.Class == MetricClass.Exact ? values[^1] : values[values.Length / 2];
        }

        return typical;
    }

    /// <summary>Whether all runs passed the same checkpoints in the same order with the same metrics.</summary>
    /// <param name="runs">Profiles.</param>
    /// <returns>Whether they can be summarised together.</returns>
    public static bool HaveSameShape(IReadOnlyList<MemoryProfile> runs) => runs.All(r =>
        r.Checkpoints.Select(c => c.Key).SequenceEqual(runs[0].Checkpoints.Select(c => c.Key)) && r.Metrics.SequenceEqual(runs[0].Metrics));

    /// <summary>Today in the form the history keeps.</summary>
    /// <param name="instant">An instant.</param>
    /// <returns>UTC, ISO 8601, whole seconds.</returns>
    public static string DateText(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static MemoryProfile RequireSameShape(IReadOnlyList<MemoryProfile> runs)
    {
        ArgumentOutOfRangeException.ThrowIfZero(runs.Count);
        return HaveSameShape(runs) ? runs[0] : throw new ArgumentException("the runs have different checkpoints", nameof(runs));
    }

    private static BaselineChange Complete(BaselineChange change, string kind, Baseline values, IReadOnlyList<MemoryProfile> runs) => change with
    {
        Kind = kind,
        Runs = runs.Count,
        PeakBytes = values.PeakBytes,
        SpreadBytes = values.Headline is { } headline && runs[0].Metrics.Contains(headline) ? Spread(runs, headline) : 0,
    };
}
