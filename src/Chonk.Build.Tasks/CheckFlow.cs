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

    /// <summary>Whether a baseline looser than reality (CHONK1003) is an error.</summary>
    public bool StaleBaselineIsError { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        Verdict verdict = GateCheck.Check(GateFlow, ProfileFile, BaselineFile, ProverPath);
        Log.LogMessage(MessageImportance.High, TextReport.Line(verdict));
        foreach (Diagnostic diagnostic in Shown(verdict))
        {
            Report(diagnostic.Code == DiagnosticCode.StaleBaseline && StaleBaselineIsError
                ? diagnostic with { Severity = DiagnosticSeverity.Error }
                : diagnostic);
        }

        if (!verdict.IsAccepted && ReportFile.Length > 0)
        {
            Log.LogMessage(MessageImportance.High, $"memory gate: {verdict.Flow}: the whole table is in {ReportFile}");
        }

        if (verdict.Outcome is Outcome.Fail or Outcome.MissingBaseline)
        {
            Log.LogMessage(MessageImportance.High, $"memory gate: {verdict.Flow}: to accept: {GateCheck.AcceptCommand}");
        }

        string report = TextReport.Render(verdict);
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

    /// <summary>All diagnostics of other codes, and the worst ten of growth and of staleness: the rest is in the report.</summary>
    private static IEnumerable<Diagnostic> Shown(Verdict verdict)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Diagnostic diagnostic in verdict.Diagnostics)
        {
            int count = counts[diagnostic.Code] = counts.GetValueOrDefault(diagnostic.Code) + 1;
            if (count <= TextReport.WorstShown)
            {
                yield return diagnostic;
            }
        }
    }
}
