using System.Collections.Concurrent;
using System.Diagnostics;
using Chonk.Gate.Baselines;
using Chonk.Gate.Tests.Support;

namespace Chonk.Gate.Tests.EndToEnd;

/// <summary><c>dotnet watch build</c>: sources, flows and baselines are watched, and each change is judged.</summary>
[Trait("Category", "Slow")]
public sealed class WatchTests
{
    [Fact]
    public void Watch_FlowOrBaselineChanges_JudgesAgain()
    {
        using var project = new FakeProject();
        project.WriteFlow("flow", "first 20480\n");
        Assert.Equal(0, project.Build("-t:UpdateMemoryBaselines", "-p:ChonkBaselineReason=first values").ExitCode);
        string baseline = project.Baseline("flow");
        string accepted = File.ReadAllText(baseline);

        var said = new ConcurrentQueue<string>();
        using Process watch = Start(project, said);
        try
        {
            Expect(said, "5 checkpoints: pass");

            Assert.True(BaselineReader.TryReadFile(baseline, out Baseline? read, out _));
            File.WriteAllText(baseline, accepted.Replace($"\"max_mb\": {read!.MaximumMegabytes}", "\"max_mb\": 12", StringComparison.Ordinal));
            Expect(said, "error CHONK1002");

            File.WriteAllText(baseline, accepted);
            Expect(said, "5 checkpoints: pass");

            project.WriteFlow("flow", "first 40960\n");
            Expect(said, "error CHONK1001: flow: first after_accumulate grew: live 40.00 MiB");
        }
        finally
        {
            watch.Kill(entireProcessTree: true);
            watch.WaitForExit();
        }
    }

    private static Process Start(FakeProject project, ConcurrentQueue<string> said)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = project[[]],
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (string word in new[] { "watch", "--non-interactive", "build", "--", "-tl:off" })
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["CI"] = "false";
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Waits until one of the texts is said, and then until the watcher waits for the next change.</summary>
    private static void Expect(ConcurrentQueue<string> said, params string[] texts)
    {
        var heard = new List<string>();
        bool isFound = false;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Patience.Limit)
        {
            while (said.TryDequeue(out string? line))
            {
                heard.Add(line);
                isFound |= texts.Any(t => line.Contains(t, StringComparison.Ordinal));
                if (isFound && line.Contains("Waiting for a file to change", StringComparison.Ordinal))
                {
                    return;
                }
            }

            Thread.Sleep(50);
        }

        Assert.Fail($"not said: {string.Join(" or ", texts)}\n{string.Join('\n', heard)}");
    }
}
