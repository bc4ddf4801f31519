using Xunit;

namespace Chonk.Prover.Tests.Ivc;

/// <summary>Tests that read the process's own ledger run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SharedLedger
{
    public const string Name = "shared ledger";
}
