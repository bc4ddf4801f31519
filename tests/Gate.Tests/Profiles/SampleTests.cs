using Chonk.Gate.Profiles;

namespace Chonk.Gate.Tests.Profiles;

public sealed class SampleTests
{
    [Theory]
    [InlineData("70 70 71 70 71 70 71 70", false)]
    [InlineData("70 70 71 70 90 91 90 91", true)]
    [InlineData("70 70 70 70 70 70 70 90", false)]
    [InlineData("70 72 74 76 78 80 82 84", false)]
    [InlineData("70 70 70 70 72 72 72 72", true)]
    public void HasTwoClusters_Sample_IsToldApart(string values, bool expected) =>
        Assert.Equal(expected, Sample.HasTwoClusters([.. values.Split(' ').Select(long.Parse)]));
}
