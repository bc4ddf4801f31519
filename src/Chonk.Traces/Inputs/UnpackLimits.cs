namespace Chonk.Traces.Inputs;

/// <summary>How much an archive may hold; more is taken for an attack or an accident.</summary>
/// <param name="ArchiveBytes">Bytes of the archive.</param>
/// <param name="UnpackedBytes">Bytes of all files together.</param>
/// <param name="Entries">Files and folders.</param>
public sealed record UnpackLimits(long ArchiveBytes = 2L << 30, long UnpackedBytes = 8L << 30, int Entries = 10_000);
