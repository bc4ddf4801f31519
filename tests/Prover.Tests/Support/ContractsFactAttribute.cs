using Xunit;

namespace Chonk.Prover.Tests.Support;

/// <summary>A test of the real contracts' circuits, which the oracle's script fetches and splits; skipped without them or their keys.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ContractsFactAttribute : FactAttribute
{
    public ContractsFactAttribute()
    {
        if (Folder is null)
        {
            Skip = "No real contracts: run the oracle's artifacts.sh, and put 'shared' beside the repository.";
        }
    }

    /// <summary>The folder of single circuits, or null.</summary>
    public static string? Folder { get; } =
        RepositoryRoot.Shared is not null && RepositoryRoot.Oracle is string oracle && Directory.Exists(Path.Combine(oracle, "artifacts", "apps"))
            ? Path.Combine(oracle, "artifacts", "apps")
            : null;
}
