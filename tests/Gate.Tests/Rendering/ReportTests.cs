using System.Globalization;
using System.Text.Json;
using Chonk.Gate.Rendering;
using Chonk.Gate.Tests.Support;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Tests.Rendering;

/// <summary>The other forms of a verdict, with names chosen to break each of them.</summary>
public sealed class ReportTests
{
    private const string Hostile = "a|b`<script>alert(1)</script>&*_[x](y) @all";

    private static readonly Verdict Failing = ProfileComparer.Compare(
        BaselineText.Of(ProfileText.Make([Hostile, "tail"]), "flow %:,"),
        [ProfileText.Make([Hostile, "tail"], (c, _, s) => c == 0 && s == "after_oink" ? 2 * ProfileText.Mebibyte : 0)],
        BaselineText.Here,
        "/repo/base lines/flow %+.verified.json");

    [Fact]
    public void Markdown_HostileNames_StayText()
    {
        string text = MarkdownReport.Render([Failing]);

        Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        Assert.Contains("a\\|b\\`&lt;script>", text, StringComparison.Ordinal);
        Assert.Contains("| live | 12.00 MiB | 14.00 MiB | +2.00 MiB | 256.0 KiB | other +2.00 MiB |", text, StringComparison.Ordinal);
        Assert.Contains("## Memory gate\n\n| flow | verdict |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Annotations_PropertiesAndData_AreEscaped()
    {
        string line = Assert.Single(AnnotationReport.Render([Failing], "/repo").Split('\n', StringSplitOptions.RemoveEmptyEntries));

        Assert.StartsWith("::error file=base lines/flow %25+.verified.json,line=", line, StringComparison.Ordinal);
        Assert.Contains(",title=CHONK1001::flow %25:,: a|b", line, StringComparison.Ordinal);
    }

    /// <summary>GitHub shows ten errors a step: they are the largest ten, and the others are not lost.</summary>
    [Fact]
    public void AnnotationsAndSarif_OfManyErrors_HaveTheLargestFirstAndAll()
    {
        string[] circuits = [.. Enumerable.Range(0, 12).Select(i => $"c{i:00}")];
        Verdict verdict = ProfileComparer.Compare(
            BaselineText.Of(ProfileText.Make(circuits), "flow", 99),
            [ProfileText.Make(circuits, (c, _, s) => s == "after_oink" ? (c + 1) * ProfileText.Mebibyte : 0)],
            BaselineText.Here,
            "b.json");
        string[] lines = AnnotationReport.Render([verdict], "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] errors = [.. lines.Where(l => l.StartsWith("::error", StringComparison.Ordinal))];

        Assert.Contains("::notice title=Memory gate::The largest 10 of 13 errors are shown", lines[0], StringComparison.Ordinal);
        Assert.Equal(13, errors.Length);
        Assert.Contains("CHONK1002", errors[9], StringComparison.Ordinal);
        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 1, 2], errors.Where((_, i) => i != 9).Select(e => int.Parse(e[(e.IndexOf("flow: c", StringComparison.Ordinal) + 7)..][..2], CultureInfo.InvariantCulture)));
        using JsonDocument sarif = JsonDocument.Parse(SarifReport.Render([verdict], ""));
        Assert.Equal(13, sarif.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());
    }

    [Fact]
    public void HtmlAndMarkdown_OfElevenRows_SayThatOneIsMissing()
    {
        string[] circuits = [.. Enumerable.Range(0, 11).Select(i => $"c{i:00}")];
        Verdict verdict = ProfileComparer.Compare(
            BaselineText.Of(ProfileText.Make(circuits)),
            [ProfileText.Make(circuits, (c, _, s) => s == "after_oink" ? (c + 1) * ProfileText.Mebibyte : 0)],
            BaselineText.Here,
            "b.json");
        string page = HtmlReport.Render([verdict]);
        string worst = page[page.IndexOf("Outside the tolerance", StringComparison.Ordinal)..page.IndexOf("<details>", StringComparison.Ordinal)];
        string markdown = MarkdownReport.Render([verdict]);

        Assert.DoesNotContain("<td>c00</td>", worst, StringComparison.Ordinal);
        Assert.Contains("<td>c10</td>", worst, StringComparison.Ordinal);
        Assert.Contains("and 1 more checkpoint: among all checkpoints, below", worst, StringComparison.Ordinal);
        Assert.Contains("<td>c00</td>", page[page.IndexOf("<details>", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain("| c00 |", markdown, StringComparison.Ordinal);
        Assert.Contains("| c10 |", markdown, StringComparison.Ordinal);
        Assert.Contains("\nand 1 more checkpoint; ", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Sarif_Result_HasRuleLevelAndRegion()
    {
        using JsonDocument sarif = JsonDocument.Parse(SarifReport.Render([Failing], "/repo"));
        JsonElement run = sarif.RootElement.GetProperty("runs")[0];
        JsonElement result = run.GetProperty("results")[0];

        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        Assert.Equal("CHONK1001", run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[0].GetProperty("id").GetString());
        Assert.Equal(("CHONK1001", 0, "error"), (result.GetProperty("ruleId").GetString(), result.GetProperty("ruleIndex").GetInt32(), result.GetProperty("level").GetString()));
        JsonElement place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("base%20lines/flow%20%25%2B.verified.json", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.True(place.GetProperty("region").GetProperty("startLine").GetInt32() > 1);
    }

    [Fact]
    public void Html_HostileNames_StayTextAndNothingIsLoaded()
    {
        string page = HtmlReport.Render([Failing]);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.Contains("a|b`&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("<polygon").Length - 1);
        Assert.Equal(3, page.Split("<polyline").Length - 1);
        Assert.Equal(10, page.Split("class=\"hit\"").Length - 1);
    }

    [Fact]
    public void Reports_OfAMissingProfile_AreStillReports()
    {
        Verdict missing = Verdict.Without("flow", Outcome.MissingProfile, new Gate.Diagnostics.Diagnostic(
            Gate.Diagnostics.DiagnosticCode.MissingProfile, Gate.Diagnostics.DiagnosticSeverity.Error, "flow: no profile"));

        Assert.Contains("FAIL, no current profile", MarkdownReport.Render([missing]), StringComparison.Ordinal);
        Assert.Contains("flow: no profile", HtmlReport.Render([missing]), StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", HtmlReport.Render([missing]), StringComparison.Ordinal);
        using JsonDocument sarif = JsonDocument.Parse(SarifReport.Render([missing], ""));
        Assert.False(sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0].TryGetProperty("locations", out _));
    }
}
