namespace Chonk.Traces.Models;

/// <summary>All calls of one operation inside one other, over all threads. Times are in ns.</summary>
/// <param name="Name">The operation.</param>
/// <param name="Parent">The operation around it; null at the root.</param>
/// <param name="TotalNs">Sum over threads.</param>
/// <param name="MaxThreadNs">The largest total of one thread, which is taken for the wall time.</param>
/// <param name="MeanNs">Mean of the threads' totals, over the threads that took part.</param>
/// <param name="StandardDeviationNs">Sample standard deviation of the threads' totals; 0 for one thread.</param>
/// <param name="Count">Number of calls.</param>
/// <param name="ThreadCount">Threads that took part.</param>
public sealed record OperationStatistics(
    string Name, string? Parent, long TotalNs, long MaxThreadNs, double MeanNs, double StandardDeviationNs, long Count, int ThreadCount);
