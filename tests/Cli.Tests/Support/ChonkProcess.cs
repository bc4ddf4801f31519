using System.Diagnostics;
using System.Reflection;
using Chonk.Prover.Tests.Support;

namespace Chonk.Cli.Tests.Support;

/// <summary>Runs the built <c>chonk</c> as a process of its own.</summary>
internal static class ChonkProcess
{
    private static readonly string Assembly = Path.Combine(
        RepositoryRoot.Path, "src", "Chonk.Cli", "bin", Metadata("ChonkConfiguration"), Metadata("ChonkTargetFramework"), "chonk.dll");

    private static readonly Lazy<string> Srs = new(() =>
    {
        string folder = Directory.CreateTempSubdirectory("chonk-srs-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        Run("srs", "generate", "--points", "8193", "-o", folder).Succeeded();
        return folder;
    });

    /// <summary>A folder with the development SRS, under which the vectors' keys were made; whatever the user's own SRS is. Deleted when the tests end.</summary>
    public static string DevelopmentSrs => Srs.Value;

    /// <summary>Runs with two threads until it ends, at most fifteen minutes.</summary>
    /// <returns>Exit code and the lines of both outputs.</returns>
    public static ChonkResult Run(params string[] arguments) => RunWith([("HARDWARE_CONCURRENCY", "2")], arguments);

    /// <summary>Runs in an environment of its own until it ends, at most fifteen minutes.</summary>
    /// <param name="environment">Variables beside those that the tests have.</param>
    /// <param name="arguments">The words of the command line.</param>
    public static ChonkResult RunWith((string Name, string Value)[] environment, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(15)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"chonk {string.Join(' ', arguments)} did not end.");
        }

        process.WaitForExit();
        return new ChonkResult(process.ExitCode, Lines(output.Result), Lines(error.Result));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Metadata(string key) => typeof(ChonkProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == key).Value!;
}
