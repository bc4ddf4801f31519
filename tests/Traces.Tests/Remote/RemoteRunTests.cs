using System.Diagnostics;
using Chonk.Cli.Commands;
using Chonk.Traces.Remote;
using Chonk.Traces.Tests.Support;
using Xunit;

namespace Chonk.Traces.Tests.Remote;

[Collection(RecordingCollection.Name)]
public sealed class RemoteRunTests : IDisposable
{
    /// <summary>Does what the inputs say and writes what the prover would.</summary>
    private const string FakeProver = """
        #!/bin/sh
        while [ $# -gt 0 ]; do
          case "$1" in
            -o) out="$2" ;;
            --ivc_inputs_path) inputs="$2" ;;
            --trace_out_perfetto) echo '{"traceEvents":[]}' > "$2" ;;
            --bench_out_hierarchical) echo "{}" > "$2" ;;
          esac
          shift
        done
        case "$(cat "$inputs")" in
          fail) echo "no such opcode" >&2; exit 4 ;;
          wait) sleep 600 & echo $! > "$(dirname "$0")/../../sleeping"; trap 'kill $!; exit 1' TERM; wait ;;
        esac
        echo "$HARDWARE_CONCURRENCY threads" > "$out/proof"
        ls "$(dirname "$inputs")" > "$out/listing"
        """;

    private readonly string work = Directory.CreateTempSubdirectory("chonk-remote-").FullName;
    private SshServer? server;

    public void Dispose()
    {
        server?.Dispose();
        Directory.Delete(work, recursive: true);
    }

    [SshFact]
    public async Task Execute_Flow_CopiesProgramAndInputsOnlyAndResultsBackAndLeavesNothing()
    {
        RemoteRun run = Prepare("quick", "one+a");
        using StringWriter log = new();
        await run.ExecuteAsync([PathOf("one+a")], log, default);
        string results = PathOf("out/one+a");
        Assert.Equal("5 threads\n", await File.ReadAllTextAsync(Path.Combine(results, "proof")));
        Assert.Equal(["ivc-inputs.msgpack", "program", "results", "run.pid"], await File.ReadAllLinesAsync(Path.Combine(results, "listing")));
        Assert.Equal(
            ["listing", "one+a.breakdown.json", "one+a.perfetto.json", "one+a.stderr.log", "proof"],
            Directory.EnumerateFiles(results).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        AssertHostIsClean();
    }

    [SshFact]
    public async Task Execute_ProverFails_BringsTheLogAndFreesTheMachine()
    {
        RemoteRun run = Prepare("fail", "broken");
        RemoteException exception = await Assert.ThrowsAsync<RemoteException>(() => run.ExecuteAsync([PathOf("broken")], TextWriter.Null, default));
        Assert.Equal("broken: the prover exited with 4: no such opcode", exception.Message);
        Assert.Equal("no such opcode\n", await File.ReadAllTextAsync(PathOf("out/broken/broken.stderr.log")));
        AssertHostIsClean();
    }

    [SshFact]
    public async Task Execute_MachineInUse_NamesOwnerAndAgeAtOnceAndTouchesNothing()
    {
        RemoteRun run = Prepare("quick", "flow");
        await File.WriteAllTextAsync(PathOf("LOCK"), "alice@laptop pid 7\n");
        File.SetLastWriteTimeUtc(PathOf("LOCK"), DateTime.UtcNow.AddHours(-2));
        RemoteException exception = await Assert.ThrowsAsync<RemoteException>(() => run.ExecuteAsync([PathOf("flow")], TextWriter.Null, default));
        Assert.Equal(RemoteException.Held, exception.ExitCode);
        Assert.Matches(@"alice@laptop pid 7 since 02:0\d:\d\d h:m:s", exception.Message);
        Assert.Equal("alice@laptop pid 7\n", await File.ReadAllTextAsync(PathOf("LOCK")));
        Assert.False(Directory.Exists(PathOf("host")));
    }

    [SshFact]
    public void Take_ManyAtOnce_OneGetsIt()
    {
        RemoteRun run = Prepare("quick", "flow");
        using Barrier together = new(4);
        object[] outcomes = new object[4];
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(i => new Thread(() =>
        {
            together.SignalAndWait();
            try
            {
                outcomes[i] = RemoteLock.Take(run.Host, run.LockPath, $"owner {i}");
            }
            catch (RemoteException exception)
            {
                outcomes[i] = exception;
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        RemoteLock held = Assert.Single(outcomes.OfType<RemoteLock>());
        Assert.All(outcomes.OfType<RemoteException>(), exception => Assert.Equal(RemoteException.Held, exception.ExitCode));
        Assert.StartsWith("owner ", File.ReadAllText(PathOf("LOCK")), StringComparison.Ordinal);
        held.Dispose();
        AssertHostIsClean();
    }

    [SshFact]
    public async Task Execute_Cancelled_StopsTheProverAndFreesTheMachine()
    {
        RemoteRun run = Prepare("wait", "long");
        using CancellationTokenSource stop = new();
        Task running = run.ExecuteAsync([PathOf("long")], TextWriter.Null, stop.Token);
        int sleeping = await SleepingAsync();
        Assert.True(File.Exists(PathOf("LOCK")));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        AssertHostIsClean();
        Assert.True(await WaitAsync(() => !Directory.Exists($"/proc/{sleeping}")));
    }

    [SshFact]
    public async Task Keeper_ThisSideKilled_FreesTheMachine()
    {
        RemoteRun run = Prepare("quick", "flow");
        RemoteLock held = RemoteLock.Take(run.Host, run.LockPath, "someone");
        Assert.True(Directory.Exists(held.Folder));
        // What a killed process leaves: its ssh loses the pipe. Killing the ssh itself is the harsher case.
        foreach (Process ssh in Process.GetProcessesByName("ssh").Where(IsMine))
        {
            ssh.Kill();
        }

        Assert.True(await WaitAsync(() => !File.Exists(PathOf("LOCK")) && !Directory.Exists(held.Folder)));
        AssertHostIsClean();
        held.Dispose();

        bool IsMine(Process process) => File.ReadAllText($"/proc/{process.Id}/cmdline").Contains(work, StringComparison.Ordinal);
    }

    [SshFact]
    public void Take_NoSuchHost_FailsWithSshsWords()
    {
        RemoteRun run = Prepare("quick", "flow");
        server!.Dispose();
        server = null;
        RemoteException exception = Assert.Throws<RemoteException>(() => RemoteLock.Take(run.Host, run.LockPath, "me"));
        Assert.Equal(RemoteException.Failed, exception.ExitCode);
        Assert.Contains("Connection refused", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "host", "/path", "BB_SSH_KEY")]
    [InlineData("-i k", " ", "/path", "BB_SSH_INSTANCE")]
    [InlineData("-i k", "host", null, "BB_SSH_CPP_PATH")]
    [InlineData(null, null, null, "BB_SSH_KEY, BB_SSH_INSTANCE, BB_SSH_CPP_PATH")]
    [InlineData("-i k", "-oProxyCommand=x", "/path", "BB_SSH_INSTANCE")]
    [InlineData("-i k", "host", "/path; rm -rf /", "BB_SSH_CPP_PATH")]
    public void FromEnvironment_EmptyOrUnsafe_IsRefused(string? key, string? instance, string? path, string named)
    {
        Dictionary<string, string?> variables = new() { ["BB_SSH_KEY"] = key, ["BB_SSH_INSTANCE"] = instance, ["BB_SSH_CPP_PATH"] = path };
        RemoteException exception = Assert.Throws<RemoteException>(() => RemoteHost.FromEnvironment(variables.GetValueOrDefault));
        Assert.Equal(RemoteException.Refused, exception.ExitCode);
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Command_VariablesEmpty_Exits2AtOnce()
    {
        foreach (string name in new[] { "BB_SSH_KEY", "BB_SSH_INSTANCE", "BB_SSH_CPP_PATH" })
        {
            Environment.SetEnvironmentVariable(name, "");
        }

        (int code, _, string error) = CommandRun.Of(RemoteCommand.Create(), "run", "/nowhere", "-b", "/nowhere");
        Assert.Equal((2, "chonk remote: not set: BB_SSH_KEY, BB_SSH_INSTANCE, BB_SSH_CPP_PATH\n"), (code, error));
    }

    /// <summary>Waits for a condition, two minutes at most.</summary>
    private static async Task<bool> WaitAsync(Func<bool> condition)
    {
        for (int i = 0; i < 1200 && !condition(); i++)
        {
            await Task.Delay(100);
        }

        return condition();
    }

    private async Task<int> SleepingAsync()
    {
        int id = 0;
        string file = PathOf("host/sleeping");
        return await WaitAsync(() => File.Exists(file) && int.TryParse(File.ReadAllText(file), out id)) ? id : throw new TimeoutException("The prover did not start.");
    }

    private void AssertHostIsClean()
    {
        Assert.False(File.Exists(PathOf("LOCK")));
        Assert.Empty(Directory.EnumerateDirectories(PathOf("host")));
    }

    private RemoteRun Prepare(string content, string flow)
    {
        server = new SshServer(work);
        Directory.CreateDirectory(PathOf(flow));
        Directory.CreateDirectory(PathOf("published"));
        File.WriteAllText(PathOf($"{flow}/ivc-inputs.msgpack"), content);
        File.WriteAllText(PathOf("published/chonk"), FakeProver + "\n");
        return new RemoteRun(new RemoteHost(server.KeyWords, "bencher", PathOf("host")), PathOf("published"), 5, PathOf("out")) { LockPath = PathOf("LOCK") };
    }

    private string PathOf(string name) => Path.Combine(work, name);
}
