using Chonk.Gate.Baselines;
using Chonk.Gate.Diagnostics;
using Chonk.Gate.Json;
using Chonk.Gate.Profiles;
using Chonk.Gate.Rendering;
using Chonk.Gate.Running;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Sessions;

/// <summary>
/// The positive control of one flow: a run with more memory in one stage, judged by what it adds to a run of the same build without it.
/// </summary>
/// <param name="options">Folders and prover.</param>
/// <param name="output">Where the finding goes.</param>
/// <param name="cancellation">Ends a running prover.</param>
internal sealed class ControlRun(GateOptions options, TextWriter output, CancellationToken cancellation)
{
    /// <summary>Runs the control.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="text">The switch as it was given.</param>
    /// <param name="control">The switch.</param>
    /// <returns>0 when it was caught and named, 1 when not, 2 when nothing could be run, 3 when nothing can be told.</returns>
    public int Execute(Flow flow, string text, ControlSwitch control)
    {
        if ((ProfiledRun.Find(options, flow) ?? Profile(options.RequestFor(flow, options.ProfileOf(flow, 0)))) is not { } clean)
        {
            return ExitCodes.Usage;
        }

        string baselinePath = options.BaselineOf(flow);
        Verdict before = GateCheck.Check(flow.Name, [clean.Profile], baselinePath, clean.Stamp.Fingerprint);
        if (control.Misses(clean.Profile) is { } misses)
        {
            output.WriteLine($"{flow.Name}: {misses}");
            return ExitCodes.Usage;
        }

        if (!BaselineReader.TryReadFile(baselinePath, out Baseline? baseline, out _) || before.Outcome == Outcome.Error)
        {
            output.Write(string.Concat(before.Diagnostics.Select(d => d + "\n")));
            return ExitCodes.Usage;
        }

        string path = ProfileStamp.ProfilePathOf(Path.Combine(options.MemoryDirectory, "control"), flow.Name);
        if (Profile(options.RequestFor(flow, path) with { ControlStage = text }) is not { } held)
        {
            return ExitCodes.Usage;
        }

        Verdict? added = Controls.Compare(baseline!, clean.Profile, clean.Stamp.Fingerprint, held.Profile, held.Stamp.Fingerprint);
        string? doubt = clean.Stamp.ProverHash != held.Stamp.ProverHash ? "the prover has changed since the run without it"
            : added is null ? "the run without it has no metric in common with this one that is judged"
            : added.ShapeChanges.Count > 0 ? $"the run without it passed other checkpoints: {added.ShapeChanges[0]}"
            : null;
        if (doubt is not null)
        {
            output.WriteLine($"control {text} in {flow.Name}: cannot tell: {doubt}");
            return ExitCodes.Inconclusive;
        }

        bool isCaught = Controls.Names(added!, control);
        output.WriteLine($"control {text} in {flow.Name}: {(isCaught ? "caught and named" : "NOT CAUGHT")}");
        string outside = TextReport.Outside(added!, options.Width, before: "without", now: "with");
        output.Write(outside.Length > 0 ? outside : "  beside the run without it, no checkpoint is outside its tolerance\n");
        Verdict after = GateCheck.Check(flow.Name, [held.Profile], baselinePath, held.Stamp.Fingerprint);
        if (before.Outcome != Outcome.Pass)
        {
            output.WriteLine($"  without it already: {TextReport.Line(before)}");
        }

        if (isCaught && after.IsAccepted)
        {
            output.WriteLine("  beside the baseline it would pass: the baseline is looser than what is measured; tighten it");
        }

        return isCaught ? ExitCodes.Pass : ExitCodes.Regression;
    }

    private ProfiledRun? Profile(ProfileRequest request)
    {
        if (ProfileRun.Execute(request, cancellation) is { } failure)
        {
            output.WriteLine(failure);
            return null;
        }

        if (!ProfileReader.TryReadFile(request.ProfilePath, out MemoryProfile? profile, out JsonFault? fault))
        {
            output.WriteLine(new Diagnostic(
                DiagnosticCode.UnreadableProfile, DiagnosticSeverity.Error, $"{request.Flow.Name}: {fault!.Message}", request.ProfilePath, fault.Line, fault.Column));
            return null;
        }

        if (ProfileStamp.TryReadFile(ProfileStamp.PathOf(request.ProfilePath)) is { } stamp)
        {
            return new ProfiledRun(profile!, stamp);
        }

        output.WriteLine(new Diagnostic(
            DiagnosticCode.MissingProfile, DiagnosticSeverity.Error, $"{request.Flow.Name}: another process has removed the profile's stamp", request.ProfilePath));
        return null;
    }
}
