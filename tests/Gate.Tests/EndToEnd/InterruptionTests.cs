using System.Diagnostics;
using System.Runtime.InteropServices;
using Chonk.Gate.Baselines;
using Chonk.Gate.Profiles;
using Chonk.Gate.Running;
using Chonk.Gate.Tests.Support;

namespace Chonk.Gate.Tests.EndToEnd;

/// <summary>Builds that are ended at any instant, and builds at the same time.</summary>
[Trait("Category", "Slow")]
public sealed partial class InterruptionTests
{
    private const int Kill = 9;
    private const int Interrupt = 2;

    [Fact]
    public void Build_KilledAtRandomInstants_LeavesNoTornFileAndTheNextBuildWorks()
    {
        using var project = new FakeProject();
        project.WriteFlow("flow", "first 20480\nsecond 40960\n");
        Assert.Equal(0, project.Build("-t:UpdateMemoryBaselines", "-p:ChonkBaselineReason=first values").ExitCode);
        var random = new Random(7);
        for (int i = 0; i < 20; i++)
        {
            // Another flow each time, so that there is something to profile and to update.
            project.WriteFlow("flow", $"first {20480 + (1024 * i)}\nsecond 40960\n");
            string[] options = i % 2 == 0 ? [] : ["-t:UpdateMemoryBaselines", "-p:ChonkBaselineReason=again", "-p:ChonkBaselineMaxMb=100"];
            using Process build = Start(project, ["build", "--nologo", "--no-restore", .. options]);
            Thread.Sleep(random.Next(200, 2500));
            KillGroup(build, Kill);

            Assert.True(BaselineReader.TryReadFile(project.Baseline("flow"), out _, out var fault), $"kill {i}: {fault}");
            string profile = ProfileStamp.ProfilePathOf(project["artifacts", "memory", "Debug"], "flow");
            Assert.True(ProfileReader.TryReadFile(profile, out _, out fault), $"kill {i}: {fault}");
        }

        (int exitCode, string output) = project.Build("-t:UpdateMemoryBaselines", "-p:ChonkBaselineReason=at last", "-p:ChonkBaselineMaxMb=100");
        Assert.True(exitCode == 0, output);
        Assert.Equal(0, project.Build().ExitCode);
    }

    [Fact]
    public void Build_Interrupted_EndsTheProver()
    {
        using var project = new FakeProject();
        project.WriteFlow("flow", "sleep\n");
        using Process build = Start(project, ["build", "--nologo"]);
        Patience.Until(() => project.ProverRuns == 1, "the prover runs");

        KillGroup(build, Interrupt, wholeGroup: false);

        Assert.True(build.WaitForExit(Patience.Limit));
        Patience.Until(() => RunningProcesses.With("dotnet", project["flows"]).Count == 0, "the prover ended");
    }

    [Fact]
    public async Task Build_TwoConfigurationsAtOnce_BothAreGated()
    {
        using var project = new FakeProject();
        project.WriteFlow("flow", "first 20480\n");
        Assert.Equal(0, project.Build("-t:UpdateMemoryBaselines", "-p:ChonkBaselineReason=first values").ExitCode);
        project.WriteFlow("flow", "first 20481\n");

        (int ExitCode, string Output)[] builds = await Task.WhenAll(
            Task.Run(() => project.Build("--no-restore", "-c", "Debug")), Task.Run(() => project.Build("--no-restore", "-c", "Release")));

        Assert.All(builds, b => Assert.True(b.ExitCode == 0, b.Output));
        Assert.All(builds, b => Assert.Contains("memory gate: flow: peak 20.00 MiB", b.Output, StringComparison.Ordinal));
    }

    /// <summary>Starts a build as the leader of a process group, as a shell does.</summary>
    private static Process Start(FakeProject project, string[] words)
    {
        var start = new ProcessStartInfo("setsid") { WorkingDirectory = project[[]], RedirectStandardOutput = true, RedirectStandardError = true };
        // Tests that a script started in the background inherit that an interrupt is ignored; a build in a terminal does not.
        foreach (string word in (string[])["env", "--default-signal=INT", "dotnet", .. words])
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["CI"] = "false";
        Process process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static void KillGroup(Process process, int signal, bool wholeGroup = true)
    {
        if (!process.HasExited)
        {
            _ = SendSignal(wholeGroup ? -process.Id : process.Id, signal);
            if (signal == Kill)
            {
                process.WaitForExit();
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
