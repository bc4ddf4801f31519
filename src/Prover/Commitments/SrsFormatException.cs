using System.Globalization;

namespace Chonk.Prover.Commitments;

/// <summary>A file of the structured reference string is missing, too short or holds something that is not a point.</summary>
/// <param name="path">The file.</param>
/// <param name="offset">Byte offset of what is wrong; the file's length when it is too short.</param>
/// <param name="reason">What is wrong, as a clause.</param>
/// <param name="inner">The system's error, if there was one.</param>
public sealed class SrsFormatException(string path, long offset, string reason, Exception? inner = null)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{path}: offset {offset}: {reason}"), inner)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>Byte offset of what is wrong.</summary>
    public long Offset { get; } = offset;

    /// <summary>What is wrong.</summary>
    public string Reason { get; } = reason;
}
