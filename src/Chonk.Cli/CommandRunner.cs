using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Commitments;
using Chonk.Prover.Ivc.Inputs;
using Chonk.Prover.Scheduling;

namespace Chonk.Cli;

/// <summary>Runs a command line and turns every expected failure into one line on stderr and a non-zero exit code.</summary>
internal static class CommandRunner
{
    /// <summary>Exit code of a failed command; 0 is success.</summary>
    public const int Failure = 1;

    /// <summary>Exit code of a command line that cannot be read, for the commands whose 1 is an answer: a regression, a changed key, a failed run.</summary>
    private const int Usage = 2;

    private const string Name = "chonk";

    /// <summary>Parses and runs.</summary>
    /// <param name="root">The command tree.</param>
    /// <param name="args">The words of the command line.</param>
    /// <returns>The process's exit code.</returns>
    public static int Run(RootCommand root, string[] args)
    {
        int usage = args is ["gate" or "inputs" or "bench" or "remote", ..] ? Usage : Failure;
        try
        {
            ParseResult parsed = root.Parse(args);
            if (parsed.Action is ParseErrorAction)
            {
                IEnumerable<string> words = parsed.Errors.Select(error => error.Message).Distinct().SelectMany(text => text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
                string wrong = string.Join(' ', words).TrimEnd('.');
                return Report($"{wrong}; see {Words(parsed.CommandResult)} --help", usage);
            }

            bool isHelp = parsed.Action != parsed.CommandResult.Command.Action;
            return !isHelp && WrongThreads() is { } threads
                ? Report(threads, usage)
                : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
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

    /// <summary>The words that name a command, for a person to repeat.</summary>
    private static string Words(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Words(parent)} {command.Command.Name}" : Name;

    /// <summary>What is wrong with the number of threads that the environment asks for; null when it is right or not set.</summary>
    private static string? WrongThreads() =>
        Environment.GetEnvironmentVariable(WorkScheduler.ThreadsVariable) is { Length: > 0 } text && !WorkScheduler.TryParseThreadCount(text, out _)
            ? string.Create(
                CultureInfo.InvariantCulture, $"{WorkScheduler.ThreadsVariable}: '{text}' is not a number of threads from 1 to {WorkScheduler.MaxThreadCount}")
            : null;

    private static int Report(string message, int exitCode)
    {
        Console.Error.WriteLine($"{Name}: error: {message.ReplaceLineEndings(" ")}");
        return exitCode;
    }
}
