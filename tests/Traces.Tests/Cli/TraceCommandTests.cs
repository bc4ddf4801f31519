using Chonk.Cli.Commands;
using Chonk.Traces.Tests.Support;
using Xunit;

namespace Chonk.Traces.Tests.Cli;

[Collection(RecordingCollection.Name)]
public sealed class TraceCommandTests
{
    [Fact]
    public void Zones_ReferenceTrace_PrintsCallsAndChildren()
    {
        (int code, string output, _) = Run("zones", Samples.Trace, "OinkProver::prove", "--top", "2");
        Assert.Equal(0, code);
        Assert.Contains("OinkProver::prove: 5 call(s), pool of 2 thread(s)", output, StringComparison.Ordinal);
        Assert.Contains("all calls: wall", output, StringComparison.Ordinal);
        Assert.Matches(@"\d+\.\d\d ms +\d+ calls +[12] thread\(s\)  \w", output);
    }

    [Fact]
    public void Zones_UnknownZone_Exits1WithOneLine()
    {
        (int code, string output, string error) = Run("zones", Samples.Trace, "nothing");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("no zone named 'nothing'", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_ReferenceTrace_IsAMarkdownTable()
    {
        (int code, string output, _) = Run("report", Samples.Trace);
        Assert.Equal(0, code);
        Assert.Contains("| Chonk::accumulate | 4 |", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_BreakdownWithTrace_Compares()
    {
        (int code, string output, _) = Run("diff", Samples.Hierarchical, Samples.Trace, "--top", "3");
        Assert.Equal(0, code);
        Assert.Contains("(gone)", output, StringComparison.Ordinal);
    }

    /// <summary>Sums drawn as zones would read as one call on one busy thread.</summary>
    [Theory]
    [InlineData("report")]
    [InlineData("zones", "OinkProver::prove")]
    [InlineData("diff", null)]
    public void Aggregate_IsRefused(string command, string? second = "")
    {
        string[] more = second switch { null => [Samples.Hierarchical], "" => [], _ => [second] };
        (int code, string output, string error) = Run([command, Samples.Aggregate, .. more]);
        Assert.Equal((1, ""), (code, output));
        string line = Assert.Single(error.Trim().Split('\n'));
        Assert.Contains($"{Samples.Aggregate}: an aggregate trace", line, StringComparison.Ordinal);
        Assert.Contains("--trace_out_perfetto", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_MissingOrBrokenFile_Exits1()
    {
        Assert.Equal(1, Run("report", "/nowhere/trace.json").Code);
        Assert.Equal(1, Run("report", Samples.PathOf("README.md")).Code);
        Assert.Equal(1, Run("open", "/nowhere/trace.json").Code);
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments) => CommandRun.Of(TraceCommand.Create(), arguments);
}
