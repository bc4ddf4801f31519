using System.Globalization;
using System.Net;
using System.Text;
using Chonk.Gate.Profiles;
using Chonk.Gate.Texts;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Rendering;

/// <summary>
/// Memory over the checkpoints of a flow as SVG: live bytes stacked by category, the peak since the checkpoint before as a line, the
/// baseline's live bytes dashed over them, and the records that grew as dots. A plain metric is drawn where there are no categories.
/// </summary>
internal static class MemoryPlot
{
    private const double Width = 1100;
    private const double Height = 360;
    private const double Left = 64;
    private const double Right = 12;
    private const double Top = 14;
    private const double Bottom = 96;
    private const double LabelDistance = 14;

    private static readonly (string Name, string Colour)[] Palette =
    [
        ("wires", "#4e79a7"), ("selectors", "#f28e2b"), ("permutation", "#e15759"), ("tables", "#76b7b2"), ("witness_derived", "#59a14f"),
        ("sumcheck", "#edc948"), ("accumulator", "#b07aa1"), ("commitment_key", "#9c755f"), ("msm_scratch", "#ff9da7"), ("opening", "#86bcb6"),
        ("input", "#d4a6c8"), ("other", "#bab0ac"),
    ];

    internal static string Render(Verdict verdict)
    {
        Metric? metric = verdict.Rows.SelectMany(r => r.Comparisons).Select(c => c.Metric).Distinct()
            .OrderBy(m => m == Metric.LiveBytes ? 0 : m.Class == MetricClass.Exact ? 1 : 2).FirstOrDefault();
        if (metric is null || verdict.Rows.Count < 2)
        {
            return "";
        }

        string[] categories = metric != Metric.LiveBytes ? [] : [.. Categories(verdict)];
        double top = Math.Max(1, verdict.Rows.Max(r => r.Comparisons.Select(c => Math.Max(c.Current, c.Accepted) * (IsShown(c.Metric, metric) ? 1 : 0)).DefaultIfEmpty(0).Max()));
        double step = Step(top / (1 << 20)) * (1 << 20);
        top = Math.Ceiling(top / step) * step;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode($"{metric.Label} memory over the checkpoints of {verdict.Flow}")}\">\n");
        AppendAxes(svg, verdict, top, step);
        if (categories.Length > 0)
        {
            AppendStack(svg, verdict, categories, top);
        }
        else
        {
            AppendLine(svg, verdict, "peak", r => Value(r, metric)?.Current, top);
        }

        AppendLine(svg, verdict, "base", r => Value(r, metric)?.Accepted, top);
        if (metric == Metric.LiveBytes)
        {
            AppendLine(svg, verdict, "peak", r => Value(r, Metric.PeakLiveBytes)?.Current, top);
            AppendLine(svg, verdict, "base fine", r => Value(r, Metric.PeakLiveBytes)?.Accepted, top);
        }

        AppendHits(svg, verdict, metric, top);
        svg.Append("</svg>\n<div class=\"legend\">");
        foreach (string category in categories)
        {
            svg.Append($"<span><i style=\"background:{Colour(category)}\"></i>{WebUtility.HtmlEncode(category)}</span>");
        }

        string solid = metric == Metric.LiveBytes ? "peak since the checkpoint before" : metric.Label;
        return svg.Append($"<span>solid: {solid}</span><span>dashed: baseline, {metric.Label}</span>{(metric == Metric.LiveBytes ? "<span>dotted: baseline, peak</span>" : "")}</div>\n").ToString();
    }

    private static bool IsShown(Metric metric, Metric main) => metric == main || (main == Metric.LiveBytes && metric == Metric.PeakLiveBytes);

    private static IEnumerable<string> Categories(Verdict verdict) => verdict.Rows.SelectMany(r => r.Categories).Where(c => c.Value > 0)
        .Select(c => c.Key).Distinct(StringComparer.Ordinal).OrderBy(Rank).ThenBy(c => c, StringComparer.Ordinal);

    private static int Rank(string category)
    {
        int known = Array.FindIndex(Palette, p => p.Name == category);
        return known >= 0 ? known : Palette.Length;
    }

    private static string Colour(string category) => Palette[Math.Min(Rank(category), Palette.Length - 1)].Colour;

    private static Comparison? Value(ComparisonRow row, Metric metric) => row.Comparisons.FirstOrDefault(c => c.Metric == metric);

    private static double X(Verdict verdict, int row) => Left + ((row + 0.5) * (Width - Left - Right) / verdict.Rows.Count);

    private static double Y(double bytes, double top) => Top + ((Height - Top - Bottom) * (1 - (bytes / top)));

    /// <summary>A round distance between grid lines, 1, 2 or 5 times a power of ten MiB, for four to eight lines.</summary>
    private static double Step(double mebibytes)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(mebibytes, 0.001) / 4)));
        return (mebibytes / 4 / power) switch { < 2 => power, < 5 => 2 * power, _ => 5 * power };
    }

    private static void AppendAxes(StringBuilder svg, Verdict verdict, double top, double step)
    {
        for (double value = 0; value <= top * 1.0001; value += step)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value, top):0.0}\" y2=\"{Y(value, top):0.0}\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{Y(value, top) + 4:0.0}\" text-anchor=\"end\">{value / (1 << 20):0.##} MiB</text>\n");
        }

        double half = (Width - Left - Right) / verdict.Rows.Count / 2;
        int start = 0;
        double free = 0;
        for (int row = 1; row <= verdict.Rows.Count; row++)
        {
            if (row < verdict.Rows.Count && (verdict.Rows[row].Key with { Stage = "" }) == (verdict.Rows[start].Key with { Stage = "" }))
            {
                continue;
            }

            // Of hundreds of circuits, those that have room for a name; the others show theirs on hovering.
            double middle = (X(verdict, start) + X(verdict, row - 1)) / 2;
            if (middle >= free)
            {
                double x = X(verdict, start) - half;
                svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{x:0.0}\" x2=\"{x:0.0}\" y1=\"{Top}\" y2=\"{Height - Bottom + 8}\"/>");
                AppendLabel(svg, verdict.Rows[start].Key.CircuitLabel, middle, 2 * half * (row - start));
                free = middle + LabelDistance;
            }

            start = row;
        }
    }

    /// <summary>A circuit's name under its checkpoints: level where there is room for a dozen letters, else slanted.</summary>
    private static void AppendLabel(StringBuilder svg, string label, double middle, double room)
    {
        const double LetterWidth = 6.2;
        bool isLevel = room > 13 * LetterWidth;
        int letters = isLevel ? (int)(room / LetterWidth) - 1 : 20;
        string shown = label.Length > letters ? label[..((letters - 1) / 2)] + "…" + label[^(letters / 2)..] : label;
        string place = isLevel ? "text-anchor=\"middle\"" : "text-anchor=\"end\"";
        string slant = isLevel ? "" : " rotate(-38)";
        svg.Append(CultureInfo.InvariantCulture, $"<text transform=\"translate({middle:0.0} {Height - Bottom + 18}){slant}\" {place}>{WebUtility.HtmlEncode(shown)}</text>\n");
    }

    private static void AppendStack(StringBuilder svg, Verdict verdict, string[] categories, double top)
    {
        double[] below = new double[verdict.Rows.Count];
        foreach (string category in categories)
        {
            double[] above = [.. verdict.Rows.Select((r, i) => below[i] + r.Categories.GetValueOrDefault(category))];
            IEnumerable<string> up = above.Select((v, i) => Point(X(verdict, i), Y(v, top)));
            IEnumerable<string> down = below.Select((v, i) => Point(X(verdict, i), Y(v, top))).Reverse();
            svg.Append($"<polygon fill=\"{Colour(category)}\" fill-opacity=\".85\" points=\"{string.Join(' ', up.Concat(down))}\"/>\n");
            below = above;
        }
    }

    private static void AppendLine(StringBuilder svg, Verdict verdict, string style, Func<ComparisonRow, long?> value, double top)
    {
        IEnumerable<string> points = verdict.Rows.Select((r, i) => (Row: i, Bytes: value(r))).Where(p => p.Bytes is not null)
            .Select(p => Point(X(verdict, p.Row), Y(p.Bytes!.Value, top)));
        svg.Append($"<polyline class=\"{style}\" points=\"{string.Join(' ', points)}\"/>\n");
    }

    /// <summary>A strip a checkpoint, with a title that browsers show on hovering, and a dot where a record grew.</summary>
    private static void AppendHits(StringBuilder svg, Verdict verdict, Metric metric, double top)
    {
        double width = (Width - Left - Right) / verdict.Rows.Count;
        for (int i = 0; i < verdict.Rows.Count; i++)
        {
            ComparisonRow row = verdict.Rows[i];
            if (row.Comparisons.FirstOrDefault(c => c.Status == ComparisonStatus.Grew && IsShown(c.Metric, metric)) is { } grown)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"bad\" r=\"4.5\" cx=\"{X(verdict, i):0.0}\" cy=\"{Y(grown.Current, top):0.0}\"/>");
            }

            IEnumerable<string> lines = row.Comparisons.Select(c => $"{c.Metric.Label} {Amounts.Text(c.Metric, c.Current)} ({Amounts.SignedText(c.Metric, c.Delta)})")
                .Concat(row.Categories.Where(c => c.Value > 0).OrderByDescending(c => c.Value).Select(c => $"  {c.Key} {Amounts.Bytes(c.Value)}"));
            string title = WebUtility.HtmlEncode(string.Join('\n', lines.Prepend(row.Key.ToString())));
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"hit\" x=\"{X(verdict, i) - (width / 2):0.0}\" y=\"{Top}\" width=\"{width:0.0}\" height=\"{Height - Top - Bottom}\"><title>{title}</title></rect>\n");
        }
    }

    private static string Point(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{x:0.0},{y:0.0}");
}
