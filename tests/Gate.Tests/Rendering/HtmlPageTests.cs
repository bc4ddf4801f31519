using System.Text.RegularExpressions;
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

    /// <summary>The page loads no script; a copy of it is given one that measures.</summary>
    [ChromiumFact]
    public void Tables_AtTwelveHundredPixels_AreNotCut()
    {
        string[] circuits = ["MerkleMembership:prove_membership", "OrderSettlement:settle", "private_kernel_reset_inner_and_more"];
        MemoryProfile Of(long mebibytes) => ProfileText.Make(circuits, (_, _, s) => s == "after_oink" ? mebibytes * ProfileText.Mebibyte : 0);
        string page = HtmlReport.Render([ProfileComparer.Compare(BaselineText.Of(Of(0)), [Of(8)], BaselineText.Here, "b.json")]);
        Assert.Contains("<th>stage</th><th class=\"text\">categories that grew</th><th class=\"text\">from zones</th>", page, StringComparison.Ordinal);
        Assert.Contains("masked: not above", page, StringComparison.Ordinal);
        Assert.Contains("advisory: shown and not judged, the baseline holds no tolerance", page, StringComparison.Ordinal);
        const string Script = """
            <script>for (const d of document.querySelectorAll('details')) d.open = true;
            document.body.append('measured ' + [...document.querySelectorAll('.scroll')].map(s => s.scrollWidth <= s.clientWidth).join(' '));</script>
            """;
        using var folder = new TemporaryFolder();
        string measured = folder.Write(Regex.Replace(page, "<meta http-equiv[^>]*>", "").Replace("</body>", Script + "</body>", StringComparison.Ordinal), "page.html");

        Assert.Contains("measured true true", Browse(folder, "--dump-dom", "--window-size=1200,900", new Uri(measured).AbsoluteUri), StringComparison.Ordinal);
    }

    private static string Browse(TemporaryFolder folder, params string[] options)
    {
        string[] quiet =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", $"--user-data-dir={folder["user"]}",
        ];
        ProcessResult result = ChildProcess.Run(
            [ChromiumFactAttribute.Browser!, .. quiet, .. options], new Dictionary<string, string>(), folder.Path, Patience.Limit, CancellationToken.None);
        Assert.True(result.Succeeded, string.Join('\n', result.LastLines));
        return result.Output;
    }
}
