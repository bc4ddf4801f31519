using System.Diagnostics;

namespace Chonk.Gate.Tests.Support;

/// <summary>Processes told apart by a word of their command line that no other test uses, nor another run of the same.</summary>
internal static class RunningProcesses
{
    /// <summary>Those that run now.</summary>
    /// <param name="name">Name of the program.</param>
    /// <param name="word">Text of the command line.</param>
    /// <returns>The processes.</returns>
    internal static IReadOnlyList<Process> With(string name, string word) =>
        [.. Process.GetProcessesByName(name).Where(p => CommandLineOf(p).Contains(word, StringComparison.Ordinal))];

    private static string CommandLineOf(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
