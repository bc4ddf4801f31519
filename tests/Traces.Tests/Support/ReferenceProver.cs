using Xunit;

namespace Chonk.Traces.Tests.Support;

/// <summary>The reference prover and a flow for it, where this machine has them.</summary>
internal static class ReferenceProver
{
    private static readonly string Oracle = Environment.GetEnvironmentVariable("CHONK_ORACLE")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "chonk-oracle");

    public static string Program => Path.Combine(Oracle, "bb");

    public static string Crs => Path.Combine(Oracle, "crs");

    public static string MockFlow => Path.Combine(Shared, "flows", "mock");

    /// <summary>Why there is none; null when there is.</summary>
    public static string? Absence => !File.Exists(Program) ? "No reference prover: set CHONK_ORACLE."
        : !Directory.Exists(MockFlow) ? "No reference flows: set CHONK_SHARED or put 'shared' beside the repository."
        : null;

    private static string Shared => Environment.GetEnvironmentVariable("CHONK_SHARED") ?? Path.Combine(Repository, "..", "shared");

    private static string Repository
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Chonk.sln")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? throw new InvalidOperationException("Chonk.sln was not found above the test assembly.");
        }
    }
}

/// <summary>A test that runs the reference prover; skipped, with the reason, where it or its flows are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReferenceProverFactAttribute : FactAttribute
{
    public ReferenceProverFactAttribute() => Skip = ReferenceProver.Absence;
}
