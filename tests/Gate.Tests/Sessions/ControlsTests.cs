using Chonk.Gate.Running;
using Chonk.Gate.Sessions;
using Chonk.Gate.Tests.Support;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Tests.Sessions;

public sealed class ControlsTests
{
    [Theory]
    [InlineData("b", "after_oink", true)]
    [InlineData("#1", "after_oink", true)]
    [InlineData("*", "after_oink", false)]
    [InlineData("a", "after_oink", false)]
    [InlineData("b", "after_trace", false)]
    [InlineData("b", "after_sumcheck", false)]
    public void Names_GrowthInOneStage_IsThatStageOnly(string circuit, string stage, bool expected) =>
        Assert.Equal(expected, Controls.Names(Judge(_ => false), new ControlSwitch(circuit, stage, 1)));

    [Theory]
    [InlineData("after_oink", true)]
    [InlineData("after_sumcheck", false)]
    [InlineData("after_accumulate", false)]
    public void Names_PeakOfAnotherCheckpoint_IsNotThatStage(string grownPeak, bool expected) =>
        Assert.Equal(expected, Controls.Names(Judge(stage => stage == grownPeak), new ControlSwitch("b", "after_oink", 1)));

    [Fact]
    public void Names_NoGrowth_IsNotFound() => Assert.False(Controls.Names(
        ProfileComparer.Compare(BaselineText.Of(ProfileText.Make(["a"])), [ProfileText.Make(["a"])], BaselineText.Here, "b"), new ControlSwitch("a", "after_oink", 1)));

    /// <summary>Circuit b holds 1 MiB more after_oink; where asked, only the peak of another of its stages has risen as well.</summary>
    private static Verdict Judge(Func<string, bool> hasHigherPeak)
    {
        string text = ProfileText.Of(["a", "b"], (c, _, s) => c == 1 && s == "after_oink" ? ProfileText.Mebibyte : 0);
        string[] rows = text.Split('\n');
        for (int i = 5; i < rows.Length; i++)
        {
            string stage = ProfileText.Stages[i - 5];
            rows[i] = hasHigherPeak(stage) ? rows[i].Replace("\"peak_live_bytes\":2", "\"peak_live_bytes\":3", StringComparison.Ordinal) : rows[i];
        }

        return ProfileComparer.Compare(
            BaselineText.Of(ProfileText.Make(["a", "b"])), [ProfileText.Read(string.Join('\n', rows))], BaselineText.Here, "b");
    }
}
