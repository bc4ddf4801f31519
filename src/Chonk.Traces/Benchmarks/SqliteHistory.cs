using System.Globalization;
using Chonk.Traces.Reading;
using Microsoft.Data.Sqlite;

namespace Chonk.Traces.Benchmarks;

/// <summary>
/// A history in SQLite, for when JSON lines grow too long to rewrite and to read whole: one table of commits, one of numbers, names and
/// groups stored once. A record replaces numbers of the same commit and name, in one transaction.
/// </summary>
internal static class SqliteHistory
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS commits (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, date INTEGER NOT NULL, message TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS series (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS entries (
          commit_id INTEGER NOT NULL REFERENCES commits (id),
          series_id INTEGER NOT NULL REFERENCES series (id),
          value REAL NOT NULL, unit TEXT NOT NULL, spread TEXT, extra TEXT,
          PRIMARY KEY (commit_id, series_id)) WITHOUT ROWID;
        """;

    /// <summary>Whether a path names such a history.</summary>
    public static bool IsNamedSo(string path) => Path.GetExtension(path) is ".db" or ".sqlite";

    /// <summary>The records, oldest first.</summary>
    public static IReadOnlyList<BenchRecord> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path}: no such file", path);
        }

        try
        {
            using SqliteConnection connection = Open(path, SqliteOpenMode.ReadOnly);
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = """
                SELECT c.hash, c.date, c.message, s.name, e.unit, e.value, e.extra, e.spread
                FROM commits c LEFT JOIN entries e ON e.commit_id = c.id LEFT JOIN series s ON s.id = e.series_id
                ORDER BY c.date, c.id, s.id
                """;
            using SqliteDataReader rows = command.ExecuteReader();
            List<(string Hash, DateTimeOffset Date, string Message, List<BenchEntry> Entries)> records = [];
            while (rows.Read())
            {
                if (records.Count == 0 || records[^1].Hash != rows.GetString(0))
                {
                    records.Add((rows.GetString(0), DateTimeOffset.FromUnixTimeSeconds(rows.GetInt64(1)), rows.GetString(2), []));
                }

                if (!rows.IsDBNull(3))
                {
                    records[^1].Entries.Add(new BenchEntry(rows.GetString(3), rows.GetString(4), rows.GetDouble(5), Text(rows, 6), Text(rows, 7)));
                }
            }

            return [.. records.Select(record => new BenchRecord(record.Hash, record.Date, record.Message, record.Entries))];
        }
        catch (SqliteException exception)
        {
            throw new TraceFormatException(path, $"not a history: {exception.Message}");
        }
    }

    /// <summary>Adds records; all of them or none.</summary>
    public static void Append(string path, IEnumerable<BenchRecord> records)
    {
        try
        {
            using SqliteConnection connection = Open(path, SqliteOpenMode.ReadWriteCreate);
            using SqliteTransaction transaction = connection.BeginTransaction();
            Execute(connection, Schema);
            foreach (BenchRecord record in records)
            {
                Execute(
                    connection,
                    "INSERT INTO commits (hash, date, message) VALUES ($0, $1, $2) ON CONFLICT (hash) DO UPDATE SET date = $1, message = $2",
                    record.Commit,
                    record.Date.ToUnixTimeSeconds(),
                    record.Message);
                foreach (BenchEntry entry in record.Entries)
                {
                    Execute(connection, "INSERT INTO series (name) VALUES ($0) ON CONFLICT DO NOTHING", entry.Name);
                    Execute(
                        connection,
                        """
                        INSERT OR REPLACE INTO entries (commit_id, series_id, value, unit, spread, extra)
                        SELECT c.id, s.id, $2, $3, $4, $5 FROM commits c, series s WHERE c.hash = $0 AND s.name = $1
                        """,
                        record.Commit,
                        entry.Name,
                        entry.Value,
                        entry.Unit,
                        entry.Range,
                        entry.Extra);
                }
            }

            transaction.Commit();
        }
        catch (SqliteException exception)
        {
            throw new TraceFormatException(path, $"not a history: {exception.Message}");
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>Runs one of the constant statements of this file; values only ever travel as parameters.</summary>
    private static void Execute(SqliteConnection connection, string statement, params object?[] values)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this file.
        command.CommandText = statement;
#pragma warning restore CA2100
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${i}"), values[i] ?? DBNull.Value);
        }

        command.ExecuteNonQuery();
    }

    private static string? Text(SqliteDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}
