using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Chonk.Gate.Profiles;

namespace Chonk.Gate.Baselines;

/// <summary>
/// Writes a baseline so that a review reads it: one line for each tolerance, change and record, fields in a fixed order, so that
/// equal baselines are equal bytes and a changed checkpoint is one changed line.
/// </summary>
public static class BaselineWriter
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a baseline file.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <returns>JSON with <c>\n</c> line ends and a final one.</returns>
    public static string Write(Baseline baseline)
    {
        var text = new StringBuilder();
        text.Append("{\n");
        Line(text, $"  \"schema\": {Baseline.Schema},\n");
        Line(text, $"  \"flow\": {Quote(baseline.Flow)},\n");
        string ceiling = baseline.MaximumMegabytes?.ToString(CultureInfo.InvariantCulture) ?? "null";
        Line(text, $"  \"max_mb\": {ceiling},\n");
        text.Append("  \"tolerances\": {\n");
        text.AppendJoin(",\n", Metric.All.Where(m => baseline.Tolerances.ContainsKey(m) || (baseline.Metrics.Contains(m) && !m.IsAdvisoryByDefault)).Select(m => ToleranceLine(m, baseline.ToleranceOf(m))));
        text.Append("\n  },\n  \"history\": [\n");
        text.AppendJoin(",\n", baseline.History.Select(ChangeLine));
        text.Append(baseline.History.Count == 0 ? "  ],\n" : "\n  ],\n");
        text.Append("  \"records\": [\n");
        text.AppendJoin(",\n", baseline.Records.Select(RecordLine));
        text.Append("\n  ]\n}\n");
        return text.ToString();
    }

    /// <summary>
    /// Writes a baseline file: first whole to a temporary file in the same folder, then moved over the old one, so that a killed
    /// process leaves the old or the new file and never a torn one.
    /// </summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="path">The file.</param>
    public static void WriteFile(Baseline baseline, string path) => AtomicFile.Write(path, Write(baseline));

    private static string ToleranceLine(Metric metric, Tolerance tolerance) => string.Create(
        CultureInfo.InvariantCulture,
        $"    {Quote(metric.Name)}: {{\"relative\": {tolerance.Relative}, {Quote(metric.AbsoluteField)}: {tolerance.Absolute}, \"evidence\": {Quote(tolerance.Evidence)}}}");

    private static string ChangeLine(BaselineChange change)
    {
        string facts = string.Join(", ", change.Fingerprint.Facts.Select(f => $"{Quote(f.Key)}: {Quote(f.Value)}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"    {{\"date\": {Quote(change.Date)}, \"kind\": {Quote(change.Kind)}, \"reason\": {Quote(change.Reason)}, \"commit\": {Quote(change.Commit)}, \"runs\": {change.Runs}, \"spread_bytes\": {change.SpreadBytes}, \"peak_bytes\": {change.PeakBytes}, \"fingerprint\": {{{facts}}}}}");
    }

    private static string RecordLine(BaselineRecord record)
    {
        var fields = new List<string> { $"\"circuit\": {Quote(record.Key.Circuit)}" };
        if (record.Key.Occurrence > 0)
        {
            fields.Add(string.Create(CultureInfo.InvariantCulture, $"\"occurrence\": {record.Key.Occurrence}"));
        }

        fields.Add($"\"stage\": {Quote(record.Key.Stage)}");
        foreach (Metric metric in Metric.All)
        {
            if (record.Values.TryGetValue(metric, out long value))
            {
                fields.Add(string.Create(CultureInfo.InvariantCulture, $"{Quote(metric.Name)}: {value}"));
            }
        }

        AddBytes(fields, MetricFields.Categories, record.Live.Categories);
        AddBytes(fields, MetricFields.Zones, record.Live.Zones);
        if (!record.Peak.HasSameBytes(record.Live))
        {
            AddBytes(fields, MetricFields.PeakCategories, record.Peak.Categories);
            AddBytes(fields, MetricFields.PeakZones, record.Peak.Zones);
        }

        return $"    {{{string.Join(", ", fields)}}}";
    }

    private static void AddBytes(List<string> fields, string name, IReadOnlyDictionary<string, long> bytes)
    {
        if (bytes.Count > 0)
        {
            IEnumerable<string> pairs = bytes.OrderBy(c => c.Key, StringComparer.Ordinal)
                .Select(c => string.Create(CultureInfo.InvariantCulture, $"{Quote(c.Key)}: {c.Value}"));
            fields.Add($"{Quote(name)}: {{{string.Join(", ", pairs)}}}");
        }
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture));

    private static string Quote(string text) => JsonSerializer.Serialize(text, Plain);
}
