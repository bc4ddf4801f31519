using Chonk.Gate.Profiles;
using Chonk.Gate.Texts;

namespace Chonk.Gate.Tests.Texts;

public sealed class AmountsTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(262144, "256.0 KiB")]
    [InlineData(-1048576, "-1.00 MiB")]
    [InlineData(1L << 32, "4.00 GiB")]
    public void Bytes_Amount_IsInItsUnit(long bytes, string expected) => Assert.Equal(expected, Amounts.Bytes(bytes));

    [Fact]
    public void SignedText_Metric_IsInItsUnitAndNeverWithoutASign()
    {
        Assert.Equal("+0 B", Amounts.SignedText(Metric.LiveBytes, 0));
        Assert.Equal("-1.00 MiB", Amounts.SignedText(Metric.LiveBytes, -1 << 20));
        Assert.Equal("+20 ms", Amounts.SignedText(Metric.TimeMilliseconds, 20));
    }

    [Theory]
    [InlineData(0.0, "+0.0 %")]
    [InlineData(-0.125, "-12.5 %")]
    [InlineData(double.PositiveInfinity, "new")]
    public void SignedPercent_Share_IsOfAHundred(double share, string expected) => Assert.Equal(expected, Amounts.SignedPercent(share));

    [Theory]
    [InlineData(1, "", "and 1 more checkpoint")]
    [InlineData(2, "", "and 2 more checkpoints")]
    [InlineData(1000, "a.txt", "and 1000 more checkpoints: a.txt")]
    public void More_Count_IsSingularOrPluralAndSaysWhere(int rest, string restIn, string expected) =>
        Assert.Equal(expected, Amounts.More(rest, "checkpoint", restIn));
}
