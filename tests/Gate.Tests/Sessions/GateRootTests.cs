using Chonk.Gate.Sessions;
using Chonk.Gate.Tests.Support;

namespace Chonk.Gate.Tests.Sessions;

public sealed class GateRootTests
{
    [Fact]
    public void Find_FolderBelow_IsTheNearestWithFlowsAndBaselines()
    {
        using var folder = new TemporaryFolder();
        folder.Write("x", "flows", "a", "x");
        folder.Write("x", "baselines", "x");
        folder.Write("x", "flows", "a", "flows", "x");

        Assert.Equal(folder.Path, GateRoot.Find(folder["flows", "a"]));
        Assert.Null(GateRoot.Find(Path.GetPathRoot(folder.Path)!));
    }

    [Fact]
    public void BuildMemoryFolder_IsThatOfTheProgramsConfiguration()
    {
        using var folder = new TemporaryFolder();
        folder.Write("x", "artifacts", "memory", "Release", "x");

        Assert.Equal(folder["artifacts", "memory", "Release"], GateRoot.BuildMemoryFolder(folder.Path, folder["bin", "Release", "net10.0"] + Path.DirectorySeparatorChar));
        Assert.Equal(folder["artifacts", "memory", "gate"], GateRoot.BuildMemoryFolder(folder.Path, folder["bin", "Debug", "net10.0"]));

        // A build of several frameworks keeps the profiles of each apart.
        folder.Write("x", "artifacts", "memory", "Release", "net10.0", "x");
        Assert.Equal(folder["artifacts", "memory", "Release", "net10.0"], GateRoot.BuildMemoryFolder(folder.Path, folder["bin", "Release", "net10.0"]));
    }

    [Fact]
    public void ProjectOf_Program_IsTheOneWhoseBuildMadeIt()
    {
        using var folder = new TemporaryFolder();
        string project = folder.Write("x", "src", "cli", "cli.csproj");
        folder.Write("x", "src", "cli", "bin", "Release", "cli.dll");
        folder.Write("x", "tool", "cli.dll");

        Assert.Equal(project, GateRoot.ProjectOf(folder.Path, folder["src", "cli", "bin", "Release"] + Path.DirectorySeparatorChar));
        Assert.Equal("", GateRoot.ProjectOf(folder["flows"], folder["src", "cli", "bin"]));
        Assert.Equal("", GateRoot.ProjectOf(folder.Path, folder["tool"]));
    }

    [Fact]
    public void ProgramOf_Command_IsWhatChangesWithTheProver()
    {
        using var folder = new TemporaryFolder();
        string assembly = folder.Write("x", "bin", "p.dll");
        string script = folder.Write("x", "run.sh");

        Assert.Equal(folder["bin"], GateRoot.ProgramOf($"dotnet \"{assembly}\" x"));
        Assert.Equal(script, GateRoot.ProgramOf($"sh \"{script}\""));
        Assert.Equal(script, GateRoot.ProgramOf($"\"{script}\" prove"));
        Assert.True(File.Exists(GateRoot.ProgramOf("sh")));
        Assert.Equal("", GateRoot.ProgramOf("\"open"));
    }
}
