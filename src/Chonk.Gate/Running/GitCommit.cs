namespace Chonk.Gate.Running;

/// <summary>The commit a run was built from.</summary>
public static class GitCommit
{
    private static readonly Dictionary<string, string> NoVariables = [];

    /// <summary>Asks git.</summary>
    /// <param name="folder">A folder inside the working tree.</param>
    /// <returns>The first twelve digits of the commit, with <c>-dirty</c> when tracked files differ; empty outside git.</returns>
    public static string Of(string folder)
    {
        ProcessResult head = Git(folder, "rev-parse", "--short=12", "HEAD");
        if (!head.Succeeded)
        {
            return "";
        }

        ProcessResult status = Git(folder, "status", "--porcelain", "--untracked-files=no");
        return head.Output.Trim() + (status.Succeeded && status.Output.Trim().Length > 0 ? "-dirty" : "");
    }

    private static ProcessResult Git(string folder, params string[] arguments) =>
        ChildProcess.Run(["git", .. arguments], NoVariables, folder, TimeSpan.FromSeconds(20), CancellationToken.None);
}
