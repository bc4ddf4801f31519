namespace Chonk.Traces.Reading;

/// <summary>A file is not what it was opened as.</summary>
/// <param name="path">The file.</param>
/// <param name="reason">What is wrong, and where.</param>
public sealed class TraceFormatException(string path, string reason) : Exception($"{path}: {reason}")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}
