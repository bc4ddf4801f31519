namespace Chonk.Traces.Remote;

/// <summary>A remote run did not come about or failed.</summary>
/// <param name="message">What happened, in one line.</param>
/// <param name="exitCode">Exit code for the shell.</param>
public sealed class RemoteException(string message, int exitCode = RemoteException.Failed) : Exception(message)
{
    /// <summary>The run or a copy failed.</summary>
    public const int Failed = 1;

    /// <summary>The environment is not set, or an argument is wrong: nothing was attempted.</summary>
    public const int Refused = 2;

    /// <summary>Someone else has the machine.</summary>
    public const int Held = 3;

    /// <summary>Exit code for the shell.</summary>
    public int ExitCode { get; } = exitCode;
}
