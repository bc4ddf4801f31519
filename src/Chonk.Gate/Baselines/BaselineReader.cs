using Chonk.Gate.Fingerprints;
using Chonk.Gate.Json;
using Chonk.Gate.Profiles;

namespace Chonk.Gate.Baselines;

/// <summary>
/// Reads <c>baselines/FLOW.verified.json</c>. Unlike a profile, a baseline is written by this tool and by hand, so an unknown
/// field is a mistake and is refused.
/// </summary>
public static class BaselineReader
{
    private static readonly string[] RootFields = ["schema", "flow", "max_mb", "tolerances", "history", "records"];
    private static readonly string[] ChangeFields = ["date", "kind", "reason", "commit", "runs", "spread_bytes", "peak_bytes", "fingerprint"];
    private static readonly string[] RecordFields =
    [
        "circuit", "occurrence", "stage", .. Metric.All.Select(m => m.Name),
        MetricFields.Categories, MetricFields.Zones, MetricFields.PeakCategories, MetricFields.PeakZones,
    ];

    /// <summary>Reads a baseline file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="baseline">The baseline, when the result is <see langword="true"/>.</param>
    /// <param name="fault">The reason and place, when the result is <see langword="false"/>.</param>
    /// <returns>Whether the file is a baseline.</returns>
    public static bool TryReadFile(string path, out Baseline? baseline, out JsonFault? fault)
    {
        baseline = null;
        return JsonParser.TryReadFile(path, out JsonValue? root, out fault) && TryRead(root!, out baseline, out fault);
    }

    /// <summary>Reads a baseline from UTF-8 bytes.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="baseline">The baseline, when the result is <see langword="true"/>.</param>
    /// <param name="fault">The reason and place, when the result is <see langword="false"/>.</param>
    /// <returns>Whether the bytes are a baseline.</returns>
    public static bool TryRead(ReadOnlySpan<byte> utf8, out Baseline? baseline, out JsonFault? fault)
    {
        baseline = null;
        return JsonParser.TryParse(utf8, out JsonValue? root, out fault) && TryRead(root!, out baseline, out fault);
    }

    private static bool TryRead(JsonValue root, out Baseline? baseline, out JsonFault? fault)
    {
        baseline = null;
        if (!IsObjectOf(root, RootFields, "a baseline", out fault))
        {
            return false;
        }

        if (root["schema"]?.Integer != Baseline.Schema)
        {
            fault = Fault(root["schema"] ?? root, $"'schema' must be {Baseline.Schema}");
        }
        else if (root["flow"] is not { Kind: JsonKind.String, Text.Length: > 0 })
        {
            fault = Fault(root["flow"] ?? root, "'flow' must be the name of the flow");
        }
        else if (root["max_mb"] is { } ceiling && ceiling.Integer is not (> 0 and <= Baseline.LargestMaximumMegabytes))
        {
            fault = Fault(ceiling, "'max_mb' must be a whole number of MiB above 0, or null");
        }
        else if (root["records"] is not { Kind: JsonKind.Array, Items.Count: > 0 and <= ProfileReader.MaximumCheckpoints })
        {
            fault = Fault(root["records"] ?? root, "'records' must be an array of checkpoints, not empty");
        }
        else if (TryReadTolerances(root["tolerances"], out Dictionary<Metric, Tolerance> tolerances, out fault)
            && TryReadHistory(root["history"], out List<BaselineChange> history, out fault)
            && TryReadRecords(root["records"]!, out List<BaselineRecord> records, out fault))
        {
            baseline = new Baseline(root["flow"]!.Text!, root["max_mb"]?.Integer, tolerances, history, records)
            {
                MaximumLine = root["max_mb"]?.Line ?? 0,
            };
            if (Array.Find([.. Metric.All], m => records.Any(r => r.Values.ContainsKey(m)) && !records.All(r => r.Values.ContainsKey(m))) is { } holed)
            {
                // A record without the metric would never be judged by it.
                BaselineRecord lacking = records.First(r => !r.Values.ContainsKey(holed));
                fault = new JsonFault($"{lacking.Key} lacks '{holed.Name}', which other records hold", lacking.Line, lacking.Column);
                baseline = null;
            }
            else if (baseline.Metrics.Count == 0)
            {
                fault = Fault(root["records"]!, "no metric is present in the records");
                baseline = null;
            }
        }

        return baseline is not null;
    }

    private static bool TryReadTolerances(JsonValue? table, out Dictionary<Metric, Tolerance> tolerances, out JsonFault? fault)
    {
        tolerances = [];
        fault = null;
        if (table is null)
        {
            return true;
        }

        if (!IsObjectOf(table, [.. Metric.All.Select(m => m.Name)], "'tolerances'", out fault))
        {
            return false;
        }

        foreach ((string name, JsonValue value) in table.Members)
        {
            Metric metric = Metric.Named(name)!;
            if (!IsObjectOf(value, ["relative", metric.AbsoluteField, "evidence"], $"the tolerance of '{name}'", out fault))
            {
                return false;
            }

            if (value["relative"]?.Number is not (>= 0 and < 1)
                || value[metric.AbsoluteField]?.Integer is not (>= 0 and <= MetricFields.MaximumBytes))
            {
                fault = Fault(value, $"the tolerance of '{name}' needs 'relative' from 0 and below 1 (0.005 is half a percent) and '{metric.AbsoluteField}' from 0 up");
                return false;
            }

            tolerances[metric] =
                new Tolerance(value["relative"]!.Number!.Value, value[metric.AbsoluteField]!.Integer!.Value, TextOf(value["evidence"]));
        }

        return true;
    }

    private static bool TryReadHistory(JsonValue? list, out List<BaselineChange> history, out JsonFault? fault)
    {
        history = [];
        fault = null;
        if (list is null)
        {
            return true;
        }

        if (list.Kind != JsonKind.Array)
        {
            fault = Fault(list, "'history' must be an array of changes");
            return false;
        }

        foreach (JsonValue item in list.Items)
        {
            if (!IsObjectOf(item, ChangeFields, "a change", out fault))
            {
                return false;
            }

            Fingerprint? fingerprint = item["fingerprint"] is { } facts ? Fingerprint.TryRead(facts) : Fingerprint.Empty;
            if (fingerprint is null)
            {
                fault = Fault(item["fingerprint"]!, "'fingerprint' must be an object of texts");
                return false;
            }

            string[] texts = ["date", "kind", "reason", "commit"];
            if (Array.Find(texts, t => item[t] is { Kind: not JsonKind.String }) is { } wrong)
            {
                fault = Fault(item[wrong]!, $"'{wrong}' must be a text");
                return false;
            }

            string[] numbers = ["runs", "spread_bytes", "peak_bytes"];
            if (Array.Find(numbers, n => item[n] is { } v && v.Integer is not (>= 0 and <= MetricFields.MaximumBytes)) is { } bad)
            {
                fault = Fault(item[bad]!, $"'{bad}' must be a whole number from 0 up");
                return false;
            }

            history.Add(new BaselineChange(
                TextOf(item["date"]),
                TextOf(item["kind"]),
                TextOf(item["reason"]),
                TextOf(item["commit"]),
                item["runs"]?.Integer ?? 1,
                item["spread_bytes"]?.Integer ?? 0,
                item["peak_bytes"]?.Integer ?? 0,
                fingerprint));
        }

        return true;
    }

    private static bool TryReadRecords(JsonValue list, out List<BaselineRecord> records, out JsonFault? fault)
    {
        records = new List<BaselineRecord>(list.Items.Count);
        fault = null;
        var seen = new HashSet<CheckpointKey>();
        foreach (JsonValue item in list.Items)
        {
            if (!IsObjectOf(item, RecordFields, "a record", out fault))
            {
                return false;
            }

            if (item["circuit"] is not { Kind: JsonKind.String } circuit
                || item["stage"] is not { Kind: JsonKind.String, Text.Length: > 0 } stage
                || (item["occurrence"] is { } rank && rank.Integer is not (>= 0 and <= int.MaxValue)))
            {
                fault = Fault(item, "a record needs 'circuit' and 'stage' (texts), and 'occurrence' from 0 up where it has one");
                return false;
            }

            var key = new CheckpointKey(circuit.Text!, (int)(item["occurrence"]?.Integer ?? 0), stage.Text!);
            if (!seen.Add(key))
            {
                fault = Fault(item, $"the record {JsonParser.Printable(key.ToString())} stands twice");
                return false;
            }

            if (!MetricFields.TryRead(item, out Dictionary<Metric, long> values, out Attribution live, out Attribution peak, out fault))
            {
                return false;
            }

            records.Add(new BaselineRecord(key, values, live, peak, item.Line, item.Column));
        }

        return true;
    }

    private static bool IsObjectOf(JsonValue value, string[] fields, string what, out JsonFault? fault)
    {
        fault = null;
        if (value.Kind != JsonKind.Object)
        {
            fault = Fault(value, $"{what} must be an object");
        }
        else if (value.Members.FirstOrDefault(m => !fields.Contains(m.Key, StringComparer.Ordinal)) is { Key: { } unknown, Value: { } place })
        {
            fault = Fault(place, $"{what} has no field '{JsonParser.Printable(unknown)}'");
        }

        return fault is null;
    }

    private static string TextOf(JsonValue? value) => value?.Text ?? "";

    private static JsonFault Fault(JsonValue at, string message) => new(message, at.Line, at.Column);
}
