namespace Chonk.Traces.Analysis;

/// <summary>One call of a zone, with what all threads did meanwhile.</summary>
/// <param name="WallNs">Length of the call.</param>
/// <param name="BusyByThread">Threads that did something, and for how long: union of their zones clipped to the call; the busiest first.</param>
/// <param name="Children">Zones inside the call whose parent is the zone, the longest in sum first.</param>
public sealed record ZoneCall(long WallNs, IReadOnlyList<(int ThreadId, long BusyNs)> BusyByThread, IReadOnlyList<ZoneChild> Children)
{
    /// <summary>Sum of the threads' busy times.</summary>
    public long CpuSumNs => BusyByThread.Sum(thread => thread.BusyNs);

    /// <summary><c>cpu_sum / (wall * threads)</c>; 0 for an empty call.</summary>
    /// <param name="threads">The denominator: threads of the pool, or those that did something.</param>
    public double Utilisation(int threads) => WallNs == 0 || threads == 0 ? 0 : CpuSumNs / ((double)WallNs * threads);
}
