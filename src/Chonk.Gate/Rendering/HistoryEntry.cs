using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Chonk.Gate.Profiles;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Rendering;

/// <summary>
/// One commit's memory as one line of JSON, in the entries that benchmark dashboards read (<c>customSmallerIsBetter</c>): a value a circuit,
/// stage and metric, in MB of 2^20 bytes or in milliseconds, named <c>app-proving/FLOW/RUNTIME/INDEX_CIRCUIT_STAGE</c>.
/// </summary>
public static class HistoryEntry
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, string> StageLabels = new(StringComparer.Ordinal)
    {
        ["after_alloc"] = "0_alloc",
        ["after_trace"] = "1_trace",
        ["after_oink"] = "2_oink",
        ["after_sumcheck"] = "3_sumcheck",
        ["after_accumulate"] = "4_accumulate",
    };

    /// <summary>The line.</summary>
    /// <param name="verdicts">Verdicts of one build.</param>
    /// <param name="commit">Its commit.</param>
    /// <param name="date">Its instant.</param>
    /// <param name="runtime">Last part of the group's name: <c>native</c> or <c>wasm</c>.</param>
    /// <returns>JSON without a line end.</returns>
    public static string Line(IReadOnlyList<Verdict> verdicts, string commit, DateTimeOffset date, string runtime = "native")
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteStartObject("commit");
            json.WriteString("id", commit);
            json.WriteEndObject();
            json.WriteNumber("date", date.ToUnixTimeMilliseconds());
            json.WriteString("tool", "customSmallerIsBetter");
            json.WriteStartArray("benches");
            foreach (Verdict verdict in verdicts)
            {
                foreach (ComparisonRow row in verdict.Rows)
                {
                    WriteRow(json, $"app-proving/{verdict.Flow}/{runtime}", row);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The last part of an entry's name.</summary>
    /// <param name="row">A checkpoint.</param>
    /// <returns><c>03_name_2_oink</c>, or <c>03_after_oink</c> for a circuit without a name.</returns>
    public static string LabelOf(ComparisonRow row) => row.Key.Circuit.Length == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{row.CircuitIndex:00}_{row.Key.Stage}")
        : string.Create(CultureInfo.InvariantCulture, $"{row.CircuitIndex:00}_{row.Key.Circuit}_{StageLabels.GetValueOrDefault(row.Key.Stage, row.Key.Stage)}");

    private static void WriteRow(Utf8JsonWriter json, string path, ComparisonRow row)
    {
        foreach (Comparison comparison in row.Comparisons)
        {
            string group = comparison.Metric.Name[..comparison.Metric.Name.LastIndexOf('_')];
            json.WriteStartObject();
            json.WriteString("name", $"{path}/{group}/{LabelOf(row)}");
            json.WriteString("unit", comparison.Metric.Unit == MetricUnit.Bytes ? "MB" : "ms");
            if (comparison.Metric.Unit == MetricUnit.Milliseconds)
            {
                json.WriteNumber("value", comparison.Current);
            }
            else if (comparison.Metric.Class == MetricClass.Exact)
            {
                json.WriteNumber("value", Math.Round((decimal)comparison.Current / (1 << 20), 3));
            }
            else
            {
                json.WriteNumber("value", comparison.Current >> 20);
            }

            json.WriteString("extra", $"stacked:{path}/{group}_over_stages");
            json.WriteEndObject();
        }
    }
}
