using System.Globalization;
using System.Text;

namespace Chonk.Gate;

/// <summary>Files that are either whole or absent, whenever the process ends.</summary>
public static partial class AtomicFile
{
    private const string TemporaryMark = ".tmp-";

    /// <summary>Among the devices, but a file system like any other.</summary>
    private const string SharedMemory = "/dev/shm/";

    private static readonly string[] Devices = ["/dev/", "/proc/", @"\\.\"];

    /// <summary>Replaces <paramref name="path"/> by <paramref name="text"/>, UTF-8 without a byte order mark.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its content.</param>
    public static void Write(string path, string text) =>
        Write(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text).AsMemory());

    /// <summary>Replaces <paramref name="path"/> by <paramref name="content"/>; its folder is made if need be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its bytes.</param>
    public static void Write(string path, ReadOnlyMemory<byte> content) => Write(path, stream => stream.Write(content.Span));

    /// <summary>Replaces <paramref name="path"/> by what <paramref name="write"/> writes; its folder is made if need be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the whole content. Where it throws, the file stays as it was.</param>
    public static void Write(string path, Action<Stream> write)
    {
        if (IsDevice(path))
        {
            using FileStream device = OpenDevice(path);
            write(device);
            return;
        }

        using StagedFile staged = Stage(path, write);
        staged.Replace();
    }

    /// <summary>Writes a file under a name beside <paramref name="path"/>, which stays as it is until <see cref="StagedFile.Replace"/>.</summary>
    /// <param name="path">The file to be replaced, no device; its folder is made if need be.</param>
    /// <param name="write">Writes the whole content. Where it throws, nothing is left.</param>
    public static StagedFile Stage(string path, Action<Stream> write)
    {
        path = TargetOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        StagedFile staged = new(TemporaryNameFor(path), path);
        try
        {
            using var stream = new FileStream(staged.TemporaryPath, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            write(stream);
            stream.Flush(flushToDisk: true);
            return staged;
        }
        catch
        {
            staged.Dispose();
            throw;
        }
    }

    /// <summary>Whether a path is one of a device or a pipe, which is written to and not replaced.</summary>
    /// <param name="path">The file.</param>
    public static bool IsDevice(string path) =>
        Devices.Any(d => path.StartsWith(d, StringComparison.Ordinal)) && !path.StartsWith(SharedMemory, StringComparison.Ordinal);

    /// <summary>A name beside <paramref name="path"/> that no other process uses and that git ignores.</summary>
    /// <param name="path">The file to be replaced later.</param>
    /// <returns>A path in the same folder, so that a move is one step of the file system.</returns>
    public static string TemporaryNameFor(string path) =>
        string.Create(CultureInfo.InvariantCulture, $"{path}{TemporaryMark}{Environment.ProcessId}-{Guid.NewGuid():N}");

    /// <summary>Removes what killed processes left beside <paramref name="path"/> and what is older than an hour.</summary>
    /// <param name="path">The file whose temporary names are meant.</param>
    public static void RemoveAbandoned(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (string file in Directory.EnumerateFileSystemEntries(folder, Path.GetFileName(path) + TemporaryMark + "*"))
        {
            try
            {
                if (DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > TimeSpan.FromHours(1))
                {
                    if (Directory.Exists(file))
                    {
                        Directory.Delete(file, recursive: true);
                    }
                    else
                    {
                        File.Delete(file);
                    }
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Still in use: its owner removes it.
            }
        }
    }

    private static FileStream OpenDevice(string path) => new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);

    /// <summary>A link stays one: what it points to is replaced.</summary>
    private static string TargetOf(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
}
