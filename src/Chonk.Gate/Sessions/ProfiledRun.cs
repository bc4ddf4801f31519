using Chonk.Gate.Fingerprints;
using Chonk.Gate.Profiles;
using Chonk.Gate.Running;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Sessions;

/// <summary>A profile with the stamp beside it.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Stamp">What it was made from, and how.</param>
internal sealed record ProfiledRun(MemoryProfile Profile, ProfileStamp Stamp)
{
    /// <summary>Reads a profile and its stamp.</summary>
    /// <param name="path">Path of the profile.</param>
    /// <returns>Both; <see langword="null"/> when one of them cannot be read.</returns>
    internal static ProfiledRun? TryRead(string path) =>
        ProfileStamp.TryReadFile(ProfileStamp.PathOf(path)) is { } stamp && ProfileReader.TryReadFile(path, out MemoryProfile? profile, out _)
            ? new ProfiledRun(profile!, stamp)
            : null;

    /// <summary>What a build or a check of this prover left of a flow, without the control switch and with as many threads.</summary>
    /// <param name="options">Folders and prover.</param>
    /// <param name="flow">The flow.</param>
    /// <returns>The first found; <see langword="null"/> when there is none.</returns>
    internal static ProfiledRun? Find(GateOptions options, Flow flow) => options.CleanProfileDirectories
        .Select(folder => ProfileStamp.ProfilePathOf(folder, flow.Name))
        .Where(path => GateCheck.Stale(flow, path, options.ProverPath, out _) is null)
        .Select(TryRead)
        .FirstOrDefault(run => run is not null
            && run.Stamp.ControlStage.Length == 0
            && run.Stamp.Fingerprint.Facts.GetValueOrDefault(Fingerprint.Threads) == options.ThreadsText);
}
