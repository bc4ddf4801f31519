using Chonk.Gate.Running;

namespace Chonk.Gate.Sessions;

/// <summary>Where a command finds what it was not told.</summary>
public static class GateRoot
{
    /// <summary>The nearest folder, from <paramref name="start"/> upwards, that has both <c>flows</c> and <c>baselines</c>.</summary>
    /// <param name="start">A folder.</param>
    /// <returns>The folder, or <see langword="null"/>.</returns>
    public static string? Find(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "flows")) && Directory.Exists(Path.Combine(folder.FullName, "baselines")))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    /// <summary>The command line that starts this program again.</summary>
    /// <returns>The program, with its assembly where the program is the <c>dotnet</c> host.</returns>
    public static string OwnCommand()
    {
        string program = Environment.ProcessPath ?? "dotnet";
        string assembly = Path.Combine(AppContext.BaseDirectory, AppDomain.CurrentDomain.FriendlyName + ".dll");
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? $"\"{program}\" \"{assembly}\"" : $"\"{program}\"";
    }

    /// <summary>The program of a command line.</summary>
    /// <param name="command">A command line.</param>
    /// <returns>Its first word; empty when there is none.</returns>
    public static string ProgramOf(string command) => CommandLine.TrySplit(command, out IReadOnlyList<string> words) ? words[0] : "";
}
