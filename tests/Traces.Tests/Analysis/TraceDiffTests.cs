using Chonk.Traces.Analysis;
using Chonk.Traces.Models;
using Chonk.Traces.Reading;
using Chonk.Traces.Tests.Support;
using Xunit;

namespace Chonk.Traces.Tests.Analysis;

public sealed class TraceDiffTests
{
    private static readonly OperationTable Before = new(
    [
        Entry("prove", null, 100), Entry("a", "prove", 60), Entry("b", "prove", 40), Entry("leaf", "a", 50), Entry("leaf", "b", 30),
        Entry("gone", "b", 5),
    ]);

    private static readonly OperationTable After = new(
    [
        Entry("prove", null, 130), Entry("a", "prove", 62), Entry("b", "prove", 68), Entry("leaf", "a", 50), Entry("leaf", "b", 57),
        Entry("new", "b", 4),
    ]);

    [Fact]
    public void Compare_OperationWithTwoParents_ShowsInWhichOfThemItGrew()
    {
        IReadOnlyList<OperationChange> changes = TraceDiff.Compare(Before, After);
        Assert.Equal(8 - 1, changes.Count);
        Assert.Equal(0, Assert.Single(changes, c => c is { Name: "leaf", Parent: "a" }).GrowthNs);
        Assert.Equal(27, Assert.Single(changes, c => c is { Name: "leaf", Parent: "b" }).GrowthNs);
        Assert.Equal(-5, Assert.Single(changes, c => c.Name == "gone").GrowthNs);
        Assert.Null(Assert.Single(changes, c => c.Name == "new").Before);
        Assert.Equal([30, 28, 27], changes.Take(3).Select(c => c.GrowthNs));
    }

    [Fact]
    public void Blame_GrowthInOneBranch_FollowsItToTheLeaf() =>
        Assert.Equal(["prove", "b", "leaf"], TraceDiff.Blame(TraceDiff.Compare(Before, After)).Select(c => c.Name));

    [Fact]
    public void Blame_Improvement_FollowsTheShrinkingBranch() =>
        Assert.Equal(["prove", "b", "leaf"], TraceDiff.Blame(TraceDiff.Compare(After, Before)).Select(c => c.Name));

    [Fact]
    public void Compare_ReferenceWithItself_ChangesNothing()
    {
        OperationTable table = OperationTableReader.Read(Samples.Hierarchical);
        Assert.All(TraceDiff.Compare(table, table), change => Assert.Equal(0, change.GrowthNs));
        Assert.Empty(TraceDiff.Blame(TraceDiff.Compare(table, table)));
    }

    [Fact]
    public void Print_Growth_NamesOperationParentAndPath()
    {
        using StringWriter text = new();
        TraceDiff.Print(Before, After, 10, text);
        Assert.Contains("leaf <- b", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("gone <- b  (gone)", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("Where the change comes from:", text.ToString(), StringComparison.Ordinal);
    }

    private static OperationStatistics Entry(string name, string? parent, long ns) => new(name, parent, ns, ns, ns, 0, 1, 1);
}
