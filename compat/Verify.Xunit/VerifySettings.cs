namespace VerifyTests;

/// <summary>Stand-in for the part of <c>VerifyTests.VerifySettings</c> that is used here.</summary>
public class VerifySettings
{
    internal string? Directory { get; private set; }

    internal string? FileName { get; private set; }

    internal StringCompare? Comparer { get; private set; }

    /// <summary>The folder of received and verified files, relative to the test's source file.</summary>
    /// <param name="directory">A path.</param>
    public void UseDirectory(string directory) => Directory = directory;

    /// <summary>The name of received and verified files, without <c>.verified.json</c>.</summary>
    /// <param name="fileName">A name.</param>
    public void UseFileName(string fileName) => FileName = fileName;

    /// <summary>The comparer of this snapshot.</summary>
    /// <param name="compare">The comparer.</param>
    public void UseStringComparer(StringCompare compare) => Comparer = compare;

    /// <summary>Upstream starts a diff tool on a mismatch; there is none to start here.</summary>
    public void DisableDiff()
    {
    }
}
