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
        Assert.Contains("to accept: dotnet build -c Release -t:UpdateMemoryBaselines", report, StringComparison.Ordinal);
        Assert.All(report.Split('\n').Skip(1).TakeWhile(l => !l.Contains("since", StringComparison.Ordinal)), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public void Render_ManyRows_ShowsTheWorstTenAndCountsTheRest()
    {
        string[] circuits = [.. Enumerable.Range(0, 4).Select(i => $"c{i}")];
        MemoryProfile now = ProfileText.Make(circuits, (c, _, _) => (c + 1) * ProfileText.Mebibyte);
        Verdict verdict = ProfileComparer.Compare(BaselineText.Of(ProfileText.Make(circuits), "flow", 999), [now], BaselineText.Here, "b");
        string report = TextReport.Render(verdict);

        Assert.Contains("and 10 more", report, StringComparison.Ordinal);
        Assert.True(report.IndexOf("c3:", StringComparison.Ordinal) < report.IndexOf("c2:", StringComparison.Ordinal));
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

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(262144, "256.0 KiB")]
    [InlineData(-1048576, "-1.00 MiB")]
    [InlineData(1L << 32, "4.00 GiB")]
    public void Bytes_Amount_IsInItsUnit(long bytes, string expected) => Assert.Equal(expected, Amounts.Bytes(bytes));

    private static Verdict Judge(long mebibytes) => ProfileComparer.Compare(
        BaselineText.Of(ProfileText.Make(["app"])),
        [ProfileText.Make(["app"], (_, _, s) => s == "after_oink" ? mebibytes * ProfileText.Mebibyte : 0)],
        BaselineText.Here,
        "flow.verified.json");
}
