using Chonk.Gate.Baselines;
using Chonk.Gate.Profiles;
using Chonk.Gate.Rendering;
using Chonk.Gate.Running;
using Chonk.Gate.Tests.Support;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Tests.Rendering;

public sealed class HtmlPageTests
{
    [ChromiumFact]
    public void Page_InABrowser_ShowsVerdictPlotAndTables()
    {
        MemoryProfile now = ProfileText.Make(["app", "inner", "inner"], (c, _, s) => c == 1 && s == "after_oink" ? 8 * ProfileText.Mebibyte : 0);
        Baseline baseline = BaselineText.Of(ProfileText.Make(["app", "inner", "inner"]));
        using var folder = new TemporaryFolder();
        string page = folder.Write(HtmlReport.Render([ProfileComparer.Compare(baseline, [now], BaselineText.Here, "b.json")]), "page.html");

        string dom = Browse(folder, "--dump-dom", new Uri(page).AbsoluteUri);
        Assert.Contains("<span class=\"badge fail\">FAIL</span>", dom, StringComparison.Ordinal);
        Assert.Equal(15, dom.Split("<rect class=\"hit\"").Length - 1);
        Assert.Single(dom.Split("<circle class=\"bad\"").Skip(1));
        Assert.Contains("<title>inner:after_oink\nlive 30.00 MiB (+8.00 MiB)\npeak live 30.00 MiB (+8.00 MiB)", dom, StringComparison.Ordinal);

        string picture = folder["page.png"];
        Browse(folder, $"--screenshot={picture}", "--window-size=1200,900", new Uri(page).AbsoluteUri);
        Assert.True(new FileInfo(picture).Length > 20_000);
    }

    private static string Browse(TemporaryFolder folder, params string[] options)
    {
        string[] quiet =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", $"--user-data-dir={folder["user"]}",
        ];
        ProcessResult result = ChildProcess.Run(
            [ChromiumFactAttribute.Browser!, .. quiet, .. options], new Dictionary<string, string>(), folder.Path, TimeSpan.FromMinutes(2), CancellationToken.None);
        Assert.True(result.Succeeded, string.Join('\n', result.LastLines));
        return result.Output;
    }
}
