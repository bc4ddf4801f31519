using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Chonk.Gate;
using Chonk.Traces.Reading;

namespace Chonk.Traces.Benchmarks;

/// <summary>Files named <c>benchmarks.bench.json</c>: an array of entries, indented by two.</summary>
public static class BenchFile
{
    /// <summary>The file's name in an output folder.</summary>
    public const string Name = "benchmarks.bench.json";

    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a file.</summary>
    /// <exception cref="TraceFormatException">It holds something else.</exception>
    public static IReadOnlyList<BenchEntry> Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(InputFile.ReadAllBytes(path));
            return ReadEntries(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new TraceFormatException(path, $"not a list of benchmark entries: {exception.Message}");
        }
    }

    /// <summary>Writes a file; whole or not at all.</summary>
    public static void Write(string path, IEnumerable<BenchEntry> entries)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, Indented))
        {
            WriteEntries(json, entries);
        }

        bytes.WriteByte((byte)'\n');
        AtomicFile.Write(path, bytes.WriteTo);
    }

    /// <summary>Adds entries to a file, in place of those of the same name; makes the file when it is absent.</summary>
    public static void Append(string path, IReadOnlyList<BenchEntry> entries)
    {
        HashSet<string> names = [.. entries.Select(entry => entry.Name)];
        IEnumerable<BenchEntry> old = File.Exists(path) ? Read(path).Where(entry => !names.Contains(entry.Name)) : [];
        Write(path, [.. old, .. entries]);
    }

    internal static IReadOnlyList<BenchEntry> ReadEntries(JsonElement array) => [.. array.EnumerateArray().Select(entry => new BenchEntry(
        entry.GetProperty("name").GetString() ?? throw new FormatException("an entry without a name"),
        entry.GetProperty("unit").GetString() ?? "",
        entry.GetProperty("value").GetDouble(),
        entry.TryGetProperty("extra", out JsonElement extra) ? extra.GetString() : null,
        entry.TryGetProperty("range", out JsonElement range) ? range.GetString() : null))];

    internal static void WriteEntries(Utf8JsonWriter json, IEnumerable<BenchEntry> entries)
    {
        json.WriteStartArray();
        foreach (BenchEntry entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("name", entry.Name);
            json.WriteString("unit", entry.Unit);
            json.WriteNumber("value", entry.Value);
            if (entry.Range is not null)
            {
                json.WriteString("range", entry.Range);
            }

            if (entry.Extra is not null)
            {
                json.WriteString("extra", entry.Extra);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>JSON on one line.</summary>
    internal static string Compact(Action<Utf8JsonWriter> write)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
