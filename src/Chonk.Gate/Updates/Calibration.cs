using System.Globalization;
using Chonk.Gate.Baselines;
using Chonk.Gate.Profiles;
using Chonk.Gate.Texts;

namespace Chonk.Gate.Updates;

/// <summary>
/// Tolerances of measured metrics from repeated runs of one build (an A/A experiment). The relative tolerance is 1.5 times the largest
/// deviation seen from the baseline, at least 1 %; the absolute one 2 MiB more than the largest deviation, since values are whole
/// MiB. Time gets at least 10 % and 20 ms more than the largest deviation, and stages under 100 ms no relative part. Exact metrics are not calibrated: a spread in them is a finding.
/// </summary>
public static class Calibration
{
    /// <summary>Fewest runs that say anything about a spread.</summary>
    public const int MinimumRuns = 5;

    private const double Margin = 1.5;
    private const double LeastRelative = 0.01;
    private const long LeastAbsoluteBytes = 2 << 20;
    private const double LeastRelativeTime = 0.1;
    private const long LeastMilliseconds = 20;
    private const long ShortMilliseconds = 100;

    /// <summary>Tolerances for the measured metrics the runs carry.</summary>
    /// <param name="baseline">The values the tolerances are around.</param>
    /// <param name="runs">Runs of one build with the checkpoints of the baseline.</param>
    /// <param name="withTime">Whether time is calibrated where the baseline has no tolerance for it yet.</param>
    /// <returns>A tolerance a measured metric, with its evidence.</returns>
    public static IReadOnlyDictionary<Metric, Tolerance> TolerancesFrom(Baseline baseline, IReadOnlyList<MemoryProfile> runs, bool withTime = false)
    {
        var tolerances = new Dictionary<Metric, Tolerance>();
        foreach (Metric metric in baseline.Metrics.Where(m =>
            m.Class == MetricClass.Measured && runs[0].Metrics.Contains(m) && (withTime || baseline.Judges(m))))
        {
            bool isTime = metric.Unit == MetricUnit.Milliseconds;
            double worstShare = 0;
            long worst = 0;
            CheckpointKey worstAt = baseline.Records[0].Key;
            foreach (BaselineRecord record in baseline.Records)
            {
                long accepted = record.Values[metric];
                long deviation = runs.Max(r => Math.Abs(r.Find(record.Key)!.Values[metric] - accepted));
                worst = Math.Max(worst, deviation * metric.Scale);
                double share = (double)deviation / Math.Max(1, accepted);
                if ((!isTime || accepted >= ShortMilliseconds) && share > worstShare)
                {
                    (worstShare, worstAt) = (share, record.Key);
                }
            }

            double relative = Math.Max(isTime ? LeastRelativeTime : LeastRelative, Math.Ceiling(worstShare * Margin * 1000) / 1000);
            long absolute = worst + (isTime ? LeastMilliseconds : LeastAbsoluteBytes);
            string evidence = string.Create(
                CultureInfo.InvariantCulture,
                $"{runs.Count} runs, largest deviation {100 * worstShare:0.0} % in {worstAt}, {Amounts.Text(metric, worst)} in all");
            tolerances[metric] = new Tolerance(Math.Min(relative, Tolerance.MaximumRelative), absolute, evidence);
        }

        return tolerances;
    }
}
