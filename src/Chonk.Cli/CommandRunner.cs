using System.CommandLine;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Commitments;
using Chonk.Prover.Ivc.Inputs;

namespace Chonk.Cli;

/// <summary>Runs a command line and turns every expected failure into one line on stderr and a non-zero exit code.</summary>
internal static class CommandRunner
{
    /// <summary>Exit code of a failed command; 0 is success.</summary>
    public const int Failure = 1;

    /// <summary>Exit code of a command line that cannot be read, for the commands whose 1 is an answer: a regression, a changed key.</summary>
    private const int Usage = 2;

    /// <summary>Parses and runs.</summary>
    /// <param name="root">The command tree.</param>
    /// <param name="args">The words of the command line.</param>
    /// <returns>The process's exit code.</returns>
    public static int Run(RootCommand root, string[] args)
    {
        try
        {
            ParseResult parsed = root.Parse(args);
            int exitCode = parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 && args is ["gate" or "inputs", ..] ? Usage : exitCode;
        }
        catch (CommandException exception)
        {
            return Report(exception.Message, exception.ExitCode);
        }
        catch (Exception exception) when (exception is FlowFormatException or AcirCircuitException or SrsFormatException
            or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Report(exception.Message, Failure);
        }
        catch (OutOfMemoryException)
        {
            return Report("the system has not enough memory for this flow", Failure);
        }
    }

    private static int Report(string message, int exitCode)
    {
        Console.Error.WriteLine($"chonk: error: {message.ReplaceLineEndings(" ")}");
        return exitCode;
    }
}
