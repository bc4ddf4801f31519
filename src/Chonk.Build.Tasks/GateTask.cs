using Chonk.Gate.Diagnostics;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Chonk.Build.Tasks;

/// <summary>What the gate's tasks share: diagnostics of Chonk.Gate become MSBuild's, with code, file, line and column.</summary>
public abstract class GateTask : Task
{
    /// <summary>The flow: its file, with the metadata <c>FlowName</c>, <c>ProfileFile</c> and <c>BaselineFile</c>.</summary>
    [Required]
    public ITaskItem Flow { get; set; } = null!;

    /// <summary>File or folder of the prover.</summary>
    [Required]
    public string ProverPath { get; set; } = "";

    /// <summary><c>error</c> (the default) or <c>warning</c>: with the latter, failures of the gate do not fail the build.</summary>
    public string Severity { get; set; } = "error";

    /// <summary>Name of the flow.</summary>
    protected string FlowName => Flow.GetMetadata("FlowName");

    /// <summary>Path of the profile.</summary>
    protected string ProfileFile => Flow.GetMetadata("ProfileFile");

    /// <summary>Path of the baseline.</summary>
    protected string BaselineFile => Flow.GetMetadata("BaselineFile");

    /// <summary>The flow as Chonk.Gate knows it.</summary>
    protected Chonk.Gate.Running.Flow GateFlow => new(FlowName, Flow.GetMetadata("FullPath"));

    /// <summary>Hands a diagnostic to MSBuild.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    protected void Report(Diagnostic diagnostic)
    {
        bool isError = diagnostic.Severity == DiagnosticSeverity.Error && !Severity.Equals("warning", StringComparison.OrdinalIgnoreCase);
        if (isError)
        {
            Log.LogError(null, diagnostic.Code, null, null, diagnostic.File, diagnostic.Line, diagnostic.Column, 0, 0, diagnostic.Message);
        }
        else if (diagnostic.Severity == DiagnosticSeverity.Information)
        {
            Log.LogMessage(MessageImportance.Normal, diagnostic.ToString());
        }
        else
        {
            Log.LogWarning(null, diagnostic.Code, null, null, diagnostic.File, diagnostic.Line, diagnostic.Column, 0, 0, diagnostic.Message);
        }
    }
}
