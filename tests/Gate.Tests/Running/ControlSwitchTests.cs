using Chonk.Gate.Profiles;
using Chonk.Gate.Running;
using Chonk.Gate.Tests.Support;

namespace Chonk.Gate.Tests.Running;

public sealed class ControlSwitchTests
{
    [Theory]
    [InlineData("*:after_oink:2", "*", "after_oink", 2)]
    [InlineData("#0:after_trace:1", "#0", "after_trace", 1)]
    [InlineData("app:main:s:1024", "app:main", "s", 1024)]
    public void TryParse_Switch_IsReadFromItsEnd(string text, string circuit, string stage, int mebibytes) =>
        Assert.Equal(new ControlSwitch(circuit, stage, mebibytes), ControlSwitch.TryParse(text));

    [Theory]
    [InlineData("")]
    [InlineData("after_oink:2")]
    [InlineData("*:after_oink:0")]
    [InlineData("*:after_oink:-1")]
    [InlineData("*:after_oink:+1")]
    [InlineData("*:after_oink:1.5")]
    [InlineData("*:after_oink:99999999999")]
    [InlineData("*::1")]
    [InlineData(":after_oink:1")]
    public void TryParse_AnythingElse_IsNone(string text) => Assert.Null(ControlSwitch.TryParse(text));

    [Theory]
    [InlineData("*:after_oink:1", null)]
    [InlineData("tail:after_oink:1", null)]
    [InlineData("#1:after_oink:1", null)]
    [InlineData("tial:after_oink:1", "no circuit 'tial'; circuits are #0 app, #1 tail")]
    [InlineData("#2:after_oink:1", "no circuit '#2'; circuits are #0 app, #1 tail")]
    [InlineData("#01:after_oink:1", "no circuit '#01'; circuits are #0 app, #1 tail")]
    [InlineData("*:after_nothing:1", "no stage 'after_nothing'; stages are after_alloc, after_trace, after_oink, after_sumcheck, after_accumulate")]
    public void Misses_NameThatIsNot_NamesThoseThatAre(string text, string? expected) =>
        Assert.Equal(expected, ControlSwitch.TryParse(text)!.Misses(ProfileText.Make(["app", "tail"])));

    [Fact]
    public void Misses_ManyCircuits_NamesTwentyAndCountsTheRest()
    {
        MemoryProfile profile = ProfileText.Make([.. Enumerable.Range(0, 30).Select(i => $"c{i}")]);
        Assert.EndsWith(", #19 c19 and 10 more", ControlSwitch.TryParse("x:after_oink:1")!.Misses(profile), StringComparison.Ordinal);
    }
}
