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
        void Keep(string line, bool isOutput)
        {
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

        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException or IOException)
        {
            return new ProcessResult(ProcessEnd.NotStarted, -1, "", []);
        }

        process.StandardInput.Close();
        Task read = Task.WhenAll(
            ReadLines(process.StandardOutput, line => Keep(line, isOutput: true)), ReadLines(process.StandardError, line => Keep(line, isOutput: false)));
        ProcessEnd end = Wait(process, OnItsOwnThread(process.WaitForExit), read, timeout, cancellation);
        lock (lastLines)
        {
            return new ProcessResult(end, end == ProcessEnd.Exited ? process.ExitCode : -1, output.ToString(), [.. lastLines, .. lastErrors]);
        }
    }

    /// <summary>The threads of the pool may all be waiting for processes, and output that is not read in time is lost.</summary>
    private static Task OnItsOwnThread(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static Task ReadLines(StreamReader reader, Action<string> keep) => OnItsOwnThread(() =>
    {
        using (reader)
        {
            while (reader.ReadLine() is { } line)
            {
                keep(line);
            }
        }
    });

    private static ProcessEnd Wait(Process process, Task exited, Task read, TimeSpan timeout, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(timeout);
        try
        {
            // Not the end of its output: a process it leaves behind may hold that open for ever. What it wrote itself is read by then.
            exited.Wait(limited.Token);
            _ = read.Wait(OutputAfterwards, CancellationToken.None);
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

            _ = exited.Wait(TimeSpan.FromSeconds(10), CancellationToken.None);
            return cancellation.IsCancellationRequested ? ProcessEnd.Cancelled : ProcessEnd.TimedOut;
        }
    }

    private static bool IsStripped(string name) => StrippedPrefixes.Any(p => name.StartsWith(p, StringComparison.Ordinal));
}
