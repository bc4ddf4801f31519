using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Chonk.Traces.Tests.Support;

/// <summary>An sshd on loopback for the present user, with keys of its own; ended with the test.</summary>
internal sealed class SshServer : IDisposable
{
    private const string Executable = "/usr/sbin/sshd";
    private readonly Process server;

    public SshServer(string folder)
    {
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(folder, "host_key"));
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(folder, "user_key"));
        int port = FreePort();
        string config = Path.Combine(folder, "sshd_config");
        File.WriteAllText(config, string.Create(CultureInfo.InvariantCulture, $"""
            ListenAddress 127.0.0.1:{port}
            HostKey {folder}/host_key
            AuthorizedKeysFile {folder}/user_key.pub
            PidFile none
            StrictModes no
            UsePAM no
            PermitRootLogin yes
            PasswordAuthentication no
            Subsystem sftp internal-sftp
            """) + "\n");
        string client = Path.Combine(folder, "ssh_config");
        File.WriteAllText(client, string.Create(CultureInfo.InvariantCulture, $"""
            Host bencher
              HostName 127.0.0.1
              Port {port}
              User {Environment.UserName}
              IdentitiesOnly yes
              StrictHostKeyChecking no
              UserKnownHostsFile {folder}/known_hosts
              LogLevel ERROR
            """) + "\n");
        KeyWords = ["-F", client, "-i", Path.Combine(folder, "user_key")];
        if (Environment.UserName == "root")
        {
            // Where sshd locks itself in before login; a service would have made it.
            Directory.CreateDirectory("/run/sshd");
        }

        server = Process.Start(new ProcessStartInfo(Executable, ["-D", "-e", "-f", config]) { RedirectStandardError = true })!;
        _ = server.StandardError.ReadLine();
    }

    /// <summary>Why there can be none; null when there can.</summary>
    public static string? Absence => new[] { Executable, "/usr/bin/ssh", "/usr/bin/scp", "/usr/bin/ssh-keygen" }
        .FirstOrDefault(path => !File.Exists(path)) is { } missing ? $"No {missing}." : null;

    public string[] KeyWords { get; }

    public void Dispose()
    {
        server.Kill(entireProcessTree: true);
        server.WaitForExit();
        server.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}

/// <summary>A test over ssh to this machine; skipped, with the reason, where OpenSSH's server is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SshFactAttribute : FactAttribute
{
    public SshFactAttribute() => Skip = SshServer.Absence;
}
