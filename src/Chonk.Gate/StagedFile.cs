namespace Chonk.Gate;

/// <summary>A file written whole beside the one that it is to replace. Disposed of before it has replaced that one, it is deleted.</summary>
public sealed class StagedFile : IDisposable
{
    private readonly string path;

    internal StagedFile(string temporaryPath, string path)
    {
        TemporaryPath = temporaryPath;
        this.path = path;
    }

    internal string TemporaryPath { get; }

    /// <summary>Puts it in place, in one step of the file system.</summary>
    public void Replace() => File.Move(TemporaryPath, path, overwrite: true);

    /// <inheritdoc/>
    public void Dispose() => File.Delete(TemporaryPath);
}
