using Chonk.Cli.Output;
using Chonk.Prover.Memory;

namespace Chonk.Cli;

/// <summary>What <c>chonk prove</c> shall do.</summary>
internal sealed record FlowProvingOptions
{
    /// <summary>The flow files, folded one after the other.</summary>
    public required IReadOnlyList<string> FlowPaths { get; init; }

    /// <summary>Whether kernels are left out.</summary>
    public bool AppsOnly { get; init; }

    /// <summary>Folder of the results.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>Folder of the SRS; null for the default.</summary>
    public string? SrsDirectory { get; init; }

    /// <summary>Whether the time of each stage goes to stderr.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>What becomes of the keys in the flow.</summary>
    public KeyPolicy KeyPolicy { get; init; }

    /// <summary>Whether the keys are written beside the proof.</summary>
    public bool WritesKeys { get; init; }

    /// <summary>Where the memory profile goes; null for none.</summary>
    public string? MemoryProfilePath { get; init; }

    /// <summary>A buffer to hold at one stage; null for none.</summary>
    public ControlAllocation? Control { get; init; }

    /// <summary>Timing outputs.</summary>
    public required TraceOptions Traces { get; init; }
}
