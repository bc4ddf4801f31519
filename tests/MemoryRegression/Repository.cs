using System.Reflection;
using Chonk.Gate.Running;

namespace Chonk.MemoryRegression;

/// <summary>Where the build left things, noted in this assembly when it was built.</summary>
internal static class Repository
{
    internal static string Root { get; } = Metadata("ChonkRepositoryRoot");

    internal static string FlowsDirectory { get; } = Path.Combine(Root, "flows");

    internal static string BaselinesDirectory { get; } = Path.Combine(Root, "baselines");

    internal static string ProfilesDirectory { get; } = Path.Combine(Root, "artifacts", "memory", Metadata("ChonkConfiguration"));

    internal static string ProverProject { get; } = Path.Combine(Root, "src", "Chonk.Cli", "Chonk.Cli.csproj");

    internal static string ProverDirectory { get; } =
        Path.Combine(Root, "src", "Chonk.Cli", "bin", Metadata("ChonkConfiguration"), Metadata("ChonkTargetFramework"));

    internal static Flow Flow(string name) => new(name, Path.Combine(FlowsDirectory, name, Gate.Running.Flow.FileName));

    private static string Metadata(string key) => typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(a => a.Key == key).Value!;
}
