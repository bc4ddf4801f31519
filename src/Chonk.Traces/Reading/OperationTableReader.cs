using System.Text.Json;
using Chonk.Traces.Models;

namespace Chonk.Traces.Reading;

/// <summary>Reads <c>--bench_out_hierarchical</c> files of bb and of this prover.</summary>
public static class OperationTableReader
{
    /// <summary>The parent's name of an operation at the root.</summary>
    public const string Root = "_root";

    /// <summary>Reads a file, compressed with gzip or not.</summary>
    /// <exception cref="TraceFormatException">The file is something else.</exception>
    public static OperationTable Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(TraceReader.Unpacked(path));
            return new OperationTable(document.RootElement.EnumerateObject().SelectMany(
                operation => operation.Value.EnumerateArray().Select(entry => Entry(operation.Name, entry))));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new TraceFormatException(path, $"not a breakdown of operations: {exception.Message}");
        }
    }

    private static OperationStatistics Entry(string name, JsonElement entry)
    {
        string? parent = entry.GetProperty("parent").GetString();
        return new OperationStatistics(
            name,
            parent is null or Root or "" ? null : parent,
            entry.GetProperty("time").GetInt64(),
            entry.GetProperty("time_max").GetInt64(),
            entry.GetProperty("time_mean").GetDouble(),
            entry.GetProperty("time_stddev").GetDouble(),
            entry.GetProperty("count").GetInt64(),
            entry.GetProperty("num_threads").GetInt32());
    }
}
