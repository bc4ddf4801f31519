using Xunit;

namespace Chonk.Prover.Tests.Ivc;

/// <summary>Tests that read the process's own ledger run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SharedLedger
{
    public const string Name = "shared ledger";

    /// <summary>Frees what earlier tests left to the finalizer, so that it does not leave the ledger in the middle of a test.</summary>
    public static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
