using System.Globalization;
using System.Text.Json;
using Chonk.Traces.Reading;

namespace Chonk.Traces.Benchmarks;

/// <summary>
/// The extraction step of Aztec's CI: one entry for each row of a memory profile, labelled
/// <c>{index:02d}_{circuit_name}_{0_alloc|1_trace|2_oink|3_sumcheck|4_accumulate}</c>, so that sorting by name is the order of time.
/// </summary>
public static class MemoryStages
{
    /// <summary>The profile's name in an output folder.</summary>
    public const string ProfileName = "memory_profile.json";

    private static readonly Dictionary<string, string> Steps = new(StringComparer.Ordinal)
    {
        ["after_alloc"] = "0_alloc",
        ["after_trace"] = "1_trace",
        ["after_oink"] = "2_oink",
        ["after_sumcheck"] = "3_sumcheck",
        ["after_accumulate"] = "4_accumulate",
    };

    /// <summary>Reads a profile into entries.</summary>
    /// <param name="profilePath">The profile.</param>
    /// <param name="namePath">Groups of the names: <c>app-proving/FLOW/RUNTIME</c>.</param>
    /// <param name="metric"><c>heap_mb</c> or <c>rss_mb</c>; the first of these that the rows carry when null.</param>
    /// <exception cref="TraceFormatException">The file is not a profile, or has no such field.</exception>
    public static IReadOnlyList<BenchEntry> Extract(string profilePath, string namePath, string? metric = null)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(InputFile.ReadAllBytes(profilePath));
            return [.. document.RootElement.EnumerateArray().Select(row => Entry(row, namePath, metric))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new TraceFormatException(profilePath, $"not a memory profile: {exception.Message}");
        }
    }

    private static BenchEntry Entry(JsonElement row, string namePath, string? metric)
    {
        string field = metric ?? (row.TryGetProperty("heap_mb", out _) ? "heap_mb" : "rss_mb");
        string group = field switch
        {
            "heap_mb" => "heap_over_stages",
            "rss_mb" => "rss_over_stages",
            _ => throw new FormatException($"unknown metric {field}"),
        };
        int index = row.GetProperty("circuit_index").GetInt32();
        string stage = row.GetProperty("stage").GetString() ?? "";
        string circuit = row.TryGetProperty("circuit_name", out JsonElement name) ? name.GetString() ?? "" : "";
        string label = circuit.Length == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{index:D2}_{stage}")
            : string.Create(CultureInfo.InvariantCulture, $"{index:D2}_{circuit}_{Steps.GetValueOrDefault(stage, stage)}");
        return new BenchEntry($"{namePath}/{label}", "MB", row.GetProperty(field).GetInt64(), $"stacked:{namePath}/{group}");
    }
}
