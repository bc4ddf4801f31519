using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chonk.Traces.Models;
using Chonk.Traces.Reading;
using Chonk.Traces.Tests.Support;
using Chonk.Traces.Writing;
using Xunit;

namespace Chonk.Traces.Tests.Writing;

/// <summary>From the reference prover's own numbers, the writers make the reference prover's own files.</summary>
public sealed partial class ReferenceOutputTests
{
    private static readonly OperationTable Reference = OperationTableReader.Read(Samples.Hierarchical);

    [Fact]
    public void WriteHierarchical_OfTheReference_IsTheSameText()
    {
        using StringWriter text = new();
        OperationTableWriter.WriteHierarchical(Reference, text);
        Assert.Equal(Samples.Text("bb.hierarchical.json.gz"), text.ToString());
    }

    [Fact]
    public void Print_OfTheReference_IsTheSameText()
    {
        using StringWriter text = new();
        BenchPrinter.Print(Reference, text, isColoured: true);
        string[] expected = Samples.Text("bb.print.txt.gz").Split('\n');
        string[] actual = text.ToString().Split('\n');
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal($"{i}: {expected[i]}", $"{i}: {(i < actual.Length ? actual[i] : "")}");
        }

        Assert.Equal(expected.Length, actual.Length);
    }

    /// <summary>The reference's words without its codes; codes count as width there, so blanks may differ.</summary>
    [Fact]
    public void Print_WithoutColours_HasTheSameWords()
    {
        using StringWriter text = new();
        BenchPrinter.Print(Reference, text, isColoured: false);
        Assert.DoesNotContain('\e', text.ToString());
        Assert.Equal(Words(Codes().Replace(Samples.Text("bb.print.txt.gz"), "")), Words(text.ToString()));

        static string[] Words(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public void WriteFlat_OfTheReference_HasTheSameNumbers()
    {
        using StringWriter text = new();
        OperationTableWriter.WriteFlat(Reference, text);
        Assert.Equal(Numbers(Samples.Text("bb.flat.json.gz")), Numbers(text.ToString()));

        static SortedDictionary<string, long> Numbers(string json) => new(
            JsonDocument.Parse(json).RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt64()), StringComparer.Ordinal);
    }

    [Fact]
    public void WriteAggregate_OfTheReference_HasTheSameEventsInTheSameOrder()
    {
        using MemoryStream file = new();
        PerfettoAggregateWriter.Write(Reference, file);
        using JsonDocument expected = JsonDocument.Parse(Samples.Text("bb.aggregate.json.gz"));
        using JsonDocument actual = JsonDocument.Parse(file.ToArray());
        Assert.Equal(Members(expected.RootElement), Members(actual.RootElement));
        JsonElement[] mine = [.. actual.RootElement.GetProperty("traceEvents").EnumerateArray()];
        JsonElement[] theirs = [.. expected.RootElement.GetProperty("traceEvents").EnumerateArray()];
        Assert.Equal(theirs.Length, mine.Length);
        for (int i = 0; i < theirs.Length; i++)
        {
            Assert.True(JsonElement.DeepEquals(theirs[i], mine[i]), $"event {i}: {theirs[i]} but {mine[i]}");
        }
    }

    [Fact]
    public void OperationTable_OfTheReferenceTrace_AddsUpToTheReferenceBreakdown()
    {
        OperationTable added = OperationTable.Of(TraceReader.Read(Samples.Trace));
        Assert.True(added.Entries.Count > 150);
        foreach (OperationStatistics entry in added.Entries)
        {
            OperationStatistics reference = Assert.Single(Reference.Of(entry.Name), e => e.Parent == entry.Parent);
            Assert.Equal(
                (reference.TotalNs, reference.MaxThreadNs, reference.Count, reference.ThreadCount),
                (entry.TotalNs, entry.MaxThreadNs, entry.Count, entry.ThreadCount));
            Assert.Equal(reference.MeanNs, entry.MeanNs, 1e-5 * reference.MeanNs);
            Assert.Equal(reference.StandardDeviationNs, entry.StandardDeviationNs, 1e-5 * reference.StandardDeviationNs);
        }
    }

    [Fact]
    public void WriteJson_OfTheReferenceTrace_KeepsItsEventsFieldByField()
    {
        Trace trace = TraceReader.Read(Samples.Trace);
        using MemoryStream file = new();
        PerfettoJsonWriter.Write(trace, file);
        using JsonDocument expected = JsonDocument.Parse(Samples.Text("bb.trace.json.gz"));
        using JsonDocument actual = JsonDocument.Parse(file.ToArray());
        Assert.Subset(Members(actual.RootElement).ToHashSet(), Members(expected.RootElement).ToHashSet());
        string[] mine = [.. actual.RootElement.GetProperty("traceEvents").EnumerateArray().Select(WithoutDepth)];
        string[] theirs = [.. expected.RootElement.GetProperty("traceEvents").EnumerateArray().Select(WithoutDepth)];
        Assert.True(theirs.Length > 2000);
        Assert.Equal(theirs.Order(StringComparer.Ordinal), mine.Order(StringComparer.Ordinal));

        static string WithoutDepth(JsonElement e) => Canonical(e).Replace("depth:0;", "", StringComparison.Ordinal).Replace("args:{};", "", StringComparison.Ordinal);
    }

    private static string[] Members(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)];

    /// <summary>An event as text that does not depend on the spelling of numbers.</summary>
    private static string Canonical(JsonElement element)
    {
        StringBuilder text = new();
        foreach (JsonProperty member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            text.Append(member.Name).Append(':').Append(member.Value.ValueKind switch
            {
                JsonValueKind.Object => "{" + Canonical(member.Value) + "}",
                JsonValueKind.Number => member.Value.GetDecimal().ToString("0.###", System.Globalization.CultureInfo.InvariantCulture),
                _ => member.Value.ToString(),
            }).Append(';');
        }

        return text.ToString();
    }

    [GeneratedRegex("\e\\[[0-9;]*m")]
    private static partial Regex Codes();
}
