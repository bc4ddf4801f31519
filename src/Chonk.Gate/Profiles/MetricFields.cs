using Chonk.Gate.Json;

namespace Chonk.Gate.Profiles;

/// <summary>
/// The fields that profile rows and baseline rows have in common: metrics, and the bytes by category and by zone, live and at the peak.
/// A row that says where its live bytes are and not where its peak was had its peak at the checkpoint itself.
/// </summary>
internal static class MetricFields
{
    internal const string Categories = "categories";
    internal const string Zones = "zones";
    internal const string PeakCategories = "peak_categories";
    internal const string PeakZones = "peak_zones";

    /// <summary>Largest value accepted, in bytes: 2^56, so that sums of thousands of rows stay inside 64 bits.</summary>
    internal const long MaximumBytes = 1L << 56;

    /// <summary>Most names accepted in one table of bytes.</summary>
    internal const int MaximumNames = 256;

    internal static bool TryRead(
        JsonValue row, out Dictionary<Metric, long> values, out Attribution live, out Attribution peak, out JsonFault? fault)
    {
        values = [];
        live = peak = Attribution.Empty;
        fault = null;
        foreach (Metric metric in Metric.All)
        {
            if (row[metric.Name] is not { } value)
            {
                continue;
            }

            if (value.Integer is not { } amount || amount < 0 || amount > MaximumBytes / metric.Scale)
            {
                string unit = metric.Unit == MetricUnit.Bytes ? "bytes" : "milliseconds";
                fault = new JsonFault($"'{metric.Name}' is a whole number from 0 up to 2^56 {unit}", value.Line, value.Column);
                return false;
            }

            values[metric] = amount;
        }

        if (!TryReadBytes(row[Categories], Categories, out Dictionary<string, long> categories, out fault)
            || !TryReadBytes(row[Zones], Zones, out Dictionary<string, long> zones, out fault)
            || !TryReadBytes(row[PeakCategories], PeakCategories, out Dictionary<string, long> peakCategories, out fault)
            || !TryReadBytes(row[PeakZones], PeakZones, out Dictionary<string, long> peakZones, out fault))
        {
            return false;
        }

        live = new Attribution(categories, zones);
        bool saysPeak = row[PeakCategories] is not null || row[PeakZones] is not null;
        peak = saysPeak ? new Attribution(peakCategories, peakZones) : row[Zones] is not null ? live : Attribution.Empty;
        return true;
    }

    private static bool TryReadBytes(JsonValue? table, string field, out Dictionary<string, long> bytes, out JsonFault? fault)
    {
        bytes = new Dictionary<string, long>(StringComparer.Ordinal);
        fault = null;
        if (table is null)
        {
            return true;
        }

        if (table.Kind != JsonKind.Object || table.Members.Count > MaximumNames)
        {
            fault = new JsonFault($"'{field}' is an object of at most {MaximumNames} whole numbers of bytes", table.Line, table.Column);
            return false;
        }

        foreach ((string name, JsonValue value) in table.Members)
        {
            if (value.Integer is not { } amount || amount is < 0 or > MaximumBytes)
            {
                fault = new JsonFault($"'{JsonParser.Printable(name)}' in '{field}' is a whole number of bytes", value.Line, value.Column);
                return false;
            }

            bytes[name] = amount;
        }

        return true;
    }
}
