namespace Chonk.Traces.Analysis;

/// <summary>An operation directly inside a zone.</summary>
/// <param name="Name">The operation.</param>
/// <param name="TotalNs">Sum of its calls over threads.</param>
/// <param name="Count">Number of calls.</param>
/// <param name="ThreadCount">Threads that made them.</param>
public sealed record ZoneChild(string Name, long TotalNs, long Count, int ThreadCount);
