using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Chonk.Traces.Benchmarks;

/// <summary>What a git repository says of commits; null where git or the commit is missing.</summary>
/// <param name="folder">A folder of the work tree.</param>
public sealed class GitLog(string folder)
{
    /// <summary>The hash of a revision.</summary>
    public string? Resolve(string revision) => Run("rev-parse", "--verify", "--quiet", revision + "^{commit}")?.Trim();

    /// <summary>The merge base of two revisions.</summary>
    public string? MergeBase(string left, string right) => Run("merge-base", left, right)?.Trim();

    /// <summary>A commit and all its ancestors.</summary>
    public IReadOnlySet<string>? Ancestry(string commit) => Run("rev-list", commit)?.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    /// <summary>Date and first line of the message of a commit.</summary>
    public (DateTimeOffset Date, string Message)? Describe(string commit)
    {
        string[]? parts = Run("show", "-s", "--format=%cI%x00%s", commit)?.TrimEnd('\n').Split('\0');
        return parts is [string date, string message] && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, out DateTimeOffset parsed)
            ? (parsed, message)
            : null;
    }

    private string? Run(params string[] arguments)
    {
        ProcessStartInfo start = new("git", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            using Process git = Process.Start(start)!;
            Task<string> errors = git.StandardError.ReadToEndAsync();
            string output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            errors.Wait();
            return git.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
