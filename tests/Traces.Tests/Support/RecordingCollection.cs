using Xunit;

namespace Chonk.Traces.Tests.Support;

/// <summary>Tests that record zones: one recorder is active at a time, and other tests' work would disturb their clocks.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RecordingCollection
{
    public const string Name = "Recording zones";
}
