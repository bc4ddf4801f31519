namespace Chonk.Prover.Benchmarks.Acceptance;

/// <summary>One measured median.</summary>
/// <param name="Group">What was measured: see <see cref="FigureGroups"/>.</param>
/// <param name="LogSize">log2 of the number of points or rows.</param>
/// <param name="Threads">Threads that worked.</param>
/// <param name="Milliseconds">Wall time, median of the runs.</param>
/// <param name="Busy">Processor time over wall time and threads, of all runs together; 1 when every thread was busy all the time, 0 when unknown.</param>
/// <param name="Runs">Number of timed runs.</param>
/// <param name="UsedRows">Rows in use, for a trace.</param>
internal sealed record Figure(string Group, int LogSize, int Threads, double Milliseconds, double Busy, int Runs, int UsedRows = 0);
