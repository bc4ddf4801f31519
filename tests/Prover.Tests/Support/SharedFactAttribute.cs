using Xunit;

namespace Chonk.Prover.Tests.Support;

/// <summary>A test that compares with the reference flows and keys; skipped, with the reason, where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (RepositoryRoot.Shared is null)
        {
            Skip = "No reference flows: set CHONK_SHARED or put 'shared' beside the repository.";
        }
    }
}

/// <summary>A theory that compares with the reference flows and keys; skipped, with the reason, where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute()
    {
        if (RepositoryRoot.Shared is null)
        {
            Skip = "No reference flows: set CHONK_SHARED or put 'shared' beside the repository.";
        }
    }
}

/// <summary>A test that runs or reads the reference prover; skipped, with the reason, where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OracleFactAttribute : FactAttribute
{
    public OracleFactAttribute()
    {
        if (RepositoryRoot.Oracle is null)
        {
            Skip = "No reference prover: set CHONK_ORACLE.";
        }
    }
}
