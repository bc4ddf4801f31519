using Chonk.Traces.Benchmarks;
using Xunit;

namespace Chonk.Traces.Tests.Benchmarks;

public sealed class ComparerTests
{
    private static readonly double[] Noisy = [100, 103, 98, 101, 99, 102, 97, 100];

    [Theory]
    [InlineData(100, ComparisonStatus.Stable)]
    [InlineData(105, ComparisonStatus.Stable)]
    [InlineData(107, ComparisonStatus.Regression)]
    [InlineData(93, ComparisonStatus.Improvement)]
    public void Compare_NoisyNumber_CountsBeyondThreeDeviations(double value, ComparisonStatus expected)
    {
        Comparison row = Assert.Single(new Comparer().Compare(History(Noisy), [Entry(value)]));
        Assert.Equal(expected, row.Status);
        Assert.Equal(100, row.Mean);
        Assert.Equal(2, row.StandardDeviation, 1e-9);
        Assert.Equal((value - 100) / 2, row.ZScore, 1e-9);
        Assert.Equal((value - 100) / 100, row.Change!.Value, 1e-9);
    }

    [Theory]
    [InlineData(100, ComparisonStatus.Stable)]
    [InlineData(100.5, ComparisonStatus.Stable)]
    [InlineData(102, ComparisonStatus.Regression)]
    [InlineData(98, ComparisonStatus.Improvement)]
    public void Compare_NumberThatNeverMoved_CountsFromOnePercent(double value, ComparisonStatus expected) =>
        Assert.Equal(expected, Assert.Single(new Comparer().Compare(History([100, 100, 100]), [Entry(value)])).Status);

    [Fact]
    public void Compare_Window_ForgetsOlderValues()
    {
        IReadOnlyList<BenchRecord> history = History([.. Enumerable.Repeat(500.0, 20), .. Noisy]);
        Comparison row = Assert.Single(new Comparer(Window: 8).Compare(history, [Entry(107)]));
        Assert.Equal((8, ComparisonStatus.Regression), (row.WindowLength, row.Status));
        Assert.Equal(ComparisonStatus.Stable, Assert.Single(new Comparer(Window: 28).Compare(history, [Entry(107)])).Status);
    }

    [Fact]
    public void Compare_NewGoneAndFew_AreNamed()
    {
        BenchRecord[] history = [.. History([1, 1, 1]), new("c9", DateTimeOffset.UnixEpoch.AddDays(9), "", [Entry(1), new("gone", "MB", 4)])];
        IReadOnlyList<Comparison> rows = new Comparer().Compare(history, [Entry(1), new("new", "MB", 1)]);
        Assert.Equal(ComparisonStatus.Gone, Assert.Single(rows, row => row.Name == "gone").Status);
        Assert.Equal(ComparisonStatus.New, Assert.Single(rows, row => row.Name == "new").Status);
        Assert.Equal(ComparisonStatus.TooFew, Assert.Single(new Comparer().Compare(History([1, 1]), [Entry(50)])).Status);
        using StringWriter text = new();
        Comparer.Print(rows, text);
        Assert.Contains("| gone | gone |", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("| new | new | 1 MB |", text.ToString(), StringComparison.Ordinal);
    }

    private static BenchEntry Entry(double value) => new("flow/seconds", "ms", value);

    private static BenchRecord[] History(double[] values) =>
        [.. values.Select((value, i) => new BenchRecord($"c{i}", DateTimeOffset.UnixEpoch.AddHours(i), "", [Entry(value)]))];
}
