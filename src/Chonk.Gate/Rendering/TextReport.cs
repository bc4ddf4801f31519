using System.Text;
using Chonk.Gate.Diagnostics;
using Chonk.Gate.Json;
using Chonk.Gate.Profiles;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Rendering;

/// <summary>A verdict as plain text: one line always, and for a failure what is outside and how to accept it.</summary>
public static class TextReport
{
    /// <summary>Records shown before the rest is only counted.</summary>
    public const int WorstShown = 10;

    /// <summary>The gate's one line a flow.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>Flow, peak and its place, change since the baseline, verdict.</returns>
    public static string Line(Verdict verdict)
    {
        string flow = JsonParser.OneLine(verdict.Flow);
        if (verdict.Headline is null)
        {
            return $"memory gate: {flow}: {Word(verdict.Outcome)}";
        }

        string change = "";
        if (verdict.BaselinePeakBytes > 0)
        {
            double share = (double)(verdict.PeakBytes - verdict.BaselinePeakBytes) / verdict.BaselinePeakBytes;
            change = $", {Amounts.SignedPercent(share)} since the baseline";
        }

        ComparisonRow? worst = verdict.Outside().FirstOrDefault();
        string stage = worst is null ? "" : $", worst stage {worst.Key} {Amounts.SignedText(worst.Worst!.Metric, worst.Worst.Delta)} {worst.Worst.Metric.Label}";
        return $"memory gate: {flow}: peak {Amounts.Bytes(verdict.PeakBytes)} {PeakLabel(verdict.Headline)} in {verdict.PeakAt}"
            + $"{change}{stage}, {verdict.Rows.Count} checkpoints: {Word(verdict.Outcome)}";
    }

    /// <summary>The whole report: line, differences in shape, the worst ten records, drift, and the command that accepts.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="width">Most characters a line of the table may have.</param>
    /// <param name="acceptCommand">The command to quote for accepting.</param>
    /// <returns>Lines with <c>\n</c> ends.</returns>
    public static string Render(Verdict verdict, int width = 120, string acceptCommand = GateCheck.AcceptCommand)
    {
        var text = new StringBuilder();
        text.Append(Line(verdict)).Append('\n');
        foreach (string change in Worst(verdict.ShapeChanges))
        {
            text.Append("  ").Append(change).Append('\n');
        }

        ComparisonRow[] outside = [.. verdict.Outside()];
        if (outside.Length > 0)
        {
            var table = new TextTable("circuit:stage", "metric", "baseline", "now", "change", "allowed", "mostly");
            foreach (ComparisonRow row in outside.Take(WorstShown))
            {
                Comparison worst = row.Worst!;
                table.Add(
                    row.Key.ToString(),
                    worst.Metric.Label,
                    Amounts.Text(worst.Metric, worst.Accepted),
                    Amounts.Text(worst.Metric, worst.Current),
                    Amounts.SignedText(worst.Metric, worst.Delta),
                    Amounts.Text(worst.Metric, worst.Allowed),
                    Cause(row));
            }

            text.Append(table.Render(width));
            if (outside.Length > WorstShown)
            {
                text.Append("  and ").Append(outside.Length - WorstShown).Append(" more\n");
            }

            if (Causes(outside[0].ZoneGrowth, 2) is { Length: > 0 } zones)
            {
                text.Append("  ").Append(outside[0].Key).Append(" grew from ").Append(zones).Append('\n');
            }
        }

        foreach (string remark in Remarks(verdict))
        {
            text.Append("  ").Append(remark).Append('\n');
        }

        if (Drift(verdict) is { Length: > 0 } drift)
        {
            text.Append("  ").Append(drift).Append('\n');
        }

        if (verdict.Outcome == Outcome.Fail)
        {
            text.Append("  to accept: ").Append(acceptCommand).Append('\n');
        }
        else if (verdict.Outcome == Outcome.Stale)
        {
            text.Append("  to tighten: chonk gate tighten\n");
        }

        return text.ToString();
    }

    /// <summary>An outcome in the words of every report.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>A word or three.</returns>
    public static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Pass => "pass",
        Outcome.Stale => "pass, baseline stale",
        Outcome.Inconclusive => "inconclusive",
        Outcome.Fail => "FAIL",
        Outcome.MissingBaseline => "FAIL, no baseline",
        Outcome.MissingProfile => "FAIL, no current profile",
        _ => "ERROR",
    };

    /// <summary>What grew most, as <c>name +1.00 MiB, other +2.0 KiB</c>; empty when nothing did.</summary>
    /// <param name="growth">Names and differences in bytes, the largest first.</param>
    /// <param name="count">Most names to give.</param>
    /// <returns>The text.</returns>
    internal static string Causes(IReadOnlyList<KeyValuePair<string, long>> growth, int count) =>
        string.Join(", ", growth.Where(g => g.Value > 0).Take(count).Select(Amounts.Cause));

    /// <summary>
    /// What is to be said beside the tables of circuits and records: every other diagnostic with its code, the first ten of each code.
    /// </summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>One line each.</returns>
    internal static IEnumerable<string> Remarks(Verdict verdict) => verdict.Diagnostics
        .Where(d => d.Code is not (DiagnosticCode.Grew or DiagnosticCode.ShapeChanged) && (d.Code != DiagnosticCode.StaleBaseline || d.Line == 0))
        .GroupBy(d => d.Code)
        .SelectMany(g => Worst([.. g.Select(d => $"{d.Code} {d.Message}")]));

    /// <summary>The first ten of some lines, and how many more there are.</summary>
    /// <param name="lines">Lines, the worst first.</param>
    /// <returns>At most eleven lines.</returns>
    internal static IEnumerable<string> Worst(IReadOnlyList<string> lines) =>
        lines.Count <= WorstShown ? lines : lines.Take(WorstShown).Append($"and {lines.Count - WorstShown} more");

    /// <summary>How far the peak has moved since a person last gave a reason; empty when that is not known.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>One line.</returns>
    internal static string Drift(Verdict verdict) => verdict.JustifiedPeakBytes > 0 && verdict.JustifiedReason.Length > 0
        ? $"since the last reason given ({JsonParser.OneLine(verdict.JustifiedReason)}): peak {Amounts.SignedBytes(verdict.PeakBytes - verdict.JustifiedPeakBytes)}"
        : "";

    /// <summary>The metric after the word "peak".</summary>
    private static string PeakLabel(Metric metric) => metric.Label.Replace("peak ", "", StringComparison.Ordinal);

    private static string Cause(ComparisonRow row)
    {
        KeyValuePair<string, long>? largest = row.Worst!.Delta >= 0
            ? row.Growth.Where(g => g.Value > 0).Cast<KeyValuePair<string, long>?>().FirstOrDefault()
            : row.Growth.Where(g => g.Value < 0).Cast<KeyValuePair<string, long>?>().LastOrDefault();
        return largest is { } cause ? Amounts.Cause(cause) : "";
    }
}
