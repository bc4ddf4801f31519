using System.Globalization;
using System.Net;
using System.Text;
using Chonk.Gate.Profiles;
using Chonk.Gate.Texts;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Rendering;

/// <summary>Verdicts as one page without anything from elsewhere: no script, style, font or picture is loaded.</summary>
public static class HtmlReport
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1b1f24;--dim:#59636e;--page:#fff;--panel:#f6f8fa;--line:#d1d9e0;--bad:#cf222e;--good:#1a7f37;--warn:#9a6700}
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--dim:#9198a1;--page:#0d1117;--panel:#151b23;--line:#3d444d;--bad:#ff7b72;--good:#56d364;--warn:#e3b341}}
        *{box-sizing:border-box}body{margin:0 auto;padding:24px;max-width:1180px;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
        h1{font-size:22px;margin:0 0 4px}h2{font-size:18px;margin:36px 0 4px}p{margin:4px 0}.dim{color:var(--dim)}
        .badge{display:inline-block;padding:1px 10px;border-radius:10px;font-size:13px;font-weight:600;border:1px solid}.fail{color:var(--bad)}.pass{color:var(--good)}.warn{color:var(--warn)}
        svg{display:block;width:100%;height:auto;margin:12px 0 4px;background:var(--panel);border:1px solid var(--line);border-radius:6px}
        svg text{fill:var(--dim);font:11px system-ui,sans-serif}svg .grid{stroke:var(--line);stroke-width:1}svg .base{stroke:var(--ink);stroke-width:1.6;fill:none;stroke-dasharray:5 4}
        svg .fine{stroke-width:1.2;stroke-dasharray:1.5 3}svg .peak{stroke:var(--ink);stroke-width:1.4;fill:none}svg .hit{fill:transparent}svg .hit:hover{fill:var(--ink);fill-opacity:.08}svg .bad{fill:var(--bad)}
        .legend{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:13px;color:var(--dim)}.legend i{display:inline-block;width:12px;height:12px;margin-right:5px;vertical-align:-1px;border-radius:2px}
        .scroll{overflow-x:auto}table{border-collapse:collapse;margin:10px 0;font-size:13px;font-variant-numeric:tabular-nums}th,td{padding:3px 7px;border-bottom:1px solid var(--line);text-align:right;vertical-align:top;white-space:nowrap}
        th:nth-child(-n+2),td:nth-child(-n+2),td.text,th.text{text-align:left}tr.fail td{color:var(--bad)}tr.warn td{color:var(--warn)}code{background:var(--panel);padding:1px 5px;border-radius:4px}
        td.text,td:first-child{white-space:normal;overflow-wrap:anywhere;min-width:120px}small{display:block;color:var(--dim)}tr.fail small,tr.warn small{color:inherit}summary{cursor:pointer;color:var(--dim);margin-top:8px}
        """;

    /// <summary>The page.</summary>
    /// <param name="verdicts">The verdicts.</param>
    /// <param name="root">Folder that paths are made relative to; empty to leave them.</param>
    /// <returns>HTML.</returns>
    public static string Render(IReadOnlyList<Verdict> verdicts, string root = "")
    {
        var text = new StringBuilder();
        text.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
            .Append("<title>Memory gate</title><style>").Append(Style).Append("</style></head><body>\n<h1>Memory gate</h1>\n");
        int accepted = verdicts.Count(v => v.IsAccepted);
        text.Append(CultureInfo.InvariantCulture, $"<p class=\"dim\">{accepted} of {verdicts.Count} flows within their baselines</p>\n");
        foreach (Verdict verdict in verdicts)
        {
            AppendFlow(text, verdict, root);
        }

        return text.Append("</body></html>\n").ToString();
    }

    private static void AppendFlow(StringBuilder text, Verdict verdict, string root)
    {
        string tone = verdict.Outcome switch { Outcome.Pass => "pass", Outcome.Stale or Outcome.Inconclusive => "warn", _ => "fail" };
        text.Append($"<section id=\"{Escape(verdict.Flow)}\"><h2>{Escape(verdict.Flow)} <span class=\"badge {tone}\">{TextReport.Word(verdict.Outcome)}</span></h2>\n");
        if (verdict.Headline is not null)
        {
            text.Append($"<p>{verdict.Headline.Label} at most <b>{Amounts.Bytes(verdict.PeakBytes)}</b>, in {Escape(verdict.PeakAt.ToString())}");
            if (verdict.BaselinePeakBytes > 0)
            {
                text.Append($"; baseline {Amounts.Bytes(verdict.BaselinePeakBytes)}");
            }

            text.Append(verdict.MaximumMegabytes is { } maximum ? string.Create(CultureInfo.InvariantCulture, $"; ceiling {maximum} MiB</p>\n") : "</p>\n");
        }

        if (TextReport.Drift(verdict) is { Length: > 0 } drift)
        {
            text.Append($"<p class=\"dim\">{Escape(drift)}</p>\n");
        }

        if (verdict.ProfilePaths.Count > 0)
        {
            text.Append($"<p class=\"dim\">profile: {Escape(TextReport.Profiles(verdict, root))}</p>\n");
        }

        text.Append(MemoryPlot.Render(verdict));
        foreach (string change in verdict.ShapeChanges)
        {
            text.Append($"<p>{Escape(change)}</p>\n");
        }

        foreach (string remark in TextReport.Remarks(verdict, int.MaxValue, root))
        {
            text.Append($"<p>{Escape(remark)}</p>\n");
        }

        ComparisonRow[] outside = [.. verdict.Outside()];
        if (outside.Length > 0)
        {
            text.Append("<h3>Outside the tolerance</h3>\n");
            AppendTable(text, verdict.Worst(TextReport.WorstShown), verdict);
            if (outside.Length > TextReport.WorstShown)
            {
                text.Append($"<p>{Amounts.More(outside.Length - TextReport.WorstShown, "checkpoint")}: among all checkpoints, below</p>\n");
            }

            if (TextReport.Beginning(verdict) is { Length: > 0 } beginning)
            {
                text.Append($"<p>{Escape(beginning)}</p>\n");
            }
        }

        if (verdict.Remedy is { } remedy)
        {
            text.Append($"<p>{Escape(remedy.Purpose)}: <code>{Escape(remedy.Command)}</code></p>\n");
        }

        if (verdict.Rows.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"<details><summary>All {verdict.Rows.Count} checkpoints</summary>\n");
            AppendTable(text, verdict.Rows, verdict);
            text.Append("</details>\n");
        }

        text.Append("</section>\n");
    }

    private static void AppendTable(StringBuilder text, IReadOnlyList<ComparisonRow> rows, Verdict verdict)
    {
        Metric[] metrics = [.. Metric.All.Where(m => verdict.Rows.Any(r => r.Comparisons.Any(c => c.Metric == m)))];
        text.Append("<div class=\"scroll\"><table><thead><tr><th>circuit</th><th>stage</th><th class=\"text\">categories that grew</th><th class=\"text\">from zones</th>");
        foreach (Metric metric in metrics)
        {
            text.Append($"<th>{metric.Label}<small>change</small></th>");
        }

        text.Append("</tr></thead><tbody>\n");
        foreach (ComparisonRow row in rows)
        {
            string tone = row.Comparisons.Any(c => c.Status == ComparisonStatus.Grew) ? " class=\"fail\""
                : row.Comparisons.Any(c => c.Status is ComparisonStatus.Shrank or ComparisonStatus.Inconclusive) ? " class=\"warn\"" : "";
            text.Append($"<tr{tone}><td>{Escape(row.Key.CircuitLabel).Replace(":", ":<wbr>", StringComparison.Ordinal)}</td><td>{Escape(row.Key.StageLabel)}</td>")
                .Append($"<td class=\"text\">{Causes(row.Growth, 3)}</td><td class=\"text\">{Causes(row.ZoneGrowth, 2)}</td>");
            foreach (Metric metric in metrics)
            {
                Comparison? comparison = row.Comparisons.FirstOrDefault(c => c.Metric == metric);
                string note = comparison?.Status switch { ComparisonStatus.Masked => "<small>masked</small>", ComparisonStatus.Advisory => "<small>advisory</small>", _ => "" };
                text.Append(comparison is null
                    ? "<td></td>"
                    : $"<td>{Amounts.Text(metric, comparison.Current)}<small>{(comparison.Delta == 0 ? "=" : Amounts.SignedText(metric, comparison.Delta))}</small>{note}</td>");
            }

            text.Append("</tr>\n");
        }

        text.Append("</tbody></table></div>\n");
        AppendExplanation(text, rows, ComparisonStatus.Masked, "masked: not above an earlier checkpoint's value of a metric that never falls, so growth of this stage alone would not show");
        AppendExplanation(text, rows, ComparisonStatus.Advisory, verdict.AdvisoryBecause.Count == 0
            ? "advisory: shown and not judged, the baseline holds no tolerance for it"
            : $"advisory: shown and not judged, the baseline was taken with another {string.Join(", ", verdict.AdvisoryBecause)}, or holds no tolerance for it");
    }

    /// <summary>What grew most; an amount stays on one line with its unit.</summary>
    private static string Causes(IReadOnlyList<KeyValuePair<string, long>> growth, int count) => Escape(TextReport.Causes(growth, count))
        .Replace(" KiB", "&#160;KiB", StringComparison.Ordinal).Replace(" MiB", "&#160;MiB", StringComparison.Ordinal).Replace(" GiB", "&#160;GiB", StringComparison.Ordinal);

    private static void AppendExplanation(StringBuilder text, IReadOnlyList<ComparisonRow> rows, ComparisonStatus status, string sentence)
    {
        if (rows.Any(r => r.Comparisons.Any(c => c.Status == status)))
        {
            text.Append($"<p class=\"dim\">{Escape(sentence)}</p>\n");
        }
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
