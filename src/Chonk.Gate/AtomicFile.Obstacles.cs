namespace Chonk.Gate;

/// <content>Whether a file can be written, asked before the work whose result it is to hold.</content>
public static partial class AtomicFile
{
    private const string CannotBeWritten = "cannot be written: ";

    /// <summary>What would keep <see cref="Write(string, Action{Stream})"/> from writing a file, found by writing beside it. Nothing is left behind.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A clause such as <c>is a folder</c>; <see langword="null"/> when nothing would.</returns>
    public static string? ObstacleTo(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            return "an empty path";
        }

        try
        {
            if (Directory.Exists(path))
            {
                return "is a folder";
            }

            if (IsDevice(path))
            {
                OpenDevice(path).Dispose();
                return null;
            }

            return ObstacleBeside(Path.GetFullPath(TargetOf(path)));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return CannotBeWritten + "no such device";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return CannotBeWritten + exception.Message;
        }
    }

    /// <summary>Makes what is missing of the path in a folder of its own, which no other process knows, in the nearest folder that is there.</summary>
    private static string? ObstacleBeside(string path)
    {
        string? existing = Path.GetDirectoryName(path);
        for (; existing is not null && !Directory.Exists(existing); existing = Path.GetDirectoryName(existing))
        {
            if (File.Exists(existing))
            {
                return $"{CannotBeWritten}{existing} is not a folder";
            }
        }

        if (existing is null)
        {
            return CannotBeWritten + "no such folder";
        }

        string trial = TemporaryNameFor(Path.Combine(existing, ".trial"));
        try
        {
            string target = Path.Combine(trial, Path.GetRelativePath(existing, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            new FileStream(TemporaryNameFor(target), FileMode.CreateNew, FileAccess.Write).Dispose();
            return null;
        }
        finally
        {
            if (Directory.Exists(trial))
            {
                Directory.Delete(trial, recursive: true);
            }
        }
    }
}
