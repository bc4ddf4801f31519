using System.Text.Encodings.Web;
using System.Text.Json;
using Chonk.Gate;
using Chonk.Traces.Benchmarks;

namespace Chonk.Traces.Dashboard;

/// <summary>
/// Makes the dashboard: one page with everything in it, which works from a file and without a network. Names are
/// <c>FLOW/RUNTIME/LABEL</c>; labels of one <c>stacked:</c> group share a chart, others have their own.
/// </summary>
public static class DashboardBuilder
{
    private const string StackedPrefix = "stacked:";

    /// <summary>Name of the page.</summary>
    public const string PageName = "index.html";

    /// <summary>Writes the page into a folder; whole or not at all.</summary>
    /// <param name="history">The measurements, oldest first.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="repository">Address of the repository's web pages, for links to commits; null for none.</param>
    /// <returns>The page's path.</returns>
    public static string Build(IReadOnlyList<BenchRecord> history, string folder, string? repository = null)
    {
        string path = Path.Combine(folder, PageName);
        string page = Asset("dashboard.html")
            .Replace("/*STYLE*/", Asset("dashboard.css"), StringComparison.Ordinal)
            .Replace("/*SCRIPT*/", Asset("dashboard.js"), StringComparison.Ordinal)
            .Replace("/*DATA*/", Data(history, repository), StringComparison.Ordinal);
        AtomicFile.Write(path, page);
        return path;
    }

    /// <summary>The measurements as JSON for a script element: the default encoder escapes <c>&lt;</c>, so no name can end the element.</summary>
    private static string Data(IReadOnlyList<BenchRecord> history, string? repository)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default }))
        {
            json.WriteStartObject();
            json.WriteString("repository", SafeAddress(repository));
            json.WriteStartArray("commits");
            foreach (BenchRecord record in history)
            {
                json.WriteStartObject();
                json.WriteString("hash", record.Commit);
                json.WriteNumber("date", record.Date.ToUnixTimeMilliseconds());
                json.WriteString("message", record.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteSeries(json, history);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static string SafeAddress(string? repository) =>
        repository is not null && Uri.TryCreate(repository, UriKind.Absolute, out Uri? address) && address.Scheme is "https" or "http"
            ? repository.TrimEnd('/')
            : "";

    private static void WriteSeries(Utf8JsonWriter json, IReadOnlyList<BenchRecord> history)
    {
        Dictionary<string, BenchEntry?[]> byName = new(StringComparer.Ordinal);
        for (int commit = 0; commit < history.Count; commit++)
        {
            foreach (BenchEntry entry in history[commit].Entries)
            {
                if (!byName.TryGetValue(entry.Name, out BenchEntry?[]? values))
                {
                    byName.Add(entry.Name, values = new BenchEntry?[history.Count]);
                }

                values[commit] = entry;
            }
        }

        json.WriteStartArray("series");
        foreach ((string name, BenchEntry?[] values) in byName.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            BenchEntry last = values.Last(value => value is not null)!;
            (string flow, string runtime, string label) = SplitName(name);
            json.WriteStartObject();
            json.WriteString("flow", flow);
            json.WriteString("runtime", runtime);
            json.WriteString("label", label);
            json.WriteString("group", GroupOf(last));
            json.WriteString("unit", last.Unit);
            json.WriteStartArray("values");
            foreach (BenchEntry? value in values)
            {
                if (value is null)
                {
                    json.WriteNullValue();
                }
                else
                {
                    json.WriteNumberValue(value.Value);
                }
            }

            json.WriteEndArray();
            if (values.Any(value => value?.Range is not null))
            {
                json.WriteStartArray("ranges");
                foreach (BenchEntry? value in values)
                {
                    json.WriteStringValue(value?.Range);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static (string Flow, string Runtime, string Label) SplitName(string name)
    {
        string[] parts = name.Split('/');
        return parts.Length switch
        {
            1 => ("", "", name),
            2 => (parts[0], "", parts[1]),
            _ => (string.Join('/', parts[..^2]), parts[^2], parts[^1]),
        };
    }

    private static string GroupOf(BenchEntry entry) => entry.Extra?.StartsWith(StackedPrefix, StringComparison.Ordinal) == true
        ? entry.Extra[(entry.Extra.LastIndexOf('/') + 1)..]
        : "";

    private static string Asset(string name)
    {
        using Stream stream = typeof(DashboardBuilder).Assembly.GetManifestResourceStream($"Chonk.Traces.Dashboard.Assets.{name}")
            ?? throw new InvalidOperationException($"The assembly lacks {name}.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
