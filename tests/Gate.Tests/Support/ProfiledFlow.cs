using Chonk.Gate.Baselines;
using Chonk.Gate.Fingerprints;
using Chonk.Gate.Running;

namespace Chonk.Gate.Tests.Support;

/// <summary>A flow, a prover's file, a profile with its stamp and room for a baseline, in a folder of their own.</summary>
internal sealed class ProfiledFlow : IDisposable
{
    private readonly TemporaryFolder folder = new();

    internal ProfiledFlow(string profileText, string controlStage = "")
    {
        Flow = new Flow("my flow", folder.Write("input", "flows", "my flow", Flow.FileName));
        ProverPath = folder.Write("prover", "bin", "prover.dll");
        ProfilePath = ProfileStamp.ProfilePathOf(folder["memory"], Flow.Name);
        BaselinePath = Baseline.PathOf(folder["baselines"], Flow.Name);
        SetProfile(profileText, controlStage);
    }

    internal string Root => folder.Path;

    internal Flow Flow { get; }

    internal string ProverPath { get; }

    internal string ProfilePath { get; }

    internal string BaselinePath { get; }

    internal string ProverFolder => Path.GetDirectoryName(ProverPath)!;

    internal void SetProfile(string profileText, string controlStage = "", Fingerprint? fingerprint = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ProfilePath)!);
        File.WriteAllText(ProfilePath, profileText);
        new ProfileStamp(
            Flow.Name, InputHash.OfFile(ProfilePath)!, InputHash.OfFile(Flow.File)!, InputHash.OfProver(ProverFolder)!, controlStage, fingerprint ?? BaselineText.Here)
            .WriteFile(ProfileStamp.PathOf(ProfilePath));
    }

    public void Dispose() => folder.Dispose();
}
