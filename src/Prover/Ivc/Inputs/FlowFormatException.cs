namespace Chonk.Prover.Ivc.Inputs;

/// <summary>A flow file that cannot be read, or that is not what it should be: which file, which circuit, why, on one line.</summary>
public sealed class FlowFormatException : Exception
{
    private const int MaxNameLength = 80;

    /// <summary>An error of the file as a whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">What is wrong.</param>
    /// <param name="inner">The cause, if another exception told it.</param>
    public FlowFormatException(string path, string reason, Exception? inner = null)
        : base($"{path}: {OnOneLine(reason)}", inner)
    {
        Path = path;
        Reason = reason;
    }

    /// <summary>An error of one circuit.</summary>
    /// <param name="path">The file.</param>
    /// <param name="circuitIndex">The circuit's place in the flow, from 0.</param>
    /// <param name="circuitName">The circuit's name, or null where it is not known yet.</param>
    /// <param name="reason">What is wrong.</param>
    /// <param name="inner">The cause, if another exception told it.</param>
    public FlowFormatException(string path, int circuitIndex, string? circuitName, string reason, Exception? inner = null)
        : base($"{path}: circuit {circuitIndex}{(circuitName is null ? string.Empty : $" ({Shown(circuitName)})")}: {OnOneLine(reason)}", inner)
    {
        Path = path;
        CircuitIndex = circuitIndex;
        CircuitName = circuitName;
        Reason = reason;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The circuit's place in the flow, or null for an error of the whole file.</summary>
    public int? CircuitIndex { get; }

    /// <summary>The circuit's name, if known.</summary>
    public string? CircuitName { get; }

    /// <summary>What is wrong.</summary>
    public string Reason { get; }

    /// <summary>A name from an untrusted file, fit for one line of a terminal.</summary>
    private static string Shown(string name) => OnOneLine(name.Length <= MaxNameLength ? name : name[..MaxNameLength] + "...");

    private static string OnOneLine(string text) =>
        string.Create(text.Length, text, static (target, source) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) || source[i] is '\u2028' or '\u2029' ? '?' : source[i];
            }
        });
}
