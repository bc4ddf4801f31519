using Chonk.Traces.Models;

namespace Chonk.Traces.Analysis;

/// <summary>An operation inside one parent, before and after.</summary>
/// <param name="Name">The operation.</param>
/// <param name="Parent">The operation around it; null at the root.</param>
/// <param name="Before">Statistics before; null when it is new.</param>
/// <param name="After">Statistics after; null when it is gone.</param>
public sealed record OperationChange(string Name, string? Parent, OperationStatistics? Before, OperationStatistics? After)
{
    /// <summary>Growth of the wall time, in ns.</summary>
    public long GrowthNs => (After?.MaxThreadNs ?? 0) - (Before?.MaxThreadNs ?? 0);

    /// <summary>Growth of the time of all threads, in ns.</summary>
    public long CpuGrowthNs => (After?.TotalNs ?? 0) - (Before?.TotalNs ?? 0);
}
