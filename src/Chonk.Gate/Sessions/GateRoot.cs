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

    /// <summary>The folder in which the build that made this program left its profiles.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="programFolder">This program's folder, <c>.../bin/CONFIGURATION/FRAMEWORK/</c> after a build.</param>
    /// <returns><c>ROOT/artifacts/memory/CONFIGURATION</c>, with several frameworks <c>FRAMEWORK</c> below it, where it exists, else <c>ROOT/artifacts/memory/gate</c>.</returns>
    public static string BuildMemoryFolder(string root, string programFolder)
    {
        string configuration = new DirectoryInfo(programFolder).Parent?.Name ?? "";
        string folder = Path.Combine(root, "artifacts", "memory", configuration);
        string ofFramework = Path.Combine(folder, new DirectoryInfo(programFolder).Name);
        if (configuration.Length > 0 && Directory.Exists(ofFramework))
        {
            return ofFramework;
        }

        return configuration.Length > 0 && Directory.Exists(folder) ? folder : Path.Combine(root, "artifacts", "memory", "gate");
    }

    /// <summary>The project whose build made this program, where it lies within the repository.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="programFolder">This program's folder.</param>
    /// <returns>Path of the project; empty when there is none.</returns>
    public static string ProjectOf(string root, string programFolder)
    {
        string top = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + Path.DirectorySeparatorChar;
        for (DirectoryInfo? folder = new(programFolder); folder is not null && folder.FullName.StartsWith(top, StringComparison.Ordinal); folder = folder.Parent)
        {
            if (folder.EnumerateFiles("*.csproj").FirstOrDefault() is { } project)
            {
                return project.FullName;
            }
        }

        return "";
    }

    /// <summary>The command line that starts this program again.</summary>
    /// <returns>The program, with its assembly where the program is the <c>dotnet</c> host.</returns>
    public static string OwnCommand()
    {
        string program = Environment.ProcessPath ?? "dotnet";
        string assembly = Path.Combine(AppContext.BaseDirectory, AppDomain.CurrentDomain.FriendlyName + ".dll");
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? $"\"{program}\" \"{assembly}\"" : $"\"{program}\"";
    }

    /// <summary>
    /// The file or folder whose change means another prover: the folder of an assembly run by <c>dotnet</c>, a script run by a shell,
    /// else the program itself, looked for in <c>PATH</c>.
    /// </summary>
    /// <param name="command">A command line.</param>
    /// <returns>A path; empty when there is none.</returns>
    public static string ProgramOf(string command)
    {
        if (!CommandLine.TrySplit(command, out IReadOnlyList<string> words))
        {
            return "";
        }

        if (words.FirstOrDefault(w => w.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && File.Exists(w)) is { } assembly)
        {
            return Path.GetDirectoryName(Path.GetFullPath(assembly))!;
        }

        if (words[0].Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return Path.GetFullPath(words[0]);
        }

        if (words.Skip(1).FirstOrDefault(File.Exists) is { } script)
        {
            return Path.GetFullPath(script);
        }

        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Select(f => Path.Combine(f, words[0])).FirstOrDefault(File.Exists) ?? words[0];
    }
}
