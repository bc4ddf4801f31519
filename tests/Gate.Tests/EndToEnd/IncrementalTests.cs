using Chonk.Gate.Running;
using Chonk.Gate.Tests.Support;

namespace Chonk.Gate.Tests.EndToEnd;

/// <summary>What an incremental build may not sleep through: a build that judges nothing must be one in which nothing could have changed.</summary>
public sealed class IncrementalTests
{
    [Fact]
    public void Build_FilesMovedIntoPlace_AreNoticedThoughTheyAreOld()
    {
        using var project = new FakeProject();
        project.WriteFlow("flow", "first 20480\n");
        Assert.Equal(0, project.Build("-t:UpdateMemoryBaselines", "-p:ChonkBaselineReason=first values").ExitCode);
        string loose = File.ReadAllText(project.Baseline("flow"));
        (int exitCode, string output) = project.Build("--no-restore");
        Assert.True(exitCode == 0, output);
        Assert.Equal(1, project.ProverRuns);

        // A flow unpacked from an archive keeps the time it had there.
        project.WriteFlow("flow", "first 40960\n");
        File.SetLastWriteTimeUtc(project["flows", "flow", Flow.FileName], DateTime.UtcNow.AddYears(-1));
        (exitCode, output) = project.Build("--no-restore", "-p:ChonkMemoryGateSeverity=warning");
        Assert.Contains("warning CHONK1001: flow: first after_alloc grew", output, StringComparison.Ordinal);
        Assert.Equal(2, project.ProverRuns);
        Assert.Equal(0, project.Build("--no-restore", "-t:UpdateMemoryBaselines", "-p:ChonkBaselineReason=more", "-p:ChonkBaselineMaxMb=99").ExitCode);
        Assert.Equal(0, project.Build("--no-restore").ExitCode);

        // The same of a baseline, here one kept from before.
        File.WriteAllText(project.Baseline("flow"), loose);
        File.SetLastWriteTimeUtc(project.Baseline("flow"), DateTime.UtcNow.AddYears(-1));
        (exitCode, output) = project.Build("--no-restore");
        Assert.Contains("error CHONK1001: flow: first after_alloc grew", output, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);
        Assert.Equal(2, project.ProverRuns);
    }

    [Fact]
    public void Build_Warning_StaysUntilItIsDealtWith()
    {
        using var project = new FakeProject();
        project.WriteFlow("flow", "first 20480\n");
        Assert.Equal(0, project.Build("-t:UpdateMemoryBaselines", "-p:ChonkBaselineReason=first values").ExitCode);
        project.WriteFlow("flow", "first 10240\n");
        Assert.Contains("warning CHONK1003", project.Build("--no-restore").Output, StringComparison.Ordinal);

        Assert.Contains("warning CHONK1003", project.Build("--no-restore").Output, StringComparison.Ordinal);
        (int exitCode, string output) = project.Build("--no-restore", "-p:WarningsAsErrors=CHONK1003");
        Assert.Contains("error CHONK1003", output, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);
        (exitCode, output) = project.Build("--no-restore", "-warnaserror:CHONK1003");
        Assert.Contains("error CHONK1003", output, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);
        Assert.Equal(2, project.ProverRuns);
    }

    /// <summary>The build knows its own sources: a new one is refused until it is committed, and its output is none.</summary>
    [Fact]
    public void Update_FromASourceThatIsNotCommitted_IsRefused()
    {
        using var project = new FakeProject();
        project.WriteFlow("flow", "first 20480\n");
        foreach (string words in new[] { "init -q", "add .", "-c user.name=t -c user.email=t@t commit -qm first" })
        {
            Git.Run(project[[]], words.Split(' '));
        }

        File.WriteAllText(project["Extra.cs"], "// Nothing.\n");
        (int exitCode, string output) = project.Build("-t:UpdateMemoryBaselines", "-p:ChonkBaselineReason=first values");
        Assert.Contains($"error CHONK1012: flow: baseline not changed: the prover's sources hold what the commit does not: {project["Extra.cs"]}; commit or ignore it", output, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);

        File.Move(project["Extra.cs"], project["bin", "Extra.cs"]);
        (exitCode, output) = project.Build("--no-restore", "-t:UpdateMemoryBaselines", "-p:ChonkBaselineReason=first values");
        Assert.True(exitCode == 0, output);
    }

    /// <summary>Each framework's prover is profiled and judged; neither takes the other's profile for its own.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void Build_SeveralFrameworks_EachIsGated()
    {
        using var project = new FakeProject();
        string file = project["fake.csproj"];
        File.WriteAllText(file, File.ReadAllText(file).Replace(
            "<TargetFramework>net10.0</TargetFramework>",
            "<TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks><EnableWindowsTargeting>true</EnableWindowsTargeting><DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>",
            StringComparison.Ordinal));
        project.WriteFlow("flow", "first 20480\n");
        (int exitCode, string output) = project.Build("-f", "net10.0", "-t:UpdateMemoryBaselines", "-p:ChonkBaselineReason=first values");
        Assert.True(exitCode == 0, output);

        (exitCode, output) = project.Build();
        Assert.True(exitCode == 0, output);
        Assert.Equal(2, output.Split("5 checkpoints: pass").Length - 1);

        // Judged again without a run: each by its own profile.
        File.AppendAllText(project.Baseline("flow"), "\n");
        (exitCode, output) = project.Build("--no-restore");
        Assert.True(exitCode == 0, output);
        Assert.Equal(2, output.Split("5 checkpoints: pass").Length - 1);
        (exitCode, output) = project.Build("-p:ChonkControlStage=first:after_oink:1");
        Assert.NotEqual(0, exitCode);
        Assert.Equal(2, output.Split("memory gate: profiling flow").Length - 1);
        Assert.DoesNotContain("CHONK1006", output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Build_AnotherProver_IsProfiledAgainWhenItChanges()
    {
        using var project = new FakeProject();
        project.WriteFlow("flow", "x\n");
        string prover = project["my prover.sh"];
        void Write(int mebibytes) => File.WriteAllText(
            prover,
            $$"""echo '[{"stage":"s","circuit_index":0,"circuit_name":"a","live_bytes":{{mebibytes << 20}}}]' > "$2" """);
        Write(10);
        string command = $"sh '{prover}' {{flow}} {{profile}}";
        File.WriteAllText(project["fake.csproj"], File.ReadAllText(project["fake.csproj"]).Replace(
            "<Nullable>", $"<ChonkProverCommand>{command}</ChonkProverCommand><Nullable>", StringComparison.Ordinal));
        (int exitCode, string output) = project.Build("-t:UpdateMemoryBaselines", "-p:ChonkBaselineReason=first values");
        Assert.True(exitCode == 0, output);
        (exitCode, output) = project.Build("--no-restore");
        Assert.Contains("1 checkpoints: pass", output, StringComparison.Ordinal);
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("memory gate", project.Build("--no-restore").Output, StringComparison.Ordinal);

        Write(20);
        (exitCode, output) = project.Build("--no-restore");
        Assert.Contains("error CHONK1001: flow: a s grew", output, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Build_BaselineWithoutAFlow_IsSaidToSleep()
    {
        using var project = new FakeProject();
        project.WriteFlow("flow", "first 20480\n");
        project.WriteFlow("other", "first 20480\n");
        Assert.Equal(0, project.Build("-t:UpdateMemoryBaselines", "-p:ChonkBaselineReason=first values").ExitCode);

        Directory.Delete(project["flows", "other"], recursive: true);
        (int exitCode, string output) = project.Build("--no-restore");
        Assert.Contains("other.verified.json : warning CHONK1013: no flow belongs to this baseline", output, StringComparison.Ordinal);
        Assert.True(exitCode == 0, output);

        Directory.Delete(project["flows"], recursive: true);
        (exitCode, output) = project.Build("--no-restore");
        Assert.Contains("error CHONK1013: the memory gate found no flow", output, StringComparison.Ordinal);
        Assert.Contains("flow.verified.json, other.verified.json", output, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);
        (exitCode, output) = project.Build("--no-restore", "-p:ChonkMemoryGateSeverity=warning");
        Assert.Contains("warning CHONK1013", output, StringComparison.Ordinal);
        Assert.True(exitCode == 0, output);
    }
}
