using System.ComponentModel;
using System.Diagnostics;

namespace Chonk.Traces.Remote;

/// <summary>OpenSSH's programs as child processes: never a password prompt, never a shell on this side.</summary>
internal static class SshProcess
{
    private static readonly string[] Options = ["-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15"];

    /// <summary>A word for a POSIX shell.</summary>
    public static string Quoted(string word) => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    /// <summary>Starts a script on the host, under <c>sh</c> whatever the user's shell is.</summary>
    public static Process Start(RemoteHost host, string script, bool redirectInput)
    {
        ProcessStartInfo start = new("ssh", [.. Options, .. host.KeyWords, host.Instance, "sh -c " + Quoted(script)])
        {
            RedirectStandardInput = redirectInput,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        return Launch(start);
    }

    /// <summary>Runs a script on the host to its end.</summary>
    /// <returns>Its exit code and the last line of its standard error.</returns>
    public static async Task<(int Code, string LastLine)> RunAsync(RemoteHost host, string script, CancellationToken cancellation)
    {
        using Process process = Start(host, script, redirectInput: true);
        process.StandardInput.Close();
        return await EndAsync(process, cancellation);
    }

    /// <summary>Copies with <c>scp</c>; remote names are given by <see cref="On"/>.</summary>
    /// <exception cref="RemoteException">The copy failed.</exception>
    public static async Task CopyAsync(RemoteHost host, string from, string to, CancellationToken cancellation)
    {
        ProcessStartInfo start = new("scp", ["-q", "-r", "-p", .. Options, .. host.KeyWords, from, to])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Launch(start);
        (int code, string lastLine) = await EndAsync(process, cancellation);
        if (code != 0)
        {
            throw new RemoteException($"scp {from} {to}: {lastLine}");
        }
    }

    /// <summary>A path on the host for <c>scp</c>.</summary>
    public static string On(RemoteHost host, string path) => $"{host.Instance}:{path}";

    private static Process Launch(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new RemoteException($"{start.FileName}: {exception.Message}", RemoteException.Refused);
        }
    }

    private static async Task<(int Code, string LastLine)> EndAsync(Process process, CancellationToken cancellation)
    {
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
            string errors = await process.StandardError.ReadToEndAsync(cancellation);
            await output;
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault(""));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
