using System.Text;
using Chonk.Gate.Texts;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Rendering;

/// <summary>Verdicts as GitHub-flavoured Markdown, for a job summary or a comment.</summary>
public static class MarkdownReport
{
    /// <summary>A section with one table over the flows and, for each flow that has any, a table of the records outside.</summary>
    /// <param name="verdicts">The verdicts.</param>
    /// <param name="root">Folder that paths are made relative to; empty to leave them.</param>
    /// <returns>Markdown.</returns>
    public static string Render(IReadOnlyList<Verdict> verdicts, string root = "")
    {
        var text = new StringBuilder("## Memory gate\n\n| flow | verdict | peak | where | since the baseline | checkpoints |\n|---|---|---:|---|---:|---:|\n");
        foreach (Verdict verdict in verdicts)
        {
            string change = verdict.BaselinePeakBytes > 0
                ? Amounts.SignedPercent((double)(verdict.PeakBytes - verdict.BaselinePeakBytes) / verdict.BaselinePeakBytes)
                : "";
            string peak = verdict.Headline is null ? "" : $"{Amounts.Bytes(verdict.PeakBytes)} {verdict.Headline.Label}";
            string place = verdict.Headline is null ? "" : verdict.PeakAt.ToString();
            text.Append($"| {Cell(verdict.Flow)} | {TextReport.Word(verdict.Outcome)} | {peak} | {Text(place)} | {change} | {verdict.Rows.Count} |\n");
        }

        foreach (Verdict verdict in verdicts)
        {
            AppendDetails(text, verdict, root);
        }

        return text.Append('\n').ToString();
    }

    private static void AppendDetails(StringBuilder text, Verdict verdict, string root)
    {
        ComparisonRow[] outside = [.. verdict.Outside()];
        string[] remarks = [.. TextReport.Remarks(verdict, TextReport.WorstShown, root)];
        if (verdict.IsAccepted && outside.Length == 0 && remarks.Length == 0)
        {
            return;
        }

        text.Append($"\n### {Cell(verdict.Flow)}\n\n");
        foreach (string change in TextReport.First(verdict.ShapeChanges, TextReport.WorstShown))
        {
            text.Append($"- {Text(change)}\n");
        }

        if (outside.Length > 0)
        {
            text.Append("\n| circuit | stage | metric | baseline | now | change | allowed | categories | from zones |\n|---|---|---|---:|---:|---:|---:|---|---|\n");
            foreach (ComparisonRow row in verdict.Worst(TextReport.WorstShown))
            {
                Comparison worst = row.Worst!;
                text.Append($"| {Cell(row.Key.CircuitLabel)} | {Cell(row.Key.StageLabel)} | {worst.Metric.Label} | {Amounts.Text(worst.Metric, worst.Accepted)} ")
                    .Append($"| {Amounts.Text(worst.Metric, worst.Current)} | {Amounts.SignedText(worst.Metric, worst.Delta)} | {Amounts.Text(worst.Metric, worst.Allowed)} ")
                    .Append($"| {Text(TextReport.Causes(row.Growth, 3))} | {Text(TextReport.Causes(row.ZoneGrowth, 2))} |\n");
            }

            if (outside.Length > TextReport.WorstShown)
            {
                text.Append($"\n{Amounts.More(outside.Length - TextReport.WorstShown, "checkpoint")}; the page that `--html` writes has them all.\n");
            }

            if (TextReport.Beginning(verdict) is { Length: > 0 } beginning)
            {
                text.Append($"\n{Text(beginning)}\n");
            }
        }

        foreach (string remark in remarks)
        {
            text.Append($"\n{Text(remark)}\n");
        }

        if (TextReport.Drift(verdict) is { Length: > 0 } drift)
        {
            text.Append($"\n{Text(drift)}\n");
        }

        if (verdict.Remedy is { } remedy)
        {
            text.Append($"\n{remedy.Purpose}: `{remedy.Command}`\n");
        }
    }

    /// <summary>Text of circuits and flows is not ours: nothing of it may become markup.</summary>
    private static string Cell(string text) => Text(Json.JsonParser.ShortName(text));

    private static string Text(string text) => Json.JsonParser.OneLine(text)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("`", "\\`", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal)
        .Replace("@", "&#64;", StringComparison.Ordinal);
}
