using Chonk.Gate.Profiles;
using Chonk.Gate.Rendering;
using Chonk.Gate.Tests.Support;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Tests.Rendering;

public sealed class TextReportTests
{
    [Fact]
    public void Line_Pass_NamesPeakPlaceAndVerdict() => Assert.Equal(
        "memory gate: flow: peak 14.00 MiB live in app:after_accumulate, +0.0 % since the baseline, 5 checkpoints: pass",
        TextReport.Line(Judge(0)));

    [Fact]
    public void Line_Fail_NamesTheWorstStage() => Assert.EndsWith(
        ", worst stage app:after_oink +2.00 MiB live, 5 checkpoints: FAIL", TextReport.Line(Judge(2)), StringComparison.Ordinal);

    [Fact]
    public void Render_Failure_ShowsTableReasonAndCommandWithinTheWidth()
    {
        string report = TextReport.Render(Judge(2), 100);

        Assert.Contains("app:after_oink", report, StringComparison.Ordinal);
        Assert.Contains("other +2.00 MiB", report, StringComparison.Ordinal);
        Assert.Contains("app:after_oink grew from held +2.00 MiB\n", report, StringComparison.Ordinal);
        Assert.Contains("since the last reason given (first): peak +0 B", report, StringComparison.Ordinal);
        Assert.Contains("to accept: dotnet build -c Release -t:UpdateMemoryBaselines '-p:ChonkBaselineReason=\"why it changed\"'\n", report, StringComparison.Ordinal);
        Assert.All(report.Split('\n').Skip(1).TakeWhile(l => !l.Contains("since", StringComparison.Ordinal)), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public void Render_ElevenRows_LeavesOutTheSmallestAndKeepsTheOrder()
    {
        // The largest growth is the last of eleven; the fourth grew least.
        string report = TextReport.Render(Eleven, 200, "/x/flow.report.txt");
        string[] table = [.. report.Split('\n').Where(l => l.Contains("  live  ", StringComparison.Ordinal)).Select(l => l.Trim().Split(' ')[0])];

        Assert.Equal(["c00:after_oink", "c01:after_oink", "c02:after_oink", .. Enumerable.Range(4, 7).Select(i => $"c{i:00}:after_oink")], table);
        Assert.Contains("\n  and 1 more checkpoint: /x/flow.report.txt\n", report, StringComparison.Ordinal);
        Assert.Contains(", worst stage c10:after_oink +21.00 MiB live, first stage c00:after_oink +2.00 MiB live, 55 checkpoints: FAIL", report, StringComparison.Ordinal);
        Assert.Contains("growth begins at c00:after_oink: what is held from there stays", report, StringComparison.Ordinal);
    }

    [Fact]
    public void RenderWhole_LongNamesAndManyRows_CutsNothing()
    {
        string circuit = "start" + new string('x', 200) + "end";
        MemoryProfile Of(int more) => ProfileText.Make([.. Enumerable.Range(0, 12).Select(i => $"{i}{circuit}")], (c, _, _) => more * (c + 1) * ProfileText.Mebibyte);
        Verdict verdict = ProfileComparer.Compare(BaselineText.Of(Of(0), "flow", 999), [Of(1)], BaselineText.Here, "b");
        string report = TextReport.RenderWhole(verdict);

        // The first line stays one a terminal can show.
        Assert.DoesNotContain("…", report[report.IndexOf('\n', StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain(" more", report, StringComparison.Ordinal);
        Assert.All(verdict.Rows, r => Assert.Equal(2, report.Split('\n').Count(l => l.StartsWith($"  {r.Key.Circuit}:{r.Key.Stage}  ", StringComparison.Ordinal))));
    }

    [Fact]
    public void RenderWhole_Pass_HasEveryCheckpoint()
    {
        string report = TextReport.RenderWhole(Judge(0));

        Assert.All(ProfileText.Stages, s => Assert.Contains($"\n  app:{s} ", report, StringComparison.Ordinal));
        Assert.DoesNotContain("to accept", report, StringComparison.Ordinal);
    }

    [Fact]
    public void TextTable_LongFirstColumn_IsShortenedInItsMiddle()
    {
        var table = new TextTable("name", "n");
        table.Add(new string('a', 60) + new string('b', 60), "1");
        string[] lines = table.Render(60).Split('\n');

        Assert.All(lines, l => Assert.True(l.Length <= 60, l));
        Assert.Contains("a…b", lines[2], StringComparison.Ordinal);
    }

    private static Verdict Eleven
    {
        get
        {
            string[] circuits = [.. Enumerable.Range(0, 11).Select(i => $"c{i:00}")];
            MemoryProfile Of(bool isGrown) => ProfileText.Make(
                circuits, (c, _, s) => isGrown && s == "after_oink" ? (c == 3 ? 1 : c == 10 ? 21 : c + 2) * ProfileText.Mebibyte : 0);
            return ProfileComparer.Compare(BaselineText.Of(Of(false)), [Of(true)], BaselineText.Here, "b");
        }
    }

    private static Verdict Judge(long mebibytes) => ProfileComparer.Compare(
        BaselineText.Of(ProfileText.Make(["app"])),
        [ProfileText.Make(["app"], (_, _, s) => s == "after_oink" ? mebibytes * ProfileText.Mebibyte : 0)],
        BaselineText.Here,
        "flow.verified.json");
}
