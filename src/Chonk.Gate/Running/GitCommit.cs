namespace Chonk.Gate.Running;

/// <summary>The commit a run was built from.</summary>
public static class GitCommit
{
    private static readonly Dictionary<string, string> NoVariables = [];

    /// <summary>Git answers at once; on a machine however busy, later than this it hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string[] OutputFolders = ["bin", "obj", "artifacts"];

    /// <summary>End of a commit that the tracked files differ from.</summary>
    public const string DirtySuffix = "-dirty";

    /// <summary>Asks git.</summary>
    /// <param name="folder">A folder inside the working tree.</param>
    /// <param name="except">A folder of the tree whose changes do not count, such as that of the baselines; empty for none.</param>
    /// <returns>The first twelve digits of the commit, with <c>-dirty</c> when tracked files differ; empty outside git.</returns>
    public static string Of(string folder, string except = "")
    {
        ProcessResult head = Git(folder, "rev-parse", "--short=12", "HEAD");
        if (!head.Succeeded)
        {
            return "";
        }

        string[] others = except.Length == 0 ? [] : [":(exclude)" + Path.GetFullPath(except)];
        const string All = ":(top)";
        ProcessResult status = Git(folder, ["status", "--porcelain", "--untracked-files=no", "--", All, .. others]);
        if (!status.Succeeded)
        {
            // The folder excepted is not in this tree.
            status = Git(folder, "status", "--porcelain", "--untracked-files=no", "--", All);
        }

        return head.Output.Trim() + (status.Succeeded && status.Output.Trim().Length > 0 ? DirtySuffix : "");
    }

    /// <summary>
    /// Files that git neither tracks nor ignores. Not counted are flows, and what lies in a folder <c>bin</c>, <c>obj</c> or <c>artifacts</c>,
    /// where builds leave their output.
    /// </summary>
    /// <param name="folders">Where to look, and below.</param>
    /// <param name="except">A folder whose files do not count, such as that of the baselines.</param>
    /// <returns>Full paths; none outside git.</returns>
    public static IReadOnlyList<string> Untracked(IReadOnlyList<string> folders, string except)
    {
        string excepted = Path.TrimEndingDirectorySeparator(Path.GetFullPath(except)) + Path.DirectorySeparatorChar;
        static bool Counts(string file)
        {
            string[] parts = file.Split('/');
            return parts[^1] != Flow.FileName && !parts[..^1].Intersect(OutputFolders, StringComparer.Ordinal).Any();
        }

        return
        [
            .. folders.Where(Directory.Exists)
                .SelectMany(folder => Git(folder, "-c", "core.quotePath=false", "ls-files", "--others", "--exclude-standard") is { Succeeded: true } listed
                    ? listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(Counts).Select(file => Path.GetFullPath(Path.Combine(folder, file)))
                    : [])
                .Where(file => !file.StartsWith(excepted, StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether a folder lies in a working tree, whatever git has to say of it.</summary>
    /// <param name="folder">A folder.</param>
    /// <returns>Whether it, or one above it, holds <c>.git</c>.</returns>
    public static bool HasTree(string folder)
    {
        for (DirectoryInfo? at = new(Path.GetFullPath(folder)); at is not null; at = at.Parent)
        {
            string git = Path.Combine(at.FullName, ".git");
            if (Directory.Exists(git) || File.Exists(git))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where the commit keeps a file that may be gone from the working tree.</summary>
    /// <param name="file">Path of the file; its folder may be gone too.</param>
    /// <returns>Its path from the top of the working tree; empty when the commit does not have it, and outside git.</returns>
    public static string PathOf(string file)
    {
        string path = Path.GetFullPath(file);
        string? folder = Path.GetDirectoryName(path);
        while (folder is not null && !Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder);
        }

        ProcessResult top = Git(folder!, "rev-parse", "--show-prefix");
        string kept = top.Output.TrimEnd('\n') + Path.GetRelativePath(folder!, path).Replace('\\', '/');
        return top.Succeeded && Git(folder!, "cat-file", "-e", "HEAD:" + kept).Succeeded ? kept : "";
    }

    private static ProcessResult Git(string folder, params string[] arguments) =>
        ChildProcess.Run(["git", .. arguments], NoVariables, folder, Patience, CancellationToken.None);
}
