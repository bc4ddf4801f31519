using Chonk.Gate.Running;
using Chonk.Gate.Tests.Support;
using Chonk.Gate.Updates;

namespace Chonk.Gate.Tests.Updates;

/// <summary>A baseline is the memory of a commit: from files that differ from it, none is taken unless that is allowed.</summary>
public sealed class DirtyTreeTests : IDisposable
{
    private readonly ProfiledFlow flow = new(ProfileText.Of(["app"]));

    [Fact]
    public void Accept_TrackedFilesDiffer_IsRefusedUnlessAllowed()
    {
        Git("init", "-q");
        Git("add", ".");
        Git("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "-m", "first");
        Assert.DoesNotContain("-dirty", Accept().Written!.History[^1].Commit, StringComparison.Ordinal);

        // The baseline itself may differ, and what git does not know: a flow updated before this one, a build's output.
        Git("add", ".");
        File.WriteAllText(Path.Combine(flow.Root, "untracked"), "x");
        Assert.NotNull(Accept().Written);

        File.AppendAllText(Path.Combine(flow.Root, "source"), "changed");
        UpdateResult refused = Accept();
        Assert.Contains("tracked files differ from the commit", refused.Refusal!.Message, StringComparison.Ordinal);
        Assert.EndsWith("-dirty", Accept(allowsDirty: true).Written!.History[^1].Commit, StringComparison.Ordinal);
        Git("checkout", "-q", "source");
        Assert.NotNull(Accept().Written);
    }

    [Fact]
    public void Accept_TreeWithoutACommit_IsRefusedUnlessAllowed()
    {
        Git("init", "-q");

        Assert.Contains("git cannot tell which commit this is", Accept().Refusal?.Message, StringComparison.Ordinal);
        Assert.NotNull(Accept(allowsDirty: true).Written);
    }

    /// <summary>The baseline is committed where it stands, whatever repository its flow comes from.</summary>
    [Fact]
    public void Accept_FlowFromElsewhere_IsOfTheBaselinesCommit()
    {
        using var elsewhere = new ProfiledFlow(ProfileText.Of(["app"]));
        Git("init", "-q");
        Git("add", ".");
        Git("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "-m", "first");
        UpdateRequest request = Request() with { Flow = flow.Flow with { File = elsewhere.Flow.File } };

        Assert.Matches("^[0-9a-f]{12}$", BaselineUpdater.Accept(request).Written!.History[^1].Commit);
        File.AppendAllText(Path.Combine(flow.Root, "source"), "changed");
        Assert.Contains("tracked files differ", BaselineUpdater.Accept(request).Refusal?.Message, StringComparison.Ordinal);
    }

    public void Dispose() => flow.Dispose();

    private UpdateResult Accept(bool allowsDirty = false) => BaselineUpdater.Accept(Request() with { AllowsDirty = allowsDirty });

    private UpdateRequest Request() => new()
    {
        Flow = flow.Flow,
        ProfilePaths = [flow.ProfilePath],
        BaselinePath = flow.BaselinePath,
        ProverPath = flow.ProverFolder,
        Reason = "test",
    };

    private void Git(params string[] words)
    {
        File.AppendAllText(Path.Combine(flow.Root, "source"), "");
        ProcessResult result = ChildProcess.Run(
            ["git", .. words], new Dictionary<string, string>(), flow.Root, TimeSpan.FromSeconds(30), CancellationToken.None);
        Assert.True(result.Succeeded, string.Join('\n', result.LastLines));
    }
}
