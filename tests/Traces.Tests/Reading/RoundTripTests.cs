using System.Text;
using Chonk.Traces.Models;
using Chonk.Traces.Reading;
using Chonk.Traces.Tests.Support;
using Chonk.Traces.Writing;
using Xunit;

namespace Chonk.Traces.Tests.Reading;

public sealed class RoundTripTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("chonk-traces-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("t.json")]
    [InlineData("t.pftrace")]
    public void Read_WhatWasWritten_IsTheSame(string name)
    {
        Trace read = WriteAndRead(SyntheticTrace.Full, name);
        Assert.Equal(SyntheticTrace.Full.ProcessName, read.ProcessName);
        Assert.Equal(SyntheticTrace.Full.ClockStartNs, read.ClockStartNs);
        Assert.Equal(SyntheticTrace.Full.Threads, read.Threads);
        // The section's own piece needs no arrow, so its fork is not in the file; protobuf slices know their depth on their own thread.
        Assert.Equal(Comparable(SyntheticTrace.Full), Comparable(read));
        Assert.Equal(SyntheticTrace.Full.Forks, read.Forks);
        Assert.Equal(SyntheticTrace.Full.Instants, read.Instants);
        Assert.Equal(SyntheticTrace.Full.Counters, read.Counters.OrderBy(sample => sample.TimeNs));

        static TraceZone[] Comparable(Trace trace) => [.. trace.Zones
            .Select(zone => zone with { Depth = 0, ForkId = zone.ThreadId == 1 ? 0 : zone.ForkId })
            .OrderBy(zone => zone.ThreadId).ThenBy(zone => zone.StartNs).ThenByDescending(zone => zone.DurationNs)
            .ThenBy(zone => zone.Name, StringComparer.Ordinal)];
    }

    [Fact]
    public void Read_RandomTraces_BothFormsAddUpToTheSameTable()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            Trace trace = SyntheticTrace.Random(seed);
            OperationTable expected = OperationTable.Of(trace);
            foreach (string name in new[] { "r.json", "r.pftrace" })
            {
                OperationTable read = OperationTable.Of(WriteAndRead(trace, name));
                Assert.True(expected.Entries.SequenceEqual(read.Entries), $"seed {seed}, {name}");
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"traceEvents\":5}")]
    [InlineData("{\"traceEvents\":[{\"ph\":\"X\",\"ts\":\"soon\"}]}")]
    [InlineData("{\"traceEvents\":[{\"ph\":\"X\",\"ts\":1e40}]}")]
    [InlineData("{\"traceEvents\":[")]
    [InlineData("hello")]
    [InlineData("[1,2")]
    [InlineData("\u001f\u008b")]
    public void Read_SomethingElse_SaysWhatIsWrongWithWhichFile(string content)
    {
        string path = Path.Combine(folder, "wrong.json");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(content));
        TraceFormatException exception = Assert.Throws<TraceFormatException>(() => TraceReader.Read(path));
        Assert.Equal(path, exception.Path);
        Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TruncatedTraces_NeverFailOtherwise()
    {
        foreach (string name in new[] { "c.json", "c.pftrace" })
        {
            _ = WriteAndRead(SyntheticTrace.Full, name);
            byte[] whole = File.ReadAllBytes(Path.Combine(folder, name));
            for (int length = 0; length < whole.Length; length += 7)
            {
                string path = Path.Combine(folder, "cut");
                File.WriteAllBytes(path, whole[..length]);
                try
                {
                    TraceReader.Read(path);
                }
                catch (TraceFormatException)
                {
                }
            }
        }
    }

    [Fact]
    public void Read_BareArrayOfEvents_IsATrace()
    {
        string path = Path.Combine(folder, "array.json");
        File.WriteAllText(path, """ [ {"name":"a","ph":"X","pid":0,"tid":7,"ts":1.5,"dur":2}, {"ph":"?","weird":[1,{"x":2}]}, {"ph":"b","id":"0x1f"}, {"name":"c","ph":"C","ts":1,"args":{"value":1.5,"other":"x"}} ] """);
        Trace trace = TraceReader.Read(path);
        Assert.Equal(new TraceZone("a", null, 7, 1500, 2000), Assert.Single(trace.Zones));
        Assert.Equal(7, Assert.Single(trace.Threads).Id);
        Assert.Equal(new TraceCounterSample("c", 1000, 2), Assert.Single(trace.Counters));
    }

    [Fact]
    public void OperationTableReader_SomethingElse_SaysWhatIsWrong()
    {
        string path = Path.Combine(folder, "wrong.json");
        foreach (string content in new[] { "", "[]", "{\"a\":[{}]}", "{\"a\":1}" })
        {
            File.WriteAllText(path, content);
            Assert.Equal(path, Assert.Throws<TraceFormatException>(() => OperationTableReader.Read(path)).Path);
        }
    }

    private Trace WriteAndRead(Trace trace, string name)
    {
        string path = Path.Combine(folder, name);
        using (FileStream file = File.Create(path))
        {
            TraceWriter.Write(trace, file, name);
        }

        return TraceReader.Read(path);
    }
}
