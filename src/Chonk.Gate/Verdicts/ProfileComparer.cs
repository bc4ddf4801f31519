using Chonk.Gate.Baselines;
using Chonk.Gate.Diagnostics;
using Chonk.Gate.Fingerprints;
using Chonk.Gate.Profiles;
using Chonk.Gate.Texts;

namespace Chonk.Gate.Verdicts;

/// <summary>
/// The gate's rule. A metric of a checkpoint fails when <c>current - baseline &gt; max(absolute, relative * baseline)</c>, is stale
/// when <c>baseline - current</c> exceeds the same, and a flow fails whose headline peak exceeds its ceiling. <c>live_bytes</c> is
/// judged on every machine, <c>peak_live_bytes</c> where the thread count agrees, measured metrics where the fingerprint does, and time
/// there too, if the baseline holds a tolerance for it.
/// </summary>
public static class ProfileComparer
{
    /// <summary>Judges one or more runs of one build.</summary>
    /// <param name="baseline">What was accepted.</param>
    /// <param name="runs">At least one profile.</param>
    /// <param name="current">Facts of the runs.</param>
    /// <param name="baselinePath">The baseline's path, for diagnostics.</param>
    /// <param name="only">The one class of metrics to judge, where the others are only shown; <see langword="null"/> to judge all.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Compare(
        Baseline baseline, IReadOnlyList<MemoryProfile> runs, Fingerprint current, string baselinePath, MetricClass? only = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(runs.Count);
        MemoryProfile profile = runs[0];
        var diagnostics = new List<Diagnostic>();
        if (!BaselineEditor.HaveSameShape(runs))
        {
            diagnostics.Add(new(
                DiagnosticCode.Inconclusive, DiagnosticSeverity.Warning, $"{baseline.Flow}: the runs of one build passed different checkpoints", baselinePath));
            return Verdict.Without(baseline.Flow, Outcome.Inconclusive, diagnostics);
        }

        IReadOnlyList<ShapeComparer.Difference> shape = ShapeComparer.Compare(baseline, profile);
        diagnostics.AddRange(shape.Select(d => new Diagnostic(
            DiagnosticCode.ShapeChanged, DiagnosticSeverity.Error, $"{baseline.Flow}: {d.Message}", baselinePath, d.Line, d.Column)));

        IReadOnlyList<string> differing = baseline.Fingerprint.Differences(current);
        IReadOnlyList<ComparisonRow> rows = CompareRows(baseline, runs, differing, only);
        foreach (ComparisonRow row in rows)
        {
            diagnostics.AddRange(Judge(baseline.Flow, row, baselinePath));
        }

        Metric? headline = baseline.Headline is { } wanted && profile.Metrics.Contains(wanted) ? wanted : profile.Headline;
        // As for every record, the smallest of several runs counts.
        Checkpoint? peak = headline is null ? null : runs.Select(r => r.Peak(headline)).MinBy(c => c.Values[headline]);
        long peakBytes = peak is null ? 0 : peak.Values[headline!] * headline!.Scale;
        if (baseline.MaximumMegabytes is { } maximum && peakBytes > maximum << 20 && headline!.Class == (only ?? headline.Class))
        {
            diagnostics.Add(new(
                DiagnosticCode.CeilingExceeded,
                DiagnosticSeverity.Error,
                $"{baseline.Flow}: {Amounts.Bytes(peakBytes)} {headline!.Label} in {peak!.Key} exceeds the flow's ceiling of {maximum} MiB, whatever the baseline",
                baselinePath,
                baseline.MaximumLine));
        }

        if (profile.Metrics.FirstOrDefault(m => baseline.Judges(m) && !baseline.Metrics.Contains(m)) is { } unheld)
        {
            diagnostics.Add(new(
                DiagnosticCode.StaleBaseline,
                DiagnosticSeverity.Warning,
                $"{baseline.Flow}: '{unheld.Name}', which every checkpoint now carries, is not in the baseline and not judged; update it",
                baselinePath));
        }

        if (differing.Count > 0 && profile.Metrics.Any(m => baseline.Metrics.Contains(m) && !IsJudged(m, differing)))
        {
            diagnostics.Add(new(
                DiagnosticCode.Advisory,
                DiagnosticSeverity.Information,
                $"{baseline.Flow}: measured metrics are shown and not judged, the baseline was taken with another {string.Join(", ", differing)}",
                baselinePath));
        }

        if (baseline.History.Count > 0 && baseline.History[^1].Reason.Length == 0)
        {
            diagnostics.Add(new(
                DiagnosticCode.MissingReason, DiagnosticSeverity.Warning, $"{baseline.Flow}: the last change of the baseline carries no reason", baselinePath));
        }

        return new Verdict
        {
            Flow = baseline.Flow,
            Outcome = Decide(diagnostics),
            Diagnostics = [.. diagnostics.OrderByDescending(d => d.Severity)],
            Rows = rows,
            ShapeChanges = [.. shape.Select(d => d.Message)],
            Headline = headline,
            PeakBytes = peakBytes,
            PeakAt = peak?.Key ?? default,
            BaselinePeakBytes = headline is not null && headline == baseline.Headline ? baseline.PeakBytes : 0,
            JustifiedPeakBytes = baseline.LastJustified?.PeakBytes ?? 0,
            JustifiedReason = baseline.LastJustified?.Reason ?? "",
            MaximumMegabytes = baseline.MaximumMegabytes,
            AdvisoryBecause = differing,
            BaselinePath = baselinePath,
        };
    }

    /// <summary>Whether a metric is judged when these facts differ from the baseline's.</summary>
    /// <param name="metric">A metric.</param>
    /// <param name="differing">Names of the facts that differ.</param>
    /// <returns>Whether growth of it fails.</returns>
    public static bool IsJudged(Metric metric, IReadOnlyList<string> differing) => metric.Class == MetricClass.Exact
        ? !metric.DependsOnThreads || (!differing.Contains(Fingerprint.Threads) && !differing.Contains(Fingerprint.Simd))
        : differing.Count == 0;

    private static List<ComparisonRow> CompareRows(
        Baseline baseline, IReadOnlyList<MemoryProfile> runs, IReadOnlyList<string> differing, MetricClass? only)
    {
        var rows = new List<ComparisonRow>();
        var runningMaximum = new Dictionary<Metric, long>();
        var grownTo = new Dictionary<Metric, long>();
        HashSet<string> known = [.. baseline.Records.SelectMany(r => r.Live.Zones.Keys.Concat(r.Peak.Zones.Keys))];
        HashSet<string> present = [.. runs[0].Checkpoints.SelectMany(c => c.Live.Zones.Keys.Concat(c.Peak.Zones.Keys))];
        foreach (Checkpoint checkpoint in runs[0].Checkpoints)
        {
            BaselineRecord? record = baseline.Find(checkpoint.Key);
            var comparisons = new List<Comparison>();
            foreach (Metric metric in runs[0].Metrics)
            {
                long[] values = [.. runs.Select(r => r.Find(checkpoint.Key)!.Values[metric] * metric.Scale)];
                bool masked = metric.Monotonic && runningMaximum.TryGetValue(metric, out long highest) && values[0] <= highest;
                runningMaximum[metric] = Math.Max(values[0], runningMaximum.GetValueOrDefault(metric));
                if (record is not null && record.Values.TryGetValue(metric, out long accepted))
                {
                    bool judged = baseline.Judges(metric) && IsJudged(metric, differing) && metric.Class == (only ?? metric.Class);
                    Comparison comparison = CompareMetric(metric, accepted * metric.Scale, values, baseline.ToleranceOf(metric), judged, masked);
                    if (comparison.Status == ComparisonStatus.Grew && masked && grownTo.TryGetValue(metric, out long named) && comparison.Current <= named)
                    {
                        comparison = comparison with { Status = ComparisonStatus.Masked };
                    }
                    else if (comparison.Status == ComparisonStatus.Grew)
                    {
                        grownTo[metric] = comparison.Current;
                    }

                    comparisons.Add(comparison);
                }
            }

            (Attribution before, Attribution now) = record is null ? (Attribution.Empty, Attribution.Empty)
                : ComparisonRow.WorstOf(comparisons)?.Metric switch
                {
                    { Unit: MetricUnit.Milliseconds } => (Attribution.Empty, Attribution.Empty),
                    { } metric when metric == Metric.PeakLiveBytes => (record.Peak, checkpoint.Peak),
                    _ => (record.Live, checkpoint.Live),
                };
            rows.Add(new ComparisonRow(
                checkpoint.Key,
                checkpoint.CircuitIndex,
                comparisons,
                Attribution.GrowthSince(before.Categories, now.Categories),
                Attribution.ZoneGrowthSince(before.Zones, now.Zones, known, present),
                checkpoint.Live.Categories,
                record?.Line ?? 0,
                record?.Column ?? 0));
        }

        return rows;
    }

    /// <summary>
    /// Judges the smallest of the runs: what every run reaches is not noise. When the smallest alone would pass while the largest would
    /// not, or the runs lie as far apart as the tolerance, nothing can be said.
    /// </summary>
    private static Comparison CompareMetric(Metric metric, long baseline, long[] values, Tolerance tolerance, bool judged, bool masked)
    {
        long allowed = tolerance.Allowed(baseline);
        long smallest = values.Min();
        long largest = values.Max();
        ComparisonStatus status = smallest - baseline > allowed ? ComparisonStatus.Grew
            : largest - baseline > allowed || (largest > smallest && largest - smallest >= allowed) ? ComparisonStatus.Inconclusive
            : baseline - largest > allowed ? ComparisonStatus.Shrank
            : ComparisonStatus.Within;
        if (!judged)
        {
            status = ComparisonStatus.Advisory;
        }
        else if (status == ComparisonStatus.Within && masked)
        {
            status = ComparisonStatus.Masked;
        }

        return new Comparison(metric, baseline, smallest, allowed, status, largest - smallest, Sample.HasTwoClusters(values));
    }

    /// <summary>One diagnostic a row and kind of finding: the metric with the largest difference in full, the others by their difference.</summary>
    private static IEnumerable<Diagnostic> Judge(string flow, ComparisonRow row, string path)
    {
        string place = $"{flow}: {row.Key.CircuitLabel} {row.Key.StageLabel}";
        string causes = string.Concat(row.Growth.Where(g => g.Value > 0).Take(3).Select(g => $"; {Amounts.Cause(g)}"))
            + string.Concat(row.ZoneGrowth.Where(g => g.Value > 0).Take(2).Select(g => $"; from {Amounts.Cause(g)}"));
        if (Describe(row, ComparisonStatus.Grew) is { } grown)
        {
            yield return new(DiagnosticCode.Grew, DiagnosticSeverity.Error, $"{place} grew: {grown}{causes}", path, row.Line, row.Column, row.Worst!.Delta);
        }
        else if (Describe(row, ComparisonStatus.Inconclusive) is { } unclear)
        {
            Comparison widest = row.Comparisons.Where(c => c.Status == ComparisonStatus.Inconclusive).MaxBy(c => c.Spread)!;
            string clusters = widest.IsInTwoClusters ? ", in two clusters" : "";
            string message = $"{place}: the runs lie {Amounts.Text(widest.Metric, widest.Spread)} apart{clusters}, too far to tell: {unclear}";
            yield return new(DiagnosticCode.Inconclusive, DiagnosticSeverity.Warning, message, path, row.Line, row.Column, widest.Spread);
        }
        else if (Describe(row, ComparisonStatus.Shrank) is { } shrunk)
        {
            string message = $"{place} is below its baseline, tighten it: {shrunk}";
            yield return new(DiagnosticCode.StaleBaseline, DiagnosticSeverity.Warning, message, path, row.Line, row.Column, -row.Worst!.Delta);
        }
    }

    private static string? Describe(ComparisonRow row, ComparisonStatus status)
    {
        Comparison[] found = [.. row.Comparisons.Where(c => c.Status == status).OrderByDescending(c => Math.Abs(c.Delta))];
        if (found.Length == 0)
        {
            return null;
        }

        Comparison worst = found[0];
        string others = string.Concat(found.Skip(1).Select(c => $", {c.Metric.Label} {Amounts.SignedText(c.Metric, c.Delta)}"));
        return $"{worst.Metric.Label} {Amounts.Text(worst.Metric, worst.Current)}, baseline {Amounts.Text(worst.Metric, worst.Accepted)}"
            + $" ({Amounts.SignedText(worst.Metric, worst.Delta)}, allowed {Amounts.Text(worst.Metric, worst.Allowed)}){others}";
    }

    private static Outcome Decide(List<Diagnostic> diagnostics) =>
        diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error) ? Outcome.Fail
        : diagnostics.Any(d => d.Code == DiagnosticCode.Inconclusive) ? Outcome.Inconclusive
        : diagnostics.Any(d => d.Code == DiagnosticCode.StaleBaseline) ? Outcome.Stale
        : Outcome.Pass;
}
