using Chonk.Gate.Running;
using Chonk.Gate.Updates;
using Microsoft.Build.Framework;

namespace Chonk.Build.Tasks;

/// <summary>Accepts the last profile of one flow as its baseline, with a reason, or tightens the baseline to it.</summary>
public sealed class UpdateBaseline : GateTask
{
    /// <summary>Why the baseline moves.</summary>
    public string Reason { get; set; } = "";

    /// <summary>A new ceiling in MiB; 0 keeps the present one.</summary>
    public int MaximumMegabytes { get; set; }

    /// <summary>Only lower values, raise none.</summary>
    public bool TightenOnly { get; set; }

    /// <summary>Take the baseline although tracked files differ from the commit, or sources are not in it.</summary>
    public bool AllowsDirty { get; set; }

    /// <summary>The project that is built; empty where the prover is another's.</summary>
    public string ProjectFile { get; set; } = "";

    /// <summary>What the restore of the project left, which names the projects it references.</summary>
    public string ProjectAssetsFile { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        var request = new UpdateRequest
        {
            Flow = GateFlow,
            ProfilePaths = [ProfileFile],
            BaselinePath = BaselineFile,
            ProverPath = ProverPath,
            Reason = Reason,
            MaximumMegabytes = MaximumMegabytes > 0 ? MaximumMegabytes : null,
            AllowsDirty = AllowsDirty,
            SourceFolders = SourceFolders.Of(ProjectFile, ProjectAssetsFile),
            IsBuildServer = UpdateRequest.RunsOnBuildServer(),
        };
        UpdateResult result = TightenOnly ? BaselineUpdater.Tighten(request) : BaselineUpdater.Accept(request);
        if (result.Refusal is { } refusal)
        {
            // A refusal is never advisory: the caller asked for a file to be written, and it was not.
            Severity = "error";
            Report(refusal);
        }
        else
        {
            Log.LogMessage(MessageImportance.High, "memory gate: " + result.Summary);
        }

        return !Log.HasLoggedErrors;
    }
}
