using System.Security.Cryptography;
using System.Text;

namespace Chonk.Gate;

/// <summary>
/// A turn at a file, or at files that belong together, among all processes of this machine: a lock on a file of the temporary folder, which
/// the operating system gives back when a process dies. Whoever waits longer than ten seconds, or cannot have the lock's file, goes on
/// without: files are whole all the same, see <see cref="AtomicFile"/>.
/// </summary>
internal sealed class ExclusiveAccess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly FileStream? held;

    private ExclusiveAccess(FileStream? held) => this.held = held;

    /// <summary>Waits for the turn.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The turn, over when disposed.</returns>
    internal static ExclusiveAccess To(string path)
    {
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(path))).AsSpan(0, 12));
        string file = Path.Combine(Path.GetTempPath(), $"chonk-gate-{name}.lock");
        long start = Environment.TickCount64;
        do
        {
            try
            {
                return new ExclusiveAccess(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(file))
            {
                Thread.Sleep(Pause);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                break;
            }
        }
        while (Environment.TickCount64 - start < Patience.TotalMilliseconds);

        return new ExclusiveAccess(null);
    }

    /// <summary>Ends the turn.</summary>
    public void Dispose() => held?.Dispose();
}
