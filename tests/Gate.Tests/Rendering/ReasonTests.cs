using System.Globalization;
using Chonk.Gate.Baselines;
using Chonk.Gate.Diagnostics;
using Chonk.Gate.Profiles;
using Chonk.Gate.Rendering;
using Chonk.Gate.Tests.Support;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Tests.Rendering;

/// <summary>No report shows a verdict without its reason, and none passes on what a name could do to a terminal.</summary>
public sealed class ReasonTests
{
    private static readonly MemoryProfile Normal = ProfileText.Make(["app"]);
    private static readonly MemoryProfile Grown = ProfileText.Make(["app"], (_, _, s) => s == "after_oink" ? ProfileText.Mebibyte : 0);

    public static TheoryData<string> Kinds => ["ceiling", "inconclusive", "unreadable", "reasonless", "shape", "moved"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Reports_OfEveryKind_SayWhy(string kind)
    {
        Verdict verdict = kind switch
        {
            "ceiling" => Judge(BaselineText.Of(Normal, "flow", 12), Normal),
            "inconclusive" => Judge(BaselineText.Of(Normal), Normal, Grown),
            "unreadable" => Unreadable(),
            "reasonless" => Judge(BaselineText.Read(BaselineWriter.Write(BaselineEditor.Accept(null, "flow", [Normal], BaselineText.Change("")))), Normal),
            "shape" => Judge(BaselineText.Of(Normal), ProfileText.Make(["app", "other"])),
            _ => Judge(BaselineText.Of(Normal), Grown),
        };
        Diagnostic reason = verdict.Diagnostics[0];
        Assert.True(reason.Line > 0 || kind is "shape" or "reasonless", reason.ToString());

        // What a person can act on: the sentence, or for growth its row in a table.
        string words = reason.Code == DiagnosticCode.Grew ? "+1.00 MiB" : reason.Message.Split(": ")[^1].Split(" app")[0];
        Assert.Contains(words, Plain(TextReport.Render(verdict)), StringComparison.Ordinal);
        Assert.Contains(words, Plain(MarkdownReport.Render([verdict])), StringComparison.Ordinal);
        Assert.Contains(words, Plain(HtmlReport.Render([verdict])), StringComparison.Ordinal);
        Assert.Contains(words, AnnotationReport.Render([verdict], ""), StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_OfAFailure_SaysHowFarThePeakIsFromTheLastReason() =>
        Assert.Contains("since the last reason given (first): peak +1.00 MiB", MarkdownReport.Render([Judge(BaselineText.Of(Normal, "flow", 99), ProfileText.Make(["app"], (_, _, _) => ProfileText.Mebibyte))]), StringComparison.Ordinal);

    /// <summary>A file that cannot be read is an error at a line of it: a person goes there.</summary>
    [Fact]
    public void Reports_OfAnUnreadableBaseline_SayWhere()
    {
        Verdict verdict = Unreadable();

        Assert.Contains("flow.verified.json(3,2): error CHONK1008: flow: ", TextReport.Render(verdict), StringComparison.Ordinal);
        Assert.Contains("flow.verified.json(3,2): error CHONK1008: flow: ", HtmlReport.Render([verdict]), StringComparison.Ordinal);
        Assert.Contains("\nb.json: error", Plain(MarkdownReport.Render([verdict with { Diagnostics = [verdict.Diagnostics[0] with { File = "/r/b.json", Line = 0 }] }], "/r")), StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_OfHundredsOfCircuits_StayReadable()
    {
        string[] circuits = [.. Enumerable.Range(0, 500).Select(i => $"circuit_{i}")];
        MemoryProfile before = ProfileText.Make(circuits, (_, _, _) => 0);
        MemoryProfile after = ProfileText.Make(circuits, (_, _, _) => 40 * ProfileText.Mebibyte);
        Verdict unclear = Judge(BaselineText.Of(before, "flow", 9999), before, after);
        Verdict renamed = Judge(BaselineText.Of(before, "flow", 9999), ProfileText.Make([.. circuits.Select(c => c + "x")]));

        foreach (Verdict verdict in new[] { unclear, renamed })
        {
            Assert.InRange(TextReport.Render(verdict).Split('\n').Length, 5, 40);
            Assert.InRange(MarkdownReport.Render([verdict]).Split('\n').Length, 5, 60);
            Assert.Contains(" more", TextReport.Render(verdict), StringComparison.Ordinal);
            Assert.Contains(" more", MarkdownReport.Render([verdict]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Reports_OfNamesWithControlCharacters_PassNoneOn()
    {
        const string Hostile = "a\\nflow.json(1,1): error CHONK9999: forged\\u001b[2J\\u202e";
        string Of(long extra) => ProfileText.Of([Hostile, "tail"], (c, _, s) => c == 0 && s == "after_oink" ? extra : 0)
            .Replace("\"other\"", "\"other\\u001b[1m\"", StringComparison.Ordinal).Replace("\"held\"", "\"held\\nforged\"", StringComparison.Ordinal);
        Verdict verdict = Judge(BaselineText.Of(ProfileText.Read(Of(0))), ProfileText.Read(Of(2 * ProfileText.Mebibyte)));

        Assert.Equal(Outcome.Fail, verdict.Outcome);
        foreach (string text in new[] { TextReport.Render(verdict), MarkdownReport.Render([verdict]), AnnotationReport.Render([verdict], ""), verdict.Diagnostics[0] + "\n" })
        {
            Assert.DoesNotContain(text, c => (char.IsControl(c) && c != '\n') || c == '\u202e');
            Assert.DoesNotContain(text.Split('\n'), l => l.StartsWith("flow.json", StringComparison.Ordinal) || l.StartsWith("forged", StringComparison.Ordinal));
        }

        Assert.DoesNotContain('\n', verdict.Diagnostics[0].Message);
    }

    [Fact]
    public void Text_OfVeryLongNames_FitsTheTerminal()
    {
        string circuit = "start" + new string('x', 5000) + "end";
        MemoryProfile Of(long extra) => ProfileText.Read(ProfileText.Of([circuit], (_, _, s) => s == "after_oink" ? extra : 0)
            .Replace("\"other\"", $"\"{new string('c', 300)}\"", StringComparison.Ordinal));
        Verdict verdict = Judge(BaselineText.Of(Of(0)), Of(2 * ProfileText.Mebibyte));

        string[] table = [.. TextReport.Render(verdict, 100).Split('\n').Where(l => l.StartsWith("  ", StringComparison.Ordinal) && l.Contains("MiB  ", StringComparison.Ordinal))];
        Assert.All(table, l => Assert.True(l.Length <= 120, l));
        Assert.NotEmpty(table);
        Assert.True(verdict.Diagnostics[0].Message.Length < 600, verdict.Diagnostics[0].Message);
        Assert.Contains("start", verdict.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Contains("end", verdict.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_OfHundredsOfCircuits_NamesAsManyAsThereIsRoomFor()
    {
        static int Labels(int circuits)
        {
            MemoryProfile profile = ProfileText.Make([.. Enumerable.Range(0, circuits).Select(i => $"circuit_{i}")]);
            return HtmlReport.Render([Judge(BaselineText.Of(profile, "flow", 99999), profile)]).Split("<text transform=").Length - 1;
        }

        Assert.Equal(25, Labels(25));
        Assert.InRange(Labels(500), 40, 80);
    }

    [Fact]
    public void Reports_UnderAnyCulture_AreTheSame()
    {
        string[] Texts()
        {
            Baseline baseline = BaselineText.Of(Normal, "flow", 12);
            Verdict verdict = Judge(baseline, Grown);
            return [BaselineWriter.Write(baseline), TextReport.Render(verdict), MarkdownReport.Render([verdict]), HtmlReport.Render([verdict]), AnnotationReport.Render([verdict], ""),
                SarifReport.Render([verdict], ""), HistoryEntry.Line([verdict], "c", DateTimeOffset.UnixEpoch)];
        }

        CultureInfo before = CultureInfo.CurrentCulture;
        string[] invariant = Texts();
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberDecimalSeparator = ",";
        other.NumberFormat.NegativeSign = "~";
        other.NumberFormat.PositiveSign = "plus";
        try
        {
            CultureInfo.CurrentCulture = other;
            Assert.Equal("~1,5", (-1.5).ToString(CultureInfo.CurrentCulture));
            Assert.Equal(invariant, Texts());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Plain(string text) => text.Replace("\\", "", StringComparison.Ordinal).Replace("&#39;", "'", StringComparison.Ordinal);

    private static Verdict Unreadable()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("{\n \"schema\": 1,\n oops", "flow.verified.json");
        return GateCheck.Check("flow", [Normal], path, BaselineText.Here);
    }

    private static Verdict Judge(Baseline baseline, params MemoryProfile[] runs) =>
        ProfileComparer.Compare(baseline, runs, BaselineText.Here, "flow.verified.json");
}
