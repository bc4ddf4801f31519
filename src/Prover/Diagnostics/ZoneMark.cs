namespace Chonk.Prover.Diagnostics;

/// <summary>An instant of one thread, such as a memory checkpoint or the start of a parallel section.</summary>
/// <param name="Name">What happened; empty for the start of a parallel section.</param>
/// <param name="ThreadIndex">The thread's position in <see cref="ZoneRecorder.Events"/>.</param>
/// <param name="Ticks">The instant, in <see cref="System.Diagnostics.Stopwatch"/> ticks.</param>
/// <param name="ForkId">The <see cref="ZoneFork"/> that starts here, from 1; 0 for other marks.</param>
public readonly record struct ZoneMark(string Name, int ThreadIndex, long Ticks, int ForkId);
