using Chonk.Gate;
using Chonk.Gate.Diagnostics;
using Chonk.Gate.Rendering;
using Chonk.Gate.Verdicts;
using Microsoft.Build.Framework;

namespace Chonk.Build.Tasks;

/// <summary>Judges the profile of one flow: prints the gate's line, raises its diagnostics, and marks a pass for incremental builds.</summary>
public sealed class CheckFlow : GateTask
{
    /// <summary>File written when the flow passes without a warning, and removed when it does not: the next build then judges again.</summary>
    [Required]
    public string PassedFile { get; set; } = "";

    /// <summary>File for the whole report in plain text.</summary>
    public string ReportFile { get; set; } = "";

    /// <summary>The project that is built, which commands in messages name.</summary>
    public string ProjectFile { get; set; } = "";

    /// <summary>Root of what is gated.</summary>
    public string Root { get; set; } = "";

    /// <summary>Where the build was started: from the root, commands name the project by its path from there, else by its full path.</summary>
    public string StartDirectory { get; set; } = "";

    /// <summary>Whether a baseline looser than reality (CHONK1003) is an error.</summary>
    public bool StaleBaselineIsError { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        string project = ProjectFile.Length == 0 || Root.Length == 0 || StartDirectory.Length == 0
            ? ProjectFile
            : Remedy.ProjectAsNamed(ProjectFile, Root, StartDirectory);
        Verdict verdict = GateCheck.Check(GateFlow, ProfileFile, BaselineFile, ProverPath, project);
        Log.LogMessage(MessageImportance.High, TextReport.Line(verdict));
        foreach (Diagnostic diagnostic in verdict.WorstDiagnostics(TextReport.WorstShown, ReportFile))
        {
            Report(diagnostic.Code == DiagnosticCode.StaleBaseline && StaleBaselineIsError
                ? diagnostic with { Severity = DiagnosticSeverity.Error }
                : diagnostic);
        }

        if (verdict.Remedy is { } remedy)
        {
            if (ReportFile.Length > 0)
            {
                Log.LogMessage(MessageImportance.High, $"memory gate: {verdict.Flow}: every checkpoint is in {ReportFile}");
            }

            Log.LogMessage(MessageImportance.High, $"memory gate: {verdict.Flow}: {remedy.Purpose}: {remedy.Command}");
        }

        string report = TextReport.RenderWhole(verdict);
        try
        {
            if (ReportFile.Length > 0)
            {
                AtomicFile.Write(ReportFile, report);
            }

            // A warning is repeated at every build until it is dealt with, and may be an error of the next one.
            if (verdict.IsAccepted && verdict.Diagnostics.All(d => d.Severity == DiagnosticSeverity.Information))
            {
                AtomicFile.Write(PassedFile, TextReport.Line(verdict) + "\n");
            }
            else
            {
                File.Delete(PassedFile);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Log.LogMessage(MessageImportance.Normal, $"the gate's report could not be written beside {ProfileFile}");
        }

        return !Log.HasLoggedErrors;
    }
}
