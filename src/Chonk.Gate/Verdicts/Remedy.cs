using System.Globalization;
using Chonk.Gate.Diagnostics;

namespace Chonk.Gate.Verdicts;

/// <summary>What a person can do about a verdict: one command, as every output quotes it.</summary>
/// <param name="Purpose">What it is for, as <c>to accept</c>.</param>
/// <param name="Command">A line for a shell.</param>
public sealed record Remedy(string Purpose, string Command)
{
    /// <summary>The command that takes what was measured as the baseline.</summary>
    /// <param name="project">The gated project; empty to name none.</param>
    /// <param name="maximumMegabytes">A new ceiling in MiB, or <see langword="null"/> to keep the present one.</param>
    /// <returns>The command. The reason stands in quotes inside quotes, so that MSBuild does not split it at a comma.</returns>
    public static string Accept(string project, long? maximumMegabytes = null) => Build(project)
        + " -t:UpdateMemoryBaselines '-p:ChonkBaselineReason=\"why it changed\"'"
        + (maximumMegabytes is { } maximum ? string.Create(CultureInfo.InvariantCulture, $" -p:ChonkBaselineMaxMb={maximum}") : "");

    /// <summary>The command that lowers the baseline to what was measured.</summary>
    /// <param name="project">The gated project; empty to name none.</param>
    /// <returns>The command.</returns>
    public static string Tighten(string project) => Build(project) + " -t:UpdateMemoryBaselines -p:ChonkBaselineTightenOnly=true";

    /// <summary>A project as commands name it: relative to the root for a person who stands there, else in full, which works from anywhere.</summary>
    /// <param name="project">Path of the project.</param>
    /// <param name="root">Root of what is gated.</param>
    /// <param name="directory">Where the command was given.</param>
    /// <returns>The path.</returns>
    public static string ProjectAsNamed(string project, string root, string directory)
    {
        string full = Path.GetFullPath(project);
        string top = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        bool isAtRoot = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)) == top;
        return isAtRoot && full.StartsWith(top + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? Path.GetRelativePath(top, full) : full;
    }

    /// <summary>A word of a command line, in quotes where a shell would split or read it.</summary>
    /// <param name="word">Any text.</param>
    /// <returns>The word.</returns>
    internal static string Quote(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '+' or ':' or '\\')
        ? word
        : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    /// <summary>The command that answers a verdict; <see langword="null"/> where there is nothing to do, or its messages say what.</summary>
    internal static Remedy? Of(Verdict verdict)
    {
        if (verdict.Outcome is not (Outcome.Fail or Outcome.Stale))
        {
            return null;
        }

        if (verdict.ControlStage.Length > 0)
        {
            return new("this was a control run and cannot be accepted; without the control", Build(verdict.Project));
        }

        if (verdict.Outcome == Outcome.Stale && verdict.Diagnostics.All(d => d.Code != DiagnosticCode.StaleBaseline || d.Line > 0))
        {
            return new("to tighten", Tighten(verdict.Project));
        }

        return verdict.Diagnostics.Any(d => d.Code == DiagnosticCode.CeilingExceeded)
            ? new("to accept, and to raise the ceiling", Accept(verdict.Project, (verdict.PeakBytes + (1 << 20) - 1) >> 20))
            : new("to accept", Accept(verdict.Project));
    }

    private static string Build(string project) => "dotnet build " + (project.Length == 0 ? "" : Quote(project) + " ") + "-c Release";
}
