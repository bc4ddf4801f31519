using System.Text.Json;
using Chonk.Gate.Rendering;
using Chonk.Gate.Tests.Support;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Tests.Rendering;

public sealed class HistoryEntryTests
{
    [Fact]
    public void Line_Entries_CarryDashboardNamesUnitsAndGroups()
    {
        var profile = ProfileText.Make(["app", "private_kernel_init_3"]);
        Verdict verdict = ProfileComparer.Compare(BaselineText.Of(profile), [profile], BaselineText.Here, "b");
        using JsonDocument line = JsonDocument.Parse(HistoryEntry.Line([verdict], "abc", DateTimeOffset.UnixEpoch));
        JsonElement[] benches = [.. line.RootElement.GetProperty("benches").EnumerateArray()];

        Assert.Equal("abc", line.RootElement.GetProperty("commit").GetProperty("id").GetString());
        Assert.Equal("customSmallerIsBetter", line.RootElement.GetProperty("tool").GetString());
        Assert.Equal(50, benches.Length);
        JsonElement time = benches.Single(b => b.GetProperty("name").GetString() == "app-proving/flow/native/time/00_app_1_trace");
        Assert.Equal((200, "ms"), (time.GetProperty("value").GetInt32(), time.GetProperty("unit").GetString()));
        JsonElement rss = benches.Single(b => b.GetProperty("name").GetString() == "app-proving/flow/native/rss/01_private_kernel_init_3_2_oink");
        Assert.Equal((82, "MB"), (rss.GetProperty("value").GetInt32(), rss.GetProperty("unit").GetString()));
        Assert.Equal("stacked:app-proving/flow/native/rss_over_stages", rss.GetProperty("extra").GetString());
        Assert.Equal(10.001m, benches.Single(b => b.GetProperty("name").GetString() == "app-proving/flow/native/peak_live/00_app_0_alloc").GetProperty("value").GetDecimal());
    }

    [Fact]
    public void LabelOf_CircuitWithoutAName_IsIndexAndStage()
    {
        var profile = ProfileText.Read("""[{"stage":"after_oink","circuit_index":3,"heap_mb":1}]""");
        Verdict verdict = ProfileComparer.Compare(BaselineText.Of(profile), [profile], BaselineText.Here, "b");

        Assert.Equal("03_after_oink", HistoryEntry.LabelOf(verdict.Rows[0]));
    }
}
