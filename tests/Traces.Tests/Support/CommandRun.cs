using System.CommandLine;

namespace Chonk.Traces.Tests.Support;

/// <summary>Runs a command inside this process and catches what it prints; not for tests that run beside others.</summary>
internal static class CommandRun
{
    public static (int Code, string Output, string Error) Of(Command command, params string[] arguments)
    {
        TextWriter output = Console.Out;
        TextWriter error = Console.Error;
        using StringWriter caughtOutput = new();
        using StringWriter caughtError = new();
        Console.SetOut(caughtOutput);
        Console.SetError(caughtError);
        try
        {
            return (command.Parse(arguments).Invoke(), caughtOutput.ToString(), caughtError.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
