using Chonk.Gate.Baselines;
using Chonk.Gate.Diagnostics;
using Chonk.Gate.Fingerprints;
using Chonk.Gate.Json;
using Chonk.Gate.Profiles;
using Chonk.Gate.Running;

namespace Chonk.Gate.Verdicts;

/// <summary>From files to a verdict: what the build, the tests and the command line call.</summary>
public static class GateCheck
{
    /// <summary>Judges the profile that lies in a folder.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="profilePath">Path of the profile; its stamp is expected beside it.</param>
    /// <param name="baselinePath">Path of the baseline.</param>
    /// <param name="proverPath">
    /// File or folder of the prover that is there now; the profile must have been made by it. <see langword="null"/> to judge a
    /// profile from elsewhere, stamped or not.
    /// </param>
    /// <param name="project">The gated project, as commands are to name it; empty to name none.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Check(Flow flow, string profilePath, string baselinePath, string? proverPath, string project = "")
    {
        if (Stale(flow, profilePath, proverPath, out ProfileStamp? stamp) is { } stale)
        {
            return Verdict.Without(flow.Name, Outcome.MissingProfile, Error(DiagnosticCode.MissingProfile, stale, profilePath));
        }

        if (!ProfileReader.TryReadFile(profilePath, out MemoryProfile? profile, out JsonFault? fault))
        {
            return Verdict.Without(
                flow.Name, Outcome.Error, Error(DiagnosticCode.UnreadableProfile, $"{flow.Name}: {fault!.Message}", profilePath, fault));
        }

        return Check(flow.Name, [profile!], baselinePath, stamp?.Fingerprint ?? Fingerprint.Empty, project) with
        {
            ProfilePaths = [profilePath],
            ControlStage = stamp?.ControlStage ?? "",
        };
    }

    /// <summary>Judges profiles that are at hand.</summary>
    /// <param name="flow">Name of the flow.</param>
    /// <param name="runs">One or more profiles of one build.</param>
    /// <param name="baselinePath">Path of the baseline.</param>
    /// <param name="fingerprint">Facts of the runs.</param>
    /// <param name="project">The gated project, as commands are to name it; empty to name none.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Check(string flow, IReadOnlyList<MemoryProfile> runs, string baselinePath, Fingerprint fingerprint, string project = "")
    {
        if (!File.Exists(baselinePath))
        {
            // A path from the top of the working tree works from every folder of it.
            string kept = GitCommit.PathOf(baselinePath);
            string message = kept.Length == 0
                ? $"{flow}: there is no baseline. To make it: {Remedy.Accept(project)}"
                : $"{flow}: there is no baseline, but the commit has it: git restore --source=HEAD {Remedy.Quote(":/" + kept)}. "
                    + $"To make another, which forgets the history: {Remedy.Accept(project)}";
            return Verdict.Without(flow, Outcome.MissingBaseline, Error(DiagnosticCode.MissingBaseline, message, baselinePath));
        }

        if (!BaselineReader.TryReadFile(baselinePath, out Baseline? baseline, out JsonFault? fault))
        {
            return Verdict.Without(flow, Outcome.Error, Error(DiagnosticCode.UnreadableBaseline, $"{flow}: {fault!.Message}", baselinePath, fault));
        }

        if (baseline!.Flow != flow)
        {
            string message = $"{flow}: this baseline is of the flow '{JsonParser.Printable(baseline.Flow)}'";
            return Verdict.Without(flow, Outcome.Error, Error(DiagnosticCode.UnreadableBaseline, message, baselinePath));
        }

        return ProfileComparer.Compare(baseline, runs, fingerprint, baselinePath) with { Project = project };
    }

    /// <summary>Why a profile does not belong to the flow and prover at hand; <see langword="null"/> when it does.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="profilePath">Path of the profile.</param>
    /// <param name="proverPath">The prover's file or folder; <see langword="null"/> to ask for no stamp.</param>
    /// <param name="stamp">The stamp, when there is one.</param>
    /// <returns>One sentence, or <see langword="null"/>.</returns>
    public static string? Stale(Flow flow, string profilePath, string? proverPath, out ProfileStamp? stamp)
    {
        using ExclusiveAccess turn = ExclusiveAccess.ToProfile(profilePath);
        stamp = ProfileStamp.TryReadFile(ProfileStamp.PathOf(profilePath));
        if (!File.Exists(profilePath))
        {
            return $"{flow.Name}: there is no memory profile. A build makes it: dotnet build -c Release";
        }

        if (proverPath is null)
        {
            return null;
        }

        string? what = stamp is null ? "its stamp is missing"
            : stamp.ProfileHash != InputHash.OfFile(profilePath) ? "it is not the file its stamp speaks of"
            : stamp.FlowHash != InputHash.OfFile(flow.File) ? "the flow has changed since"
            : stamp.ProverHash != InputHash.OfProver(proverPath) ? "the prover has changed since"
            : null;
        return what is null ? null : $"{flow.Name}: the memory profile is stale, {what}. A build renews it: dotnet build -c Release";
    }

    private static Diagnostic Error(string code, string message, string path, JsonFault? fault = null) =>
        new(code, DiagnosticSeverity.Error, message, path, fault?.Line ?? 0, fault?.Column ?? 0);
}
