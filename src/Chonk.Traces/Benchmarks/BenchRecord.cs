namespace Chonk.Traces.Benchmarks;

/// <summary>What was measured at one commit.</summary>
/// <param name="Commit">Full hash.</param>
/// <param name="Date">Date of the commit or of the measurement.</param>
/// <param name="Message">First line of the commit's message; empty when not known.</param>
/// <param name="Entries">The numbers.</param>
public sealed record BenchRecord(string Commit, DateTimeOffset Date, string Message, IReadOnlyList<BenchEntry> Entries);
