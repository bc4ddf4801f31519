using System.Text;
using Chonk.Gate.Diagnostics;
using Chonk.Gate.Json;
using Chonk.Gate.Profiles;
using Chonk.Gate.Texts;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Rendering;

/// <summary>A verdict as plain text: one line always, and for a failure what is outside and what to do about it.</summary>
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

        return $"memory gate: {flow}: peak {Amounts.Bytes(verdict.PeakBytes)} {PeakLabel(verdict.Headline)} in {verdict.PeakAt}"
            + $"{change}{Stages(verdict)}, {verdict.Rows.Count} checkpoints: {Word(verdict.Outcome)}";
    }

    /// <summary>The report for a terminal: line, differences in shape, the worst ten records, drift, and the command that answers it.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="width">Most characters a line of the table may have.</param>
    /// <param name="restIn">The file that has every record; empty to name none.</param>
    /// <returns>Lines with <c>\n</c> ends.</returns>
    public static string Render(Verdict verdict, int width = 120, string restIn = "") => Render(verdict, width, WorstShown, restIn).ToString();

    /// <summary>The report for a file: the same with every record outside, every name in full, and then every checkpoint.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>Lines with <c>\n</c> ends.</returns>
    public static string RenderWhole(Verdict verdict)
    {
        StringBuilder text = Render(verdict, TextTable.Unlimited, int.MaxValue, "");
        if (verdict.Rows.Count > 0)
        {
            text.Append("\n  every checkpoint, with its change since the baseline\n").Append(Checkpoints(verdict).Render(TextTable.Unlimited));
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
    /// <param name="inFull">Whether long names are given in full.</param>
    /// <returns>The text.</returns>
    internal static string Causes(IReadOnlyList<KeyValuePair<string, long>> growth, int count, bool inFull = false) =>
        string.Join(", ", growth.Where(g => g.Value > 0).Take(count).Select(g => Amounts.Cause(g, inFull)));

    /// <summary>
    /// What is to be said beside the tables of circuits and records: every other diagnostic with its code, the largest of each code, and
    /// with its place where it is an error.
    /// </summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="count">Most of one code.</param>
    /// <param name="root">Folder that paths are made relative to; empty to leave them.</param>
    /// <param name="restIn">The file that has them all; empty to name none.</param>
    /// <returns>One line each.</returns>
    internal static IEnumerable<string> Remarks(Verdict verdict, int count, string root = "", string restIn = "") => verdict.WorstDiagnostics(count, restIn)
        .Where(d => d.Code is not (DiagnosticCode.Grew or DiagnosticCode.ShapeChanged) && (d.Code != DiagnosticCode.StaleBaseline || d.Magnitude == long.MaxValue))
        .Select(d => d.Severity != DiagnosticSeverity.Error || d.File is null ? $"{d.Code} {d.Message}"
            : (d with { File = ReportPaths.Relative(d.File, root) }).ToString());

    /// <summary>The first of some lines, and how many more there are.</summary>
    /// <param name="lines">Lines.</param>
    /// <param name="count">Most lines to give.</param>
    /// <param name="restIn">The file that has them all; empty to name none.</param>
    /// <returns>At most one line more than <paramref name="count"/>.</returns>
    internal static IEnumerable<string> First(IReadOnlyList<string> lines, int count, string restIn = "") =>
        lines.Count <= count ? lines : lines.Take(count).Append(Amounts.More(lines.Count - count, "difference", restIn));

    /// <summary>Where growth begins, when that is not where it is largest; else empty.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="inFull">Whether long names are given in full.</param>
    /// <returns>One sentence.</returns>
    internal static string Beginning(Verdict verdict, bool inFull = false) => First(verdict) is { } first
        ? $"growth begins at {Name(first, inFull)}: what is held from there stays in every later checkpoint"
        : "";

    /// <summary>How far the peak has moved since a person last gave a reason; empty when that is not known.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>One line.</returns>
    internal static string Drift(Verdict verdict) => verdict.JustifiedPeakBytes > 0 && verdict.JustifiedReason.Length > 0
        ? $"since the last reason given ({JsonParser.OneLine(verdict.JustifiedReason)}): peak {Amounts.SignedBytes(verdict.PeakBytes - verdict.JustifiedPeakBytes)}"
        : "";

    /// <summary>Which profiles were judged.</summary>
    /// <param name="verdict">A verdict of at least one file.</param>
    /// <param name="root">Folder that paths are made relative to; empty to leave them.</param>
    /// <returns>The path of the first, and how many more there are.</returns>
    internal static string Profiles(Verdict verdict, string root) => ReportPaths.Relative(verdict.ProfilePaths[0], root)
        + (verdict.ProfilePaths.Count == 1 ? "" : $", and {verdict.ProfilePaths.Count - 1} more of the same build");

    /// <summary>The largest of the records outside their tolerance, in the order of the flow, and how many more there are.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="width">Most characters a line may have.</param>
    /// <param name="count">Most records to give.</param>
    /// <param name="before">What the accepted value is called.</param>
    /// <param name="now">What the current value is called.</param>
    /// <param name="restIn">The file that has them all; empty to name none.</param>
    /// <returns>Lines with <c>\n</c> ends; empty when no record is outside.</returns>
    internal static string Outside(
        Verdict verdict, int width, int count = WorstShown, string before = "baseline", string now = "now", string restIn = "")
    {
        bool inFull = width == TextTable.Unlimited;
        var table = new TextTable("circuit:stage", "metric", before, now, "change", "allowed", "mostly");
        foreach (ComparisonRow row in verdict.Worst(count))
        {
            Comparison worst = row.Worst!;
            table.Add(
                Name(row, inFull),
                worst.Metric.Label,
                Amounts.Text(worst.Metric, worst.Accepted),
                Amounts.Text(worst.Metric, worst.Current),
                Amounts.SignedText(worst.Metric, worst.Delta),
                Amounts.Text(worst.Metric, worst.Allowed),
                Cause(row, inFull));
        }

        int rest = verdict.Outside().Count() - count;
        return table.Render(width) + (rest > 0 ? $"  {Amounts.More(rest, "checkpoint", restIn)}\n" : "");
    }

    private static StringBuilder Render(Verdict verdict, int width, int count, string restIn)
    {
        bool inFull = width == TextTable.Unlimited;
        var text = new StringBuilder();
        void Say(string line) => text.Append("  ").Append(line).Append('\n');
        text.Append(Line(verdict)).Append('\n');
        if (verdict.ProfilePaths.Count > 0)
        {
            Say("profile: " + Profiles(verdict, ""));
        }

        foreach (string change in First(verdict.ShapeChanges, count, restIn))
        {
            Say(change);
        }

        ComparisonRow[] outside = [.. verdict.Outside()];
        if (outside.Length > 0)
        {
            text.Append(Outside(verdict, width, count, restIn: restIn));
            if (Causes(outside[0].ZoneGrowth, 2, inFull) is { Length: > 0 } zones)
            {
                Say($"{Name(outside[0], inFull)} grew from {zones}");
            }

            if (Beginning(verdict, inFull) is { Length: > 0 } beginning)
            {
                Say(beginning);
            }
        }

        foreach (string remark in Remarks(verdict, count, restIn: restIn))
        {
            Say(remark);
        }

        if (Drift(verdict) is { Length: > 0 } drift)
        {
            Say(drift);
        }

        if (verdict.Remedy is { } remedy)
        {
            Say($"{remedy.Purpose}: {remedy.Command}");
        }

        return text;
    }

    private static TextTable Checkpoints(Verdict verdict)
    {
        Metric[] metrics = [.. Metric.All.Where(m => verdict.Rows.Any(r => r.Comparisons.Any(c => c.Metric == m)))];
        var table = new TextTable(["circuit:stage", .. metrics.SelectMany(m => new[] { m.Label, "change" })]);
        foreach (ComparisonRow row in verdict.Rows)
        {
            table.Add([row.Key.FullLabel, .. metrics.SelectMany(m => row.Comparisons.FirstOrDefault(c => c.Metric == m) is { } found
                ? new[] { Amounts.Text(m, found.Current), found.Delta == 0 ? "=" : Amounts.SignedText(m, found.Delta) }
                : ["", ""])]);
        }

        return table;
    }

    private static string Name(ComparisonRow row, bool inFull) => inFull ? row.Key.FullLabel : row.Key.ToString();

    /// <summary>Where growth or shrinkage is largest and, if that is not where growth begins, where it does.</summary>
    private static string Stages(Verdict verdict)
    {
        string Stage(string which, ComparisonRow row) =>
            $", {which} stage {row.Key} {Amounts.SignedText(row.Worst!.Metric, row.Worst.Delta)} {row.Worst.Metric.Label}";
        return verdict.Outside().FirstOrDefault() is not { } worst ? ""
            : Stage("worst", worst) + (First(verdict) is { } first ? Stage("first", first) : "");
    }

    private static ComparisonRow? First(Verdict verdict) => verdict.FirstGrown() is { } first && first != verdict.Outside().First() ? first : null;

    /// <summary>The metric after the word "peak".</summary>
    private static string PeakLabel(Metric metric) => metric.Label.Replace("peak ", "", StringComparison.Ordinal);

    private static string Cause(ComparisonRow row, bool inFull)
    {
        KeyValuePair<string, long>? largest = row.Worst!.Delta >= 0
            ? row.Growth.Where(g => g.Value > 0).Cast<KeyValuePair<string, long>?>().FirstOrDefault()
            : row.Growth.Where(g => g.Value < 0).Cast<KeyValuePair<string, long>?>().LastOrDefault();
        return largest is { } cause ? Amounts.Cause(cause, inFull) : "";
    }
}
