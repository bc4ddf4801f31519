using System.CommandLine;
using Chonk.Cli.Output;
using Chonk.Prover.Scheduling;
using Chonk.Traces.Remote;

namespace Chonk.Cli.Commands;

/// <summary><c>chonk remote run</c>: measures flows on the benchmarking machine over OpenSSH.</summary>
internal static class RemoteCommand
{
    /// <summary>The command with its subcommand.</summary>
    public static Command Create()
    {
        Argument<string[]> flows = new("flow") { Description = "Folders with ivc-inputs.msgpack, named as the flow.", Arity = ArgumentArity.OneOrMore };
        Option<string> program = new("--binary", "-b") { Description = "The published program: a file, or a folder with chonk.", Required = true };
        Option<string> output = new("--output", "-o") { Description = "Folder for results.", DefaultValueFactory = _ => "remote-out" };
        Option<int> threads = new Option<int>("--threads") { Description = "HARDWARE_CONCURRENCY on the machine.", DefaultValueFactory = _ => 16 }
            .Between(1, WorkScheduler.MaxThreadCount);
        Option<string?> crs = new("--crs_path", "-c") { Description = "Directory of the reference string on the machine." };
        Option<string> lockPath = new("--lock") { Description = "The lock's file on the machine.", DefaultValueFactory = _ => RemoteLock.DefaultPath };
        Command run = new("run", "Copy the program and inputs there, prove, copy traces and profiles back. Exit 2: refused, 3: machine in use.")
        {
            flows, program, output, threads, crs, lockPath,
        };
        run.SetAction(async (result, cancellation) =>
        {
            try
            {
                RemoteHost host = RemoteHost.FromEnvironment(Environment.GetEnvironmentVariable);
                OutputFiles files = new(RemoteException.Refused);
                files.AddFolder("--output", result.GetValue(output)!, result.GetValue(flows)!.Select(
                    flow => Path.Combine(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(flow))), "proof")));
                RemoteRun remote = new(host, result.GetValue(program)!, result.GetValue(threads), result.GetValue(output)!)
                {
                    LockPath = result.GetValue(lockPath)!,
                    CrsPath = result.GetValue(crs),
                };
                await remote.ExecuteAsync(result.GetValue(flows)!, Console.Out, cancellation);
                return 0;
            }
            catch (RemoteException exception)
            {
                await Console.Error.WriteLineAsync("chonk remote: " + exception.Message.ReplaceLineEndings(" "));
                return exception.ExitCode;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OperationCanceledException)
            {
                await Console.Error.WriteLineAsync("chonk remote: " + exception.Message.ReplaceLineEndings(" "));
                return RemoteException.Failed;
            }
        });
        Command command = new("remote", "Measure on another machine.");
        command.Subcommands.Add(run);
        return command;
    }
}
