using Xunit;

namespace Chonk.Prover.Tests.Diagnostics;

/// <summary>Tests that record zones: one recorder is active at a time, and other tests' zones would fall into it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RecordingCollection
{
    public const string Name = "Recording zones";
}
