using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Chonk.Gate.Running;

/// <summary>
/// Runs a program without a shell and in an environment that a build does not colour: variables of MSBuild and of the <c>dotnet</c>
/// command are removed, because they change how a child finds its SDK and its tiers of compilation.
/// </summary>
public static class ChildProcess
{
    private const int MaximumOutputLength = 1 << 20;
    private const int KeptLines = 20;
    private static readonly TimeSpan OutputAfterwards = TimeSpan.FromSeconds(3);
    private static readonly string[] StrippedPrefixes = ["MSBUILD", "DOTNET_CLI_", "DOTNET_TieredPGO", "DOTNET_TieredCompilation", "DOTNET_GC", "DOTNET_gc", "COMPlus_"];

    /// <summary>Runs a program to its end.</summary>
    /// <param name="words">Program and arguments.</param>
    /// <param name="environment">Variables to set.</param>
    /// <param name="workingDirectory">Folder to run in.</param>
    /// <param name="timeout">Time after which it is killed with its children.</param>
    /// <param name="cancellation">Kills it with its children.</param>
    /// <returns>How it ended.</returns>
    public static ProcessResult Run(
        IReadOnlyList<string> words,
        IReadOnlyDictionary<string, string> environment,
        string workingDirectory,
        TimeSpan timeout,
        CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(words[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = workingDirectory,
        };
        foreach (string word in words.Skip(1))
        {
            start.ArgumentList.Add(word);
        }

        foreach (string name in start.Environment.Keys.Where(IsStripped).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        var output = new StringBuilder();
        var lastLines = new Queue<string>();
        var lastErrors = new Queue<string>();
        void Keep(string? line, bool isOutput)
        {
            if (line is null)
            {
                return;
            }

            lock (lastLines)
            {
                if (isOutput && output.Length + line.Length < MaximumOutputLength)
                {
                    output.Append(line).Append('\n');
                }

                Queue<string> kept = isOutput ? lastLines : lastErrors;
                kept.Enqueue(line);
                if (kept.Count > KeptLines)
                {
                    kept.Dequeue();
                }
            }
        }

        var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Exited += (_, _) => exited.TrySetResult();
        process.OutputDataReceived += (_, line) => Keep(line.Data, isOutput: true);
        process.ErrorDataReceived += (_, line) => Keep(line.Data, isOutput: false);
        try
        {
            process.Start();
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException or IOException)
        {
            return new ProcessResult(ProcessEnd.NotStarted, -1, "", []);
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        ProcessEnd end = Wait(process, exited, timeout, cancellation);
        lock (lastLines)
        {
            return new ProcessResult(end, end == ProcessEnd.Exited ? process.ExitCode : -1, output.ToString(), [.. lastLines, .. lastErrors]);
        }
    }

    private static ProcessEnd Wait(Process process, TaskCompletionSource exited, TimeSpan timeout, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(timeout);
        try
        {
            // Not the end of its output: a process it leaves behind may hold that open for ever.
            exited.Task.WaitAsync(limited.Token).GetAwaiter().GetResult();
            using var drained = new CancellationTokenSource(OutputAfterwards);
            try
            {
                process.WaitForExitAsync(drained.Token).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                // What the prover itself wrote has long been read.
            }

            return ProcessEnd.Exited;
        }
        catch (OperationCanceledException)
        {
            try
            {
                process.Kill(entireProcessTree: true);
            }
            catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
            {
                // It ended between the two calls.
            }

            process.WaitForExit(TimeSpan.FromSeconds(10));
            return cancellation.IsCancellationRequested ? ProcessEnd.Cancelled : ProcessEnd.TimedOut;
        }
    }

    private static bool IsStripped(string name) => StrippedPrefixes.Any(p => name.StartsWith(p, StringComparison.Ordinal));
}
