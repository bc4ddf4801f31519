using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Chonk.Gate;

/// <summary>
/// A turn at a file, or at files that belong together, among all processes of this machine: a lock on a file of the temporary folder, which
/// the operating system gives back when a process dies. Paths share sixty-four such files of each kind, so that none is left for every
/// path there ever was; a turn at a baseline may hold one at a profile, not the other way round. Whoever waits longer than two minutes, or cannot have the lock's file, goes on
/// without: files are whole all the same, see <see cref="AtomicFile"/>.
/// </summary>
internal sealed class ExclusiveAccess : IDisposable
{
    private const int SharedFiles = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly FileStream? held;

    private ExclusiveAccess(FileStream? held) => this.held = held;

    /// <summary>Waits for the turn at a profile and its stamp.</summary>
    /// <param name="path">The profile.</param>
    /// <returns>The turn, over when disposed.</returns>
    internal static ExclusiveAccess ToProfile(string path) => To("profile", path);

    /// <summary>Waits for the turn at a baseline.</summary>
    /// <param name="path">The baseline.</param>
    /// <returns>The turn, over when disposed.</returns>
    internal static ExclusiveAccess ToBaseline(string path) => To("baseline", path);

    /// <summary>Ends the turn.</summary>
    public void Dispose() => held?.Dispose();

    private static ExclusiveAccess To(string kind, string path)
    {
        int shared = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(path)))[0] % SharedFiles;
        string file = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"chonk-gate-{kind}-{shared}.lock"));
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
}
