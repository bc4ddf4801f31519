using Chonk.Traces.Benchmarks;
using Chonk.Traces.Dashboard;
using Microsoft.Playwright;
using Xunit;

namespace Chonk.Dashboard.Tests;

/// <summary>The page from a file, without a network, as a person uses it.</summary>
public sealed class DashboardPageTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("chonk-dashboard-").FullName;
    private readonly List<string> problems = [];
    private readonly List<IPage> pages = [];
    private IPage page = null!;

    private string Address => new Uri(Path.Combine(folder, DashboardBuilder.PageName)).AbsoluteUri;

    public async Task InitializeAsync()
    {
        DashboardBuilder.Build(SampleHistory.Records, folder, "https://example.org/chonk");
        if (chromium.Browser is null)
        {
            return;
        }

        page = await NewPageAsync(ColorScheme.Light);
        await page.GotoAsync(Address);
    }

    public async Task DisposeAsync()
    {
        foreach (IPage opened in pages)
        {
            await opened.CloseAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [ChromiumFact]
    public async Task Page_Opened_ShowsEveryCircuitAndStageWithoutAnyRequest()
    {
        Assert.Equal(27, await page.Locator("[data-chart=heap_over_stages] path.series").CountAsync());
        Assert.Equal(4, await page.Locator("section[data-chart]").CountAsync());
        Assert.Equal("40 of 40 commits", await page.Locator("#count").TextContentAsync());
        Assert.Equal(SampleHistory.Flow, await page.Locator("#flow").InputValueAsync());
        Assert.Equal(["native", "wasm"], await page.Locator("#runtime option").AllTextContentsAsync());
        Assert.Equal(27, await page.Locator("td[data-toggle]").CountAsync());
        // 186 - 186/6 = 155, less a fifth from commit 33 on.
        Assert.Equal("124", await page.Locator("td[data-toggle='03_private_kernel_init_3_3_sumcheck']").TextContentAsync());
        Assert.Empty(problems);
    }

    [ChromiumFact]
    public async Task Hover_OverALine_NamesCommitSeriesAndChange()
    {
        // The step of 40 MB at commit 25 in one circuit's oink.
        await HoverAsync("heap_over_stages", SampleHistory.StepAt, 155 + 40);
        string tip = await page.Locator("#tip").InnerTextAsync();
        Assert.Contains(SampleHistory.Records[SampleHistory.StepAt].Commit[..9], tip, StringComparison.Ordinal);
        Assert.Contains("Keep the kernel's inverses </script><b>alive</b>", tip, StringComparison.Ordinal);
        Assert.Contains("03_private_kernel_init_3_2_oink: 195 MB +40 (+25.8%)", tip, StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator("g.strong path.series").CountAsync());
        Assert.Empty(problems);
    }

    [ChromiumFact]
    public async Task Drag_OverAChart_ZoomsAndDoubleClickGoesBack()
    {
        (float from, float y) = await PointAsync("heap_over_stages", 10, 50);
        (float to, _) = await PointAsync("heap_over_stages", 20, 50);
        await page.Mouse.MoveAsync(from, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to, y, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        Assert.Equal("11 of 40 commits", await page.Locator("#count").TextContentAsync());
        Assert.Contains("from=" + SampleHistory.Records[10].Commit[..9], page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        Assert.Equal("11 of 40 commits", await page.Locator("#count").TextContentAsync());
        await page.Locator("[data-chart=memory] svg").DblClickAsync();
        Assert.Equal("40 of 40 commits", await page.Locator("#count").TextContentAsync());
    }

    [ChromiumFact]
    public async Task Filter_WordsAndLegend_HideLines()
    {
        await page.Locator("#filter").FillAsync("kernel oink");
        Assert.Equal(2, await page.Locator("[data-chart=heap_over_stages] path.series").CountAsync());
        await page.Locator("#filter").FillAsync("");
        await page.Locator("td[data-toggle='02_Token:transfer_1_trace']").ClickAsync();
        Assert.Equal(26, await page.Locator("[data-chart=heap_over_stages] path.series").CountAsync());
        await page.Locator("thead th").Nth(1).ClickAsync();
        Assert.Equal(20, await page.Locator("[data-chart=heap_over_stages] path.series").CountAsync());
        await page.ReloadAsync();
        Assert.Equal(20, await page.Locator("[data-chart=heap_over_stages] path.series").CountAsync());
        await page.Locator("#reset").ClickAsync();
        Assert.Equal(27, await page.Locator("[data-chart=heap_over_stages] path.series").CountAsync());
    }

    [ChromiumFact]
    public async Task Click_OnACommit_PinsItAndThePermalinkOpensIt()
    {
        (float x, float y) = await PointAsync("heap_over_stages", SampleHistory.StepAt, 60);
        await page.Mouse.ClickAsync(x, y);
        string hash = SampleHistory.Records[SampleHistory.StepAt].Commit;
        Assert.Contains("commit=" + hash[..9], page.Url, StringComparison.Ordinal);
        string link = page.Url;

        IPage other = await NewPageAsync(ColorScheme.Dark);
        await other.GotoAsync(link);
        string pinned = await other.Locator("#pinned").InnerTextAsync();
        Assert.Contains(hash[..9], pinned, StringComparison.Ordinal);
        Assert.Contains("03_private_kernel_init_3_2_oink +40 (+25.8%)", pinned, StringComparison.Ordinal);
        Assert.Equal($"https://example.org/chonk/commit/{hash}", await other.Locator("#pinned a").GetAttributeAsync("href"));
        Assert.True(await other.Locator("line.pin").CountAsync() >= 4);
        Assert.Empty(problems);
    }

    [ChromiumFact]
    public async Task Flow_Changed_ShowsTheOtherFlowsRuntimes()
    {
        await page.Locator("#runtime").SelectOptionAsync("wasm");
        await page.Locator("#flow").SelectOptionAsync(SampleHistory.OtherFlow);
        Assert.Equal(["native"], await page.Locator("#runtime option").AllTextContentsAsync());
        Assert.Contains("runtime=native", page.Url, StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task Theme_FollowsTheSystemAndTheButton()
    {
        IPage dark = await NewPageAsync(ColorScheme.Dark);
        await dark.GotoAsync(Address);
        Assert.Equal("dark", await dark.Locator("html").GetAttributeAsync("data-theme"));
        await dark.Locator("#theme").ClickAsync();
        Assert.Equal("light", await dark.Locator("html").GetAttributeAsync("data-theme"));
        Assert.Equal("light", await page.Locator("html").GetAttributeAsync("data-theme"));
        if (Environment.GetEnvironmentVariable("CHONK_PICTURES") is { } pictures)
        {
            await dark.Locator("#theme").ClickAsync();
            await HoverAsync("heap_over_stages", SampleHistory.StepAt, 195);
            await page.ScreenshotAsync(new() { Path = Path.Combine(pictures, "dashboard-light.png") });
            await dark.GotoAsync($"{Address}#commit={SampleHistory.Records[SampleHistory.StepAt].Commit[..9]}");
            await dark.ReloadAsync();
            await dark.ScreenshotAsync(new() { Path = Path.Combine(pictures, "dashboard-dark.png") });
        }
    }

    [ChromiumFact]
    public async Task EmptyHistory_SaysSo()
    {
        DashboardBuilder.Build([], folder);
        await page.GotoAsync("about:blank");
        await page.GotoAsync(Address);
        Assert.Contains("No measurements yet.", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(problems);
    }

    [Fact]
    public void Build_AnyHistory_NamesNothingOutsideThePage()
    {
        string text = File.ReadAllText(Path.Combine(folder, DashboardBuilder.PageName));
        Assert.DoesNotContain("<script src", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", text, StringComparison.Ordinal);
        // A commit's message must not end the script element that it is in.
        Assert.DoesNotContain("inverses </script>", text, StringComparison.Ordinal);
        DashboardBuilder.Build([new BenchRecord("c", DateTimeOffset.UnixEpoch, "", [])], folder, "javascript:alert(1)");
        Assert.DoesNotContain("javascript:alert", File.ReadAllText(Path.Combine(folder, DashboardBuilder.PageName)), StringComparison.Ordinal);
    }

    private async Task<IPage> NewPageAsync(ColorScheme scheme)
    {
        IPage opened = await chromium.Browser!.NewPageAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = 1440, Height = 1000 } });
        pages.Add(opened);
        opened.Console += (_, message) => Note(message.Type == "error", $"console: {message.Text}");
        opened.PageError += (_, error) => Note(true, $"error: {error}");
        opened.Request += (_, request) => Note(!request.Url.StartsWith("file:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal), $"request: {request.Url}");
        return opened;
    }

    private void Note(bool isProblem, string text)
    {
        if (isProblem)
        {
            problems.Add(text);
        }
    }

    private async Task HoverAsync(string chart, int commit, double value)
    {
        (float x, float y) = await PointAsync(chart, commit, value);
        await page.Mouse.MoveAsync(x, y);
    }

    /// <summary>Where a value is drawn: by the position of the line of largest value, whose value is known.</summary>
    private async Task<(float X, float Y)> PointAsync(string chart, int commit, double value)
    {
        double[] place = await page.EvaluateAsync<double[]>(
            """
            ([chart, commit, value]) => {
              const svg = document.querySelector(`[data-chart=${chart}] svg`);
              const box = svg.getBoundingClientRect();
              const scale = box.width / svg.viewBox.baseVal.width;
              const ys = [...svg.querySelectorAll("line.grid")].map(l => [Number(l.nextSibling.textContent.replace(",", "")), Number(l.getAttribute("y1"))]);
              const [v0, y0] = ys[0], [v1, y1] = ys[ys.length - 1];
              const left = 58, right = svg.viewBox.baseVal.width - 12;
              return [box.x + scale * (left + commit / 39 * (right - left)), box.y + scale * (y0 + (value - v0) / (v1 - v0) * (y1 - y0))];
            }
            """,
            new object[] { chart, commit, value });
        return ((float)place[0], (float)place[1]);
    }
}
