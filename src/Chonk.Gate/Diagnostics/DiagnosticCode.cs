namespace Chonk.Gate.Diagnostics;

/// <summary>
/// The codes the gate prints. Each has a page <c>docs/diagnostics/CODE.md</c>. A code never changes its meaning.
/// </summary>
public static class DiagnosticCode
{
    /// <summary>A checkpoint holds more memory than its baseline allows.</summary>
    public const string Grew = "CHONK1001";

    /// <summary>A flow exceeds its ceiling <c>max_mb</c>.</summary>
    public const string CeilingExceeded = "CHONK1002";

    /// <summary>A baseline is looser than reality by more than its tolerance.</summary>
    public const string StaleBaseline = "CHONK1003";

    /// <summary>Circuits or checkpoints were added, removed or reordered, or a metric is gone.</summary>
    public const string ShapeChanged = "CHONK1004";

    /// <summary>A flow has no baseline.</summary>
    public const string MissingBaseline = "CHONK1005";

    /// <summary>There is no profile, or it belongs to another prover or flow file than those present.</summary>
    public const string MissingProfile = "CHONK1006";

    /// <summary>The profile cannot be read.</summary>
    public const string UnreadableProfile = "CHONK1007";

    /// <summary>The baseline cannot be read.</summary>
    public const string UnreadableBaseline = "CHONK1008";

    /// <summary>The runs differ from each other by more than the tolerance.</summary>
    public const string Inconclusive = "CHONK1009";

    /// <summary>Measured metrics come from another machine or runtime than the baseline and are shown, not judged.</summary>
    public const string Advisory = "CHONK1010";

    /// <summary>The prover could not be started, failed, ran too long, or wrote no profile.</summary>
    public const string ProverFailed = "CHONK1011";

    /// <summary>A baseline was not changed, because the run is not one to accept.</summary>
    public const string UpdateRefused = "CHONK1012";

    /// <summary>No flow was found to profile.</summary>
    public const string NoFlows = "CHONK1013";

    /// <summary>The last change of a baseline carries no reason.</summary>
    public const string MissingReason = "CHONK1014";

    /// <summary>Two flows of a build have names that give them the same profile.</summary>
    public const string SharedProfile = "CHONK1015";

    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        [Grew] = "A checkpoint grew",
        [CeilingExceeded] = "A flow exceeds its ceiling",
        [StaleBaseline] = "The baseline is stale",
        [ShapeChanged] = "Circuits or checkpoints differ",
        [MissingBaseline] = "A flow has no baseline",
        [MissingProfile] = "There is no current profile",
        [UnreadableProfile] = "The profile cannot be read",
        [UnreadableBaseline] = "The baseline cannot be read",
        [Inconclusive] = "The runs do not agree",
        [Advisory] = "Measured metrics are only shown",
        [ProverFailed] = "The prover failed",
        [UpdateRefused] = "The baseline was not changed",
        [NoFlows] = "There is no flow",
        [MissingReason] = "The last change carries no reason",
        [SharedProfile] = "Two flows share a profile",
    };

    /// <summary>What a code means, in a few words: the title of its page.</summary>
    /// <param name="code">A code.</param>
    /// <returns>The title.</returns>
    public static string TitleOf(string code) => Titles[code];
}
