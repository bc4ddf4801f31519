namespace Chonk.Cli;

/// <summary>A failure with a message for the person at the terminal: one line, without a stack trace.</summary>
/// <param name="message">What is wrong and where, in one line.</param>
/// <param name="exitCode">The process's exit code, not 0.</param>
internal sealed class CommandException(string message, int exitCode = 1) : Exception(message)
{
    /// <summary>The process's exit code.</summary>
    public int ExitCode { get; } = exitCode;
}
