using Chonk.Traces.Benchmarks;
using Chonk.Traces.Reading;
using Xunit;

namespace Chonk.Traces.Tests.Benchmarks;

public sealed class BenchHistoryTests : IDisposable
{
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("chonk-history-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Read_WhatWasAppended_OldestFirstOneRecordACommit()
    {
        string path = Path.Combine(folder, "deep", "history.jsonl");
        BenchHistory.Append(path, new("b", Day.AddDays(1), "Second \"quoted\"", [new("x", "ms", 2, null, "± 1")]));
        BenchHistory.Append(path, new("a", Day, "First", [new("x", "ms", 1)]));
        BenchHistory.Append(path, new("b", Day.AddDays(1), "Second again", [new("x", "ms", 3), new("y", "MB", 4, "stacked:g")]));
        IReadOnlyList<BenchRecord> records = BenchHistory.Read(path);
        Assert.Equal(["a", "b"], records.Select(record => record.Commit));
        Assert.Equal([new BenchEntry("x", "ms", 3), new BenchEntry("y", "MB", 4, "stacked:g")], records[1].Entries);
        Assert.Equal(records.Select(r => r.Commit), BenchHistory.Read(Path.GetDirectoryName(path)!).Select(r => r.Commit));
        Assert.Equal(3, File.ReadAllLines(path).Length);
    }

    [Fact]
    public void Append_AfterAHalfLine_StartsANewOne()
    {
        string path = Path.Combine(folder, "h.jsonl");
        BenchHistory.Append(path, new("a", Day, "", [new("x", "ms", 1)]));
        File.AppendAllText(path, "{\"commit\":\"cut o");
        BenchHistory.Append(path, new("b", Day, "", [new("x", "ms", 2)]));
        TraceFormatException exception = Assert.Throws<TraceFormatException>(() => BenchHistory.Read(path));
        Assert.Contains("line 2", exception.Message, StringComparison.Ordinal);
        string[] lines = File.ReadAllLines(path);
        File.WriteAllLines(path, [lines[0], lines[2]]);
        Assert.Equal(2, BenchHistory.Read(path).Count);
    }

    /// <summary>A line as <c>chonk gate report --history</c> appends it, between two of our own.</summary>
    [Fact]
    public void Read_LineOfTheGate_IsARecord()
    {
        string path = Path.Combine(folder, "memory.jsonl");
        BenchHistory.Append(path, new("b", Day, "", [new("x", "ms", 1)]));
        File.AppendAllText(path, """
            {"commit":{"id":"aaa"},"date":1700000000000,"tool":"customSmallerIsBetter","benches":[{"name":"app-proving/f/native/live/00_a_0_alloc","unit":"MB","value":3.141,"extra":"stacked:app-proving/f/native/live_over_stages"}]}

            """);
        BenchHistory.Append(path, new("c", Day.AddDays(1), "", [new("x", "ms", 2)]));
        IReadOnlyList<BenchRecord> records = BenchHistory.Read(path);
        Assert.Equal(["aaa", "b", "c"], records.Select(record => record.Commit));
        Assert.Equal((DateTimeOffset.FromUnixTimeMilliseconds(1700000000000), 3.141), (records[0].Date, records[0].Entries[0].Value));
        File.AppendAllText(path, """{"commit":"d","date":9e300,"benches":[]}""");
        Assert.Throws<TraceFormatException>(() => BenchHistory.Read(path));
    }

    [Fact]
    public void Read_PublishedFile_TakesEverySuite()
    {
        string path = Path.Combine(folder, "data.js");
        File.WriteAllText(path, """
            window.BENCHMARK_DATA = {"lastUpdate": 5, "repoUrl": "https://example.org/r", "entries": {
              "Chonk": [
                {"commit": {"id": "aaa", "message": "One\n\nbody"}, "date": 1700000000000, "tool": "customSmallerIsBetter", "benches": [{"name": "f/seconds", "unit": "ms", "value": 7.5}]},
                {"commit": "bbb", "date": 1700000001000, "tool": "customSmallerIsBetter", "benches": [{"name": "f/seconds", "unit": "ms", "value": 8, "range": "± 1", "extra": "stacked:f/g"}]}]}};
            """);
        IReadOnlyList<BenchRecord> records = BenchHistory.Read(path);
        Assert.Equal(("aaa", "One"), (records[0].Commit, records[0].Message));
        Assert.Equal(new BenchEntry("f/seconds", "ms", 8, "stacked:f/g", "± 1"), Assert.Single(records[1].Entries));
    }

    [Theory]
    [InlineData("h.db")]
    [InlineData("h.sqlite")]
    public void Convert_LinesToSqliteAndBack_KeepsEverything(string name)
    {
        string lines = Path.Combine(folder, "h.jsonl");
        BenchHistory.Append(lines, new("b", Day.AddDays(1), "It's; DROP TABLE commits", [new("x", "ms", 2.25, null, "± 1"), new("y", "MB", 4, "stacked:g")]));
        BenchHistory.Append(lines, new("a", Day, "First", [new("x", "ms", 1)]));
        BenchHistory.Append(lines, new("c", Day.AddDays(2), "Nothing measured", []));
        string database = Path.Combine(folder, name);
        string back = Path.Combine(folder, "back.jsonl");
        Assert.Equal(3, BenchHistory.Convert(lines, database));
        Assert.Equal(3, BenchHistory.Convert(database, back));
        AssertSame(BenchHistory.Read(lines), BenchHistory.Read(database));
        AssertSame(BenchHistory.Read(lines), BenchHistory.Read(back));

        static void AssertSame(IReadOnlyList<BenchRecord> expected, IReadOnlyList<BenchRecord> actual)
        {
            Assert.Equal(expected.Select(r => (r.Commit, r.Date, r.Message)), actual.Select(r => (r.Commit, r.Date, r.Message)));
            Assert.Equal(expected.SelectMany(r => r.Entries), actual.SelectMany(r => r.Entries));
        }
    }

    [Fact]
    public void Append_ToSqliteTwice_ReplacesNumbersOfTheSameName()
    {
        string path = Path.Combine(folder, "h.db");
        BenchHistory.Append(path, new("a", Day, "", [new("x", "ms", 1), new("y", "MB", 2)]));
        BenchHistory.Append(path, new("a", Day, "Renamed", [new("x", "ms", 3)]));
        BenchRecord record = Assert.Single(BenchHistory.Read(path));
        Assert.Equal(("Renamed", 3.0, 2.0), (record.Message, record.Entries.Single(e => e.Name == "x").Value, record.Entries.Single(e => e.Name == "y").Value));
    }

    [Fact]
    public void Read_FileThatIsNoDatabase_SaysSo()
    {
        string path = Path.Combine(folder, "h.db");
        File.WriteAllText(path, new string('x', 5000));
        Assert.Equal(path, Assert.Throws<TraceFormatException>(() => BenchHistory.Read(path)).Path);
        Assert.Throws<TraceFormatException>(() => BenchHistory.Append(path, new("a", Day, "", [])));
        Assert.Throws<FileNotFoundException>(() => BenchHistory.Read(Path.Combine(folder, "absent.db")));
    }
}
