using System.Globalization;

namespace Chonk.Traces.Remote;

/// <summary>
/// Runs a built prover on the benchmarking machine: takes the lock, copies the program and a flow's inputs and nothing else, proves,
/// copies the results back, gives the machine free. The machine gets no sources and no tools.
/// </summary>
/// <param name="Host">The machine.</param>
/// <param name="Program">The published program: a file, or a folder with <c>chonk</c>.</param>
/// <param name="Threads"><c>HARDWARE_CONCURRENCY</c> there.</param>
/// <param name="Output">Folder for results; each flow gets one of its name in it.</param>
public sealed record RemoteRun(RemoteHost Host, string Program, int Threads, string Output)
{
    private const string InputsName = "ivc-inputs.msgpack";
    private const string ResultsName = "results";

    /// <summary>The lock's file on the machine.</summary>
    public string LockPath { get; init; } = RemoteLock.DefaultPath;

    /// <summary>Directory of the reference string on the machine; the prover's default when null.</summary>
    public string? CrsPath { get; init; }

    /// <summary>Runs flows one after another under one lock.</summary>
    /// <param name="flows">Folders with <c>ivc-inputs.msgpack</c>.</param>
    /// <param name="log">Gets a line for each flow.</param>
    /// <param name="cancellation">Stops the run there and gives the machine free.</param>
    /// <exception cref="RemoteException">Something is missing here, the machine is in use, or the run failed.</exception>
    public async Task ExecuteAsync(IReadOnlyList<string> flows, TextWriter log, CancellationToken cancellation)
    {
        string executable = Validate(flows);
        string owner = string.Create(CultureInfo.InvariantCulture, $"{Environment.UserName}@{Environment.MachineName} pid {Environment.ProcessId}");
        using RemoteLock held = RemoteLock.Take(Host, LockPath, owner);
        await SshProcess.CopyAsync(Host, Path.GetFullPath(Program), SshProcess.On(Host, $"{held.Folder}/program"), cancellation);
        foreach (string flow in flows)
        {
            string name = NameOf(flow);
            await log.WriteLineAsync($"{name}: running on {Host.Instance}");
            await SshProcess.CopyAsync(Host, Path.Combine(flow, InputsName), SshProcess.On(Host, $"{held.Folder}/{InputsName}"), cancellation);
            (int code, string lastLine) = await SshProcess.RunAsync(Host, ProveScript(held.Folder, executable, name), cancellation);
            string results = Path.Combine(Output, name);
            if (Directory.Exists(results))
            {
                Directory.Delete(results, recursive: true);
            }

            // A failed run's log is wanted most of all.
            Directory.CreateDirectory(Output);
            await SshProcess.CopyAsync(Host, SshProcess.On(Host, $"{held.Folder}/{ResultsName}"), results, cancellation);
            if (code != 0)
            {
                throw new RemoteException(string.Create(CultureInfo.InvariantCulture, $"{name}: the prover exited with {code}: {LastLineOf(Path.Combine(results, name + ".stderr.log"), lastLine)}"));
            }

            await log.WriteLineAsync($"{name}: results in {results}");
        }
    }

    /// <returns>The program's path below the remote folder.</returns>
    private string Validate(IReadOnlyList<string> flows)
    {
        foreach (string flow in flows)
        {
            if (!File.Exists(Path.Combine(flow, InputsName)) || !RemoteHost.IsPlain(NameOf(flow)))
            {
                throw new RemoteException($"{flow}: not a folder with {InputsName}, or its name is not plain", RemoteException.Refused);
            }
        }

        if (CrsPath is not null && !RemoteHost.IsPlain(CrsPath))
        {
            throw new RemoteException($"the reference string's path is not plain: {CrsPath}", RemoteException.Refused);
        }

        return File.Exists(Program) ? "program"
            : File.Exists(Path.Combine(Program, "chonk")) ? "program/chonk"
            : throw new RemoteException($"{Program}: neither a program nor a folder with chonk", RemoteException.Refused);
    }

    /// <summary>The shell becomes the prover (<c>exec</c>), so <c>run.pid</c> is what the lock's keeper has to stop.</summary>
    private string ProveScript(string folder, string executable, string flow)
    {
        string crs = CrsPath is null ? "" : " -c " + SshProcess.Quoted(CrsPath);
        string prefix = $"{ResultsName}/{flow}";
        return $$"""
            cd {{SshProcess.Quoted(folder)}} || exit 1
            rm -rf {{ResultsName}} && mkdir {{ResultsName}} && chmod u+x {{executable}} || exit 1
            echo $$ > run.pid
            export HARDWARE_CONCURRENCY={{Threads.ToString(CultureInfo.InvariantCulture)}} DOTNET_CLI_TELEMETRY_OPTOUT=1
            exec ./{{executable}} prove --scheme chonk -v -o {{ResultsName}} --ivc_inputs_path {{InputsName}}{{crs}} \
              --trace_out_perfetto {{prefix}}.perfetto.json --trace_out_perfetto_aggregate {{prefix}}.perfetto.aggregate.json \
              --bench_out_hierarchical {{prefix}}.breakdown.json --memory_profile_out {{prefix}}.memory_profile.json \
              2> {{prefix}}.stderr.log
            """;
    }

    private static string NameOf(string flow) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(flow)));

    private static string LastLineOf(string path, string otherwise) =>
        File.Exists(path) ? File.ReadLines(path).LastOrDefault(line => line.Trim().Length > 0) ?? otherwise : otherwise;
}
