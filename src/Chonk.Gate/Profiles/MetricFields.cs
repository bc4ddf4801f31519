using Chonk.Gate.Json;

namespace Chonk.Gate.Profiles;

/// <summary>The fields that profile rows and baseline rows have in common: metrics and the bytes by category.</summary>
internal static class MetricFields
{
    /// <summary>Largest value accepted, in bytes: 2^56, so that sums of thousands of rows stay inside 64 bits.</summary>
    internal const long MaximumBytes = 1L << 56;

    /// <summary>Most categories accepted in one row.</summary>
    internal const int MaximumCategories = 256;

    internal static bool TryRead(
        JsonValue row, out Dictionary<Metric, long> values, out Dictionary<string, long> categories, out JsonFault? fault)
    {
        values = [];
        categories = new Dictionary<string, long>(StringComparer.Ordinal);
        fault = null;
        foreach (Metric metric in Metric.All)
        {
            if (row[metric.Name] is not { } value)
            {
                continue;
            }

            if (value.Integer is not { } amount || amount < 0 || amount > MaximumBytes / metric.UnitBytes)
            {
                fault = new JsonFault($"'{metric.Name}' is a whole number from 0 up to 2^56 bytes", value.Line, value.Column);
                return false;
            }

            values[metric] = amount;
        }

        if (row["categories"] is not { } table)
        {
            return true;
        }

        if (table.Kind != JsonKind.Object || table.Members.Count > MaximumCategories)
        {
            fault = new JsonFault("'categories' is an object of whole numbers of bytes", table.Line, table.Column);
            return false;
        }

        foreach ((string name, JsonValue value) in table.Members)
        {
            if (value.Integer is not { } amount || amount is < 0 or > MaximumBytes)
            {
                fault = new JsonFault($"the category '{JsonParser.Printable(name)}' is a whole number of bytes", value.Line, value.Column);
                return false;
            }

            categories[name] = amount;
        }

        return true;
    }
}
