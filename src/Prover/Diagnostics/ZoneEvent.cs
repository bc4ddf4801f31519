namespace Chonk.Prover.Diagnostics;

/// <summary>One closed zone.</summary>
/// <param name="Name">The zone's name.</param>
/// <param name="Parent">Name of the zone around it on the same thread, or of the section that started the thread's work; null at the root.</param>
/// <param name="Depth">Zones around it, those of the section that started the thread's work included; 0 at the root.</param>
/// <param name="StartTicks">Start, in <see cref="System.Diagnostics.Stopwatch"/> ticks.</param>
/// <param name="EndTicks">End, in the same ticks.</param>
/// <param name="ForkId">The <see cref="ZoneFork"/> that this zone continues, from 1; 0 for a zone of its own.</param>
public readonly record struct ZoneEvent(string Name, string? Parent, int Depth, long StartTicks, long EndTicks, int ForkId);
