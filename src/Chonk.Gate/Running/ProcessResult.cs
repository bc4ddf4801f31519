namespace Chonk.Gate.Running;

/// <summary>How a child process ended.</summary>
public enum ProcessEnd
{
    /// <summary>It ended by itself.</summary>
    Exited,

    /// <summary>It could not be started.</summary>
    NotStarted,

    /// <summary>It ran longer than allowed and was killed.</summary>
    TimedOut,

    /// <summary>The caller gave up and it was killed.</summary>
    Cancelled,
}

/// <summary>A child process that is over.</summary>
/// <param name="End">How it ended.</param>
/// <param name="ExitCode">Its exit code, when it ended by itself.</param>
/// <param name="Output">Standard output, cut at 1 MiB.</param>
/// <param name="LastLines">The last lines of standard output, at most twenty, then those of standard error.</param>
public sealed record ProcessResult(ProcessEnd End, int ExitCode, string Output, IReadOnlyList<string> LastLines)
{
    /// <summary>Whether it ended by itself with exit code 0.</summary>
    public bool Succeeded => End == ProcessEnd.Exited && ExitCode == 0;
}
