using Chonk.Gate;

namespace Chonk.Cli.Output;

/// <summary>
/// The files that a command leaves: all are named and tried before the work, so that none is found wanting after it; they are put in place
/// together, once all are written, so that a run that fails while it writes leaves what was there before it.
/// </summary>
/// <param name="exitCode">Exit code of a refusal.</param>
internal sealed class OutputFiles(int exitCode = CommandRunner.Failure)
{
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);
    private readonly List<(string Path, StagedFile File)> staged = [];
    private readonly List<string> madeFolders = [];

    /// <summary>A file that is read, and which no output may replace.</summary>
    public void AddInput(string option, string path) => options.TryAdd(Path.GetFullPath(path), option);

    /// <summary>A file to be written; null for none.</summary>
    /// <exception cref="CommandException">It cannot be written, or another option names it.</exception>
    public void Add(string option, string? path)
    {
        if (path is null)
        {
            return;
        }

        if (AtomicFile.ObstacleTo(path) is { } obstacle)
        {
            throw new CommandException($"{option} {path}: {obstacle}", exitCode);
        }

        if (AtomicFile.IsDevice(path))
        {
            options.TryAdd(path, option);
            return;
        }

        string full = Path.GetFullPath(path);
        foreach ((string known, string other) in options)
        {
            if (known == full)
            {
                throw new CommandException($"{option} {path}: is also the file of {other}", exitCode);
            }

            if (IsBelow(known, full) || IsBelow(full, known))
            {
                throw new CommandException($"{option} {path}: one of this and {known} ({other}) would be a folder", exitCode);
            }
        }

        options.Add(full, option);
    }

    /// <summary>A folder of results.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="folder">The folder; need not be there.</param>
    /// <param name="names">Files to be written in it.</param>
    /// <exception cref="CommandException">One of them cannot be written.</exception>
    public void AddFolder(string option, string folder, params IEnumerable<string> names)
    {
        if (string.IsNullOrWhiteSpace(folder) || File.Exists(folder))
        {
            throw new CommandException(string.IsNullOrWhiteSpace(folder) ? $"{option}: an empty path" : $"{option} {folder}: not a folder", exitCode);
        }

        foreach (string name in names)
        {
            Add(option, Path.Combine(folder, name));
        }
    }

    /// <summary>Runs what writes the files, then puts them in place. Where that fails, the folders made for them are deleted.</summary>
    /// <exception cref="CommandException">One cannot be put in place after all.</exception>
    public void WriteAll(Action write)
    {
        bool isDone = false;
        try
        {
            write();
            foreach ((string path, StagedFile file) in staged)
            {
                Try(path, file.Replace);
            }

            isDone = true;
        }
        finally
        {
            TidyUp(isDone);
        }
    }

    /// <summary>Writes a file, to be put in place at the end of <see cref="WriteAll"/>; a device at once.</summary>
    /// <exception cref="CommandException">It cannot be written after all.</exception>
    public void Write(string path, Action<Stream> write)
    {
        if (AtomicFile.IsDevice(path))
        {
            Try(path, () => AtomicFile.Write(path, write));
            return;
        }

        NoteMissingFolders(path);
        Try(path, () => staged.Add((path, AtomicFile.Stage(path, write))));
    }

    /// <summary>Writes a file, to be put in place at the end of <see cref="WriteAll"/>; a device at once.</summary>
    /// <exception cref="CommandException">It cannot be written after all.</exception>
    public void Write(string path, ReadOnlyMemory<byte> content) => Write(path, stream => stream.Write(content.Span));

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The innermost first, so that they can be deleted in this order.</summary>
    private void NoteMissingFolders(string path)
    {
        List<string> missing = [];
        for (string? folder = Path.GetDirectoryName(Path.GetFullPath(path)); folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
        {
            missing.Add(folder);
        }

        madeFolders.InsertRange(0, missing);
    }

    private void Try(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string option = options.GetValueOrDefault(AtomicFile.IsDevice(path) ? path : Path.GetFullPath(path), "output");
            throw new CommandException($"{option} {path}: cannot be written: {exception.Message}", exitCode);
        }
    }

    /// <summary>Leaves nothing of files that were not put in place, nor, where that failed, an empty folder.</summary>
    private void TidyUp(bool isDone)
    {
        try
        {
            staged.ForEach(entry => entry.File.Dispose());
            staged.Clear();
            foreach (string folder in isDone ? [] : madeFolders.Where(folder => Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()))
            {
                Directory.Delete(folder);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The failure that led here is the one to tell.
        }
    }
}
