using System.Globalization;
using System.Text.Json;
using Chonk.Traces.Reading;

namespace Chonk.Traces.Benchmarks;

/// <summary>
/// Histories of measurements: JSON lines, one commit a line, as they are kept in the repository (a folder means all its <c>*.jsonl</c>),
/// a SQLite file (<c>.db</c>, <c>.sqlite</c>), or a published <c>data.js</c> with <c>window.BENCHMARK_DATA</c>. Several records of one commit are one after reading: later ones
/// replace numbers of the same name.
/// </summary>
public static class BenchHistory
{
    private const string PublishedPrefix = "window.BENCHMARK_DATA";

    /// <summary>Reads a file or folder, oldest first.</summary>
    /// <exception cref="TraceFormatException">A line is not a record.</exception>
    public static IReadOnlyList<BenchRecord> Read(string path)
    {
        if (SqliteHistory.IsNamedSo(path))
        {
            return SqliteHistory.Read(path);
        }

        IEnumerable<string> files = Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.jsonl").Order(StringComparer.Ordinal)
            : [path];
        return Merge(files.SelectMany(ReadFile));
    }

    /// <summary>Adds a record to a history; in a JSON lines file an interrupted write leaves no half line before the next one.</summary>
    public static void Append(string path, BenchRecord record)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (SqliteHistory.IsNamedSo(path))
        {
            SqliteHistory.Append(path, [record]);
            return;
        }

        string line = BenchFile.Compact(json =>
        {
            json.WriteStartObject();
            json.WriteString("commit", record.Commit);
            json.WriteString("date", record.Date.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            json.WriteString("message", record.Message);
            json.WritePropertyName("benches");
            BenchFile.WriteEntries(json, record.Entries);
            json.WriteEndObject();
        });
        using FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        bool needsNewLine = false;
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            needsNewLine = file.ReadByte() != '\n';
        }

        file.Seek(0, SeekOrigin.End);
        file.Write(System.Text.Encoding.UTF8.GetBytes((needsNewLine ? "\n" : "") + line + "\n"));
    }

    /// <summary>Copies a history into another, such as JSON lines that grew long into SQLite.</summary>
    /// <returns>Number of commits.</returns>
    public static int Convert(string from, string to)
    {
        IReadOnlyList<BenchRecord> records = Read(from);
        if (SqliteHistory.IsNamedSo(to))
        {
            SqliteHistory.Append(to, records);
        }
        else
        {
            foreach (BenchRecord record in records)
            {
                Append(to, record);
            }
        }

        return records.Count;
    }

    private static IReadOnlyList<BenchRecord> Merge(IEnumerable<BenchRecord> records)
    {
        Dictionary<string, BenchRecord> byCommit = new(StringComparer.Ordinal);
        List<string> order = [];
        foreach (BenchRecord record in records)
        {
            if (!byCommit.TryGetValue(record.Commit, out BenchRecord? known))
            {
                byCommit.Add(record.Commit, record);
                order.Add(record.Commit);
                continue;
            }

            HashSet<string> renewed = [.. record.Entries.Select(entry => entry.Name)];
            byCommit[record.Commit] = record with { Entries = [.. known.Entries.Where(entry => !renewed.Contains(entry.Name)), .. record.Entries] };
        }

        return [.. order.Select(commit => byCommit[commit]).OrderBy(record => record.Date)];
    }

    private static IEnumerable<BenchRecord> ReadFile(string path)
    {
        string text = InputFile.ReadAllText(path);
        if (text.StartsWith(PublishedPrefix, StringComparison.Ordinal))
        {
            return Parse(path, 1, text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..].TrimEnd().TrimEnd(';'), Published);
        }

        return text.Split('\n').Index()
            .Where(line => line.Item.Trim().Length > 0)
            .SelectMany(line => Parse(path, line.Index + 1, line.Item, root => [Record(root)]));
    }

    private static BenchRecord[] Parse(string path, int line, string json, Func<JsonElement, IEnumerable<BenchRecord>> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return [.. read(document.RootElement)];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentOutOfRangeException)
        {
            throw new TraceFormatException(path, string.Create(CultureInfo.InvariantCulture, $"line {line}: not a record of benchmarks: {exception.Message}"));
        }
    }

    /// <summary>
    /// <c>{commit, date, benches}</c>, as written here and by <c>chonk gate report --history</c>: a commit is a hash with a <c>message</c>
    /// beside it or an object with <c>id</c> and <c>message</c>, a date is ISO 8601 or in ms.
    /// </summary>
    private static BenchRecord Record(JsonElement entry)
    {
        JsonElement commit = entry.GetProperty("commit");
        bool isObject = commit.ValueKind == JsonValueKind.Object;
        JsonElement date = entry.GetProperty("date");
        return new BenchRecord(
            (isObject ? commit.GetProperty("id") : commit).GetString() ?? throw new FormatException("no commit"),
            date.ValueKind == JsonValueKind.Number ? DateTimeOffset.FromUnixTimeMilliseconds(date.GetInt64()) : date.GetDateTimeOffset(),
            (isObject ? commit : entry).TryGetProperty("message", out JsonElement message) ? (message.GetString() ?? "").Split('\n')[0] : "",
            BenchFile.ReadEntries(entry.GetProperty("benches")));
    }

    /// <summary><c>{entries: {suite: [record]}}</c>.</summary>
    private static IEnumerable<BenchRecord> Published(JsonElement root) =>
        root.GetProperty("entries").EnumerateObject().SelectMany(suite => suite.Value.EnumerateArray()).Select(Record);
}
