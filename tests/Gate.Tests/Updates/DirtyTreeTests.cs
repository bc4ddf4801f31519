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

    /// <summary>What is built and not committed nobody else has; what git ignores, or what lies elsewhere, is nobody's source.</summary>
    [Fact]
    public void Accept_UntrackedFileAmongTheSources_IsRefusedUnlessAllowedOrIgnored()
    {
        string project = Write("p", "app", "app.csproj");
        Write("p", "lib", "lib.csproj");
        Git("init", "-q");
        Git("add", ".");
        Git("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "-m", "first");
        Write("""{"version":3,"libraries":{"lib/1.0.0":{"type":"project","path":"../lib/lib.csproj","msbuildProject":"../lib/lib.csproj"},"x/1.0.0":{"type":"package","path":"x"}}}""", "app", "obj", "project.assets.json");
        UpdateRequest request = Request() with { SourceFolders = SourceFolders.Of(project) };
        UpdateResult Accepted(bool allowsDirty = false) => BaselineUpdater.Accept(request with { AllowsDirty = allowsDirty });

        foreach (string[] harmless in new[] { new[] { "notes.cs" }, ["elsewhere", "New.cs"], ["app", "bin", "Debug", "app.dll"], ["lib", "obj", "lib.g.cs"], ["app", "flows", "f", Flow.FileName] })
        {
            Write("x", harmless);
        }

        Assert.Matches("^[0-9a-f]{12}$", Accepted().Written!.History[^1].Commit);

        string first = Write("x", "lib", "deep", "Ä b.cs");
        string refusal = Accepted().Refusal!.Message;
        Assert.Contains($"the prover's sources hold what the commit does not: {first}; commit or ignore it first", refusal, StringComparison.Ordinal);
        Write("x", "lib", "Other.cs");
        Assert.Contains(", and 1 more file; ", Accepted().Refusal!.Message, StringComparison.Ordinal);
        Assert.EndsWith("-dirty", Accepted(allowsDirty: true).Written!.History[^1].Commit, StringComparison.Ordinal);
        Assert.NotNull(BaselineUpdater.ForeseeChange(request));

        Write("lib/Other.cs\ndeep/\n", ".git", "info", "exclude");
        Assert.Null(Accepted().Refusal);
        File.Delete(Path.Combine(flow.Root, ".git", "info", "exclude"));
        Git("add", "lib");
        Git("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "-m", "second");
        Assert.Null(Accepted().Refusal);
    }

    [Fact]
    public void SourceFolders_WithoutARestore_AreThatOfTheProject()
    {
        string project = Write("p", "app", "app.csproj");
        string own = Path.GetDirectoryName(project)!;

        Assert.Empty(SourceFolders.Of(""));
        Assert.Equal([own], SourceFolders.Of(project));
        foreach (string broken in new[] { "", "[]", "{}", """{"libraries":[]}""", """{"libraries":{"a":1,"b":{"type":"project"},"c":{"type":"project","msbuildProject":7}}}""" })
        {
            string assets = Write(broken, "elsewhere", "project.assets.json");
            Assert.Equal([own], SourceFolders.Of(project, assets));
        }
    }

    public void Dispose() => flow.Dispose();

    private string Write(string text, params string[] parts)
    {
        string path = Path.Combine([flow.Root, .. parts]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

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
        Support.Git.Run(flow.Root, words);
    }
}
