namespace Chonk.Prover.Memory;

/// <summary>Booked buffers at one instant.</summary>
/// <param name="Bytes">All of them.</param>
/// <param name="ByCategory">Bytes of each <see cref="BufferCategory"/>, in its order.</param>
/// <param name="ByZone">
/// Bytes by the zone in which the buffers were allocated, zones with none left out. The empty name stands for buffers allocated outside
/// zones, or while no <see cref="Diagnostics.ZoneRecorder"/> was active.
/// </param>
public sealed record MemorySnapshot(long Bytes, IReadOnlyList<long> ByCategory, IReadOnlyDictionary<string, long> ByZone);
