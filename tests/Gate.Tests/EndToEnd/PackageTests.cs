using Chonk.Gate.Running;
using Chonk.Gate.Tests.Support;

namespace Chonk.Gate.Tests.EndToEnd;

/// <summary>The package <c>Chonk.Build</c>, packed and used by a project that knows nothing of this repository.</summary>
public sealed class PackageTests
{
    [Fact]
    public void Package_InAnotherProject_GatesItsBuild()
    {
        using var feed = new TemporaryFolder();
        string configuration = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(FakeProject.Metadata("ChonkBuildTasksAssembly"))!)!);
        string project = Path.Combine(RepositoryRoot.Path, "src", "Chonk.Build.Tasks", "Chonk.Build.Tasks.csproj");
        ProcessResult packed = ChildProcess.Run(
            ["dotnet", "pack", project, "--no-build", "-c", configuration, "-o", feed.Path, "--nologo"],
            new Dictionary<string, string>(),
            RepositoryRoot.Path,
            Patience.Limit,
            CancellationToken.None);
        Assert.True(packed.Succeeded, packed.Output);

        using var user = new FakeProject(feed.Path);
        user.WriteFlow("flow", "first 20480\n");
        (int exitCode, string output) = user.Build("-t:UpdateMemoryBaselines", "-p:ChonkBaselineReason=first values");
        Assert.True(exitCode == 0, output);
        Assert.Contains("memory gate: flow: baseline created 20.00 MiB, 5 checkpoints: first values", output, StringComparison.Ordinal);

        (exitCode, output) = user.Build("-graph", "-p:ChonkControlStage=*:after_trace:1");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error CHONK1001: flow: first after_trace grew: live 9.00 MiB", output, StringComparison.Ordinal);
    }
}
