using Chonk.Gate.Running;

namespace Chonk.Gate.Updates;

/// <summary>A wish to move a baseline.</summary>
public sealed record UpdateRequest
{
    private static readonly string[] BuildServerVariables = ["CI", "TF_BUILD", "GITHUB_ACTIONS", "JENKINS_URL", "TEAMCITY_VERSION", "CODEBUILD_BUILD_ID"];

    /// <summary>The flow.</summary>
    public required Flow Flow { get; init; }

    /// <summary>Profiles of one build, each with its stamp beside it. More than one gives spreads.</summary>
    public required IReadOnlyList<string> ProfilePaths { get; init; }

    /// <summary>The baseline to write.</summary>
    public required string BaselinePath { get; init; }

    /// <summary>File or folder of the prover the profiles must have been made by.</summary>
    public required string ProverPath { get; init; }

    /// <summary>Why, in a sentence; needed to accept, welcome to tighten.</summary>
    public string Reason { get; init; } = "";

    /// <summary>A new ceiling in MiB; <see langword="null"/> keeps the present one.</summary>
    public long? MaximumMegabytes { get; init; }

    /// <summary>Whether this is a build server, where baselines are read and never written.</summary>
    public bool IsBuildServer { get; init; }

    /// <summary>Folders the prover is built from, where a file that git neither tracks nor ignores makes the tree differ from the commit.</summary>
    public IReadOnlyList<string> SourceFolders { get; init; } = [];

    /// <summary>Whether a run from files that differ from the commit is taken all the same.</summary>
    public bool AllowsDirty { get; init; }

    /// <summary>The instant noted in the history.</summary>
    public DateTimeOffset Now { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>Whether the environment is a build server's, by the variables the common ones set.</summary>
    /// <returns>Whether one of them is set and neither <c>false</c> nor <c>0</c>.</returns>
    public static bool RunsOnBuildServer() => BuildServerVariables.Any(name =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value && value != "0" && !value.Equals("false", StringComparison.OrdinalIgnoreCase));
}
