using Chonk.Gate.Baselines;
using Chonk.Gate.Profiles;
using Chonk.Gate.Rendering;
using Chonk.Gate.Tests.Support;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Tests.Verdicts;

/// <summary>The one command a verdict is answered with, which every output quotes.</summary>
public sealed class RemedyTests
{
    private const string Build = "dotnet build src/a.csproj -c Release";

    [Fact]
    public void Remedy_OfEachVerdict_IsTheCommandThatWillBeObeyed()
    {
        MemoryProfile normal = ProfileText.Make(["app"]);
        MemoryProfile grown = ProfileText.Make(["app"], (_, _, s) => s == "after_oink" ? 9 * ProfileText.Mebibyte : 0);
        const string accept = " -t:UpdateMemoryBaselines '-p:ChonkBaselineReason=\"why it changed\"'";

        Assert.Null(Judge(BaselineText.Of(normal), normal).Remedy);
        Assert.Equal(new Remedy("to accept", Build + accept), Judge(BaselineText.Of(normal), grown).Remedy);
        Assert.Equal(new Remedy("to tighten", Build + " -t:UpdateMemoryBaselines -p:ChonkBaselineTightenOnly=true"), Judge(BaselineText.Of(grown), normal).Remedy);

        // 21 MiB and a thousand bytes do not fit under 21 MiB.
        Assert.Equal(
            new Remedy("to accept, and to raise the ceiling", Build + accept + " -p:ChonkBaselineMaxMb=22"),
            Judge(BaselineText.Of(normal, "flow", 16), grown).Remedy! with { });
    }

    [Fact]
    public void Remedy_OfAControlRun_IsNotToAcceptIt()
    {
        MemoryProfile grown = ProfileText.Make(["app"], (_, _, s) => s == "after_oink" ? 9 * ProfileText.Mebibyte : 0);
        Verdict verdict = Judge(BaselineText.Of(ProfileText.Make(["app"])), grown) with { ControlStage = "app:after_oink:9" };

        Assert.Equal(Build, verdict.Remedy!.Command);
        foreach (string text in new[] { TextReport.Render(verdict), MarkdownReport.Render([verdict]), HtmlReport.Render([verdict]) })
        {
            Assert.Contains("this was a control run", text, StringComparison.Ordinal);
            Assert.DoesNotContain("UpdateMemoryBaselines", text, StringComparison.Ordinal);
        }
    }

    /// <summary>What tightening does not mend, an update does: a metric the baseline does not hold.</summary>
    [Fact]
    public void Remedy_OfAMetricTheBaselineLacks_IsAnUpdate()
    {
        string text = ProfileText.Of(["app"]);
        Baseline old = BaselineText.Of(ProfileText.Read(text.Replace("\"peak_live_bytes\"", "\"unknown\"", StringComparison.Ordinal)));

        Assert.Equal("to accept", Judge(old, ProfileText.Read(text)).Remedy!.Purpose);
    }

    [Theory]
    [InlineData("/r/src/a.csproj", "/r/", "/r", "src/a.csproj")]
    [InlineData("/r/src/a.csproj", "/r", "/r/src", "/r/src/a.csproj")]
    [InlineData("/r/src/a.csproj", "/r/flows/", "/elsewhere", "/r/src/a.csproj")]
    [InlineData("/rest/a.csproj", "/r", "/r", "/rest/a.csproj")]
    public void ProjectAsNamed_FromAnywhere_IsAPathThatWorksThere(string project, string root, string directory, string expected) =>
        Assert.Equal(expected, Remedy.ProjectAsNamed(project, root, directory));

    [Fact]
    public void Accept_ProjectWithBlanks_IsQuoted() =>
        Assert.StartsWith("dotnet build 'my prover/it'\\''s.csproj' -c Release", Remedy.Accept("my prover/it's.csproj"), StringComparison.Ordinal);

    private static Verdict Judge(Baseline baseline, MemoryProfile now) =>
        ProfileComparer.Compare(baseline, [now], BaselineText.Here, "b.json") with { Project = "src/a.csproj" };
}
