using System.Diagnostics;
using System.Globalization;

namespace Chonk.Traces.Remote;

/// <summary>
/// The machine for oneself, and a folder on it. The lock is a file that is created in one step or not at all and says who has it.
/// It is held by a session whose remote end waits for this side to close: when this process ends in any way, even killed, that end
/// stops the run that is still going, removes folder and lock, and ends. Nothing polls.
/// </summary>
public sealed class RemoteLock : IDisposable
{
    /// <summary>Where the lock is unless told otherwise: the file that other tools on the machine respect too.</summary>
    public const string DefaultPath = "BENCHMARK_IN_PROGRESS";

    private readonly Process keeper;

    private RemoteLock(Process keeper, string folder)
    {
        this.keeper = keeper;
        Folder = folder;
    }

    /// <summary>A folder on the host for this run alone; it goes with the lock.</summary>
    public string Folder { get; }

    /// <summary>Takes the lock, or fails at once.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="lockPath">The file, relative to the home folder or absolute.</param>
    /// <param name="owner">Who takes it.</param>
    /// <exception cref="RemoteException">Someone has it, or the machine does not answer.</exception>
    public static RemoteLock Take(RemoteHost host, string lockPath, string owner)
    {
        if (!RemoteHost.IsPlain(lockPath))
        {
            throw new RemoteException($"the lock's path holds characters that a shell would take apart: {lockPath}", RemoteException.Refused);
        }

        Process keeper = SshProcess.Start(host, KeeperScript(host, lockPath, owner), redirectInput: true);
        string answer = keeper.StandardOutput.ReadLine() ?? "";
        string[] words = answer.Split(' ', 3);
        if (words is ["acquired", string folder, ..])
        {
            return new RemoteLock(keeper, folder);
        }

        keeper.StandardInput.Close();
        string error = keeper.StandardError.ReadToEnd().Trim();
        keeper.WaitForExit();
        keeper.Dispose();
        throw words is ["held", string seconds, string holder]
            ? new RemoteException($"{host.Instance} is in use by {holder} since {Age(seconds)}; nothing was done", RemoteException.Held)
            : new RemoteException($"{host.Instance}: {(error.Length > 0 ? error.Split('\n')[^1] : "no answer")}");
    }

    /// <summary>Stops what runs, removes folder and lock.</summary>
    public void Dispose()
    {
        try
        {
            keeper.StandardInput.Close();
        }
        catch (IOException)
        {
            // The connection is gone already, and the remote end with it.
        }

        if (!keeper.WaitForExit(TimeSpan.FromSeconds(30)))
        {
            keeper.Kill();
        }

        keeper.Dispose();
    }

    /// <summary>
    /// Runs on the host. <c>set -C</c> makes the redirection fail when the file exists; <c>cat</c> waits for the end of the input.
    /// </summary>
    private static string KeeperScript(RemoteHost host, string lockPath, string owner) => $$"""
        cd "$HOME" || exit 1
        lock={{SshProcess.Quoted(lockPath)}}
        if ! (set -C; printf '%s\n' {{SshProcess.Quoted(owner)}} > "$lock") 2>/dev/null; then
          [ -e "$lock" ] || { echo "cannot create $lock" >&2; exit 1; }
          echo "held $(( $(date +%s) - $(stat -c %Y "$lock") )) $(head -n 1 "$lock")"
          exit 0
        fi
        folder=
        release() {
          [ -n "$folder" ] && [ -f "$folder/run.pid" ] && kill "$(cat "$folder/run.pid")" 2>/dev/null
          [ -n "$folder" ] && rm -rf "$folder"
          rm -f "$lock"
        }
        trap release EXIT
        trap 'exit 1' HUP INT TERM
        mkdir -p {{SshProcess.Quoted(host.WorkPath)}} && folder=$(mktemp -d {{SshProcess.Quoted(host.WorkPath + "/chonk-run-XXXXXXXX")}}) || exit 1
        echo "acquired $folder"
        cat > /dev/null
        """;

    private static string Age(string seconds) => long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out long age)
        ? TimeSpan.FromSeconds(age).ToString("c", CultureInfo.InvariantCulture) + " h:m:s"
        : "an unknown time";
}
