using Chonk.Gate.Baselines;
using Chonk.Gate.Diagnostics;
using Chonk.Gate.Fingerprints;
using Chonk.Gate.Json;
using Chonk.Gate.Profiles;
using Chonk.Gate.Rendering;
using Chonk.Gate.Running;
using Chonk.Gate.Updates;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Sessions;

/// <summary>
/// The commands of <c>chonk gate</c>, without their options' syntax. Each prints to <paramref name="output"/> and returns an exit code of
/// <see cref="ExitCodes"/>; over several flows the gravest counts.
/// </summary>
/// <param name="options">Folders and prover.</param>
/// <param name="output">Where the command speaks.</param>
/// <param name="cancellation">Ends a running prover.</param>
public sealed class GateSession(GateOptions options, TextWriter output, CancellationToken cancellation)
{
    /// <summary>Judges every flow, profiling it first.</summary>
    /// <param name="runs">Runs a flow, at least one; 0 to judge the profile that is there.</param>
    /// <param name="files">Files to write reports to.</param>
    /// <returns>An exit code.</returns>
    public int Check(int runs, ReportFiles files)
    {
        if (MissingFlows() is { } missing)
        {
            return missing;
        }

        var verdicts = new List<Verdict>();
        foreach (Flow flow in options.Flows())
        {
            Verdict verdict = Judge(flow, runs);
            verdicts.Add(verdict);
            Show(verdict, options.MemoryDirectory);
        }

        foreach (string lonely in options.BaselinesWithoutFlow())
        {
            output.WriteLine(new Diagnostic(DiagnosticCode.NoFlows, DiagnosticSeverity.Warning, "no flow belongs to this baseline, so nothing is held to it", lonely));
        }

        return files.TryWrite(verdicts, output) ? Gravest(verdicts.Select(v => v.ExitCode)) : ExitCodes.Usage;
    }

    /// <summary>Judges a profile from elsewhere, such as the reference prover's, by the baseline of one flow.</summary>
    /// <param name="profilePaths">Profiles of runs of one build.</param>
    /// <param name="flowName">Name of the flow.</param>
    /// <param name="files">Files to write reports to.</param>
    /// <returns>An exit code.</returns>
    public int CheckFiles(IReadOnlyList<string> profilePaths, string flowName, ReportFiles files)
    {
        var profiles = new List<MemoryProfile>();
        foreach (string path in profilePaths)
        {
            if (!ProfileReader.TryReadFile(path, out MemoryProfile? profile, out JsonFault? fault))
            {
                output.WriteLine(new Diagnostic(
                    DiagnosticCode.UnreadableProfile, DiagnosticSeverity.Error, $"{flowName}: {fault!.Message}", path, fault.Line, fault.Column));
                return ExitCodes.Usage;
            }

            profiles.Add(profile!);
        }

        Fingerprint fingerprint = ProfileStamp.TryReadFile(ProfileStamp.PathOf(profilePaths[0]))?.Fingerprint ?? Fingerprint.Empty;
        Verdict verdict = GateCheck.Check(flowName, profiles, Baseline.PathOf(options.BaselinesDirectory, flowName), fingerprint, options.Project) with
        {
            ProfilePaths = profilePaths,
        };
        Show(verdict, options.MemoryDirectory);
        return files.TryWrite([verdict], output) ? verdict.ExitCode : ExitCodes.Usage;
    }

    /// <summary>Profiles every flow and sets its baseline to what was measured.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="runs">Runs a flow, at least one; 0 to take the profile that is there.</param>
    /// <param name="maximumMegabytes">A new ceiling, or <see langword="null"/>.</param>
    /// <returns>An exit code.</returns>
    public int Update(string reason, int runs, long? maximumMegabytes)
    {
        UpdateRequest Wish(UpdateRequest request) => request with { Reason = reason, MaximumMegabytes = maximumMegabytes };
        return Change(runs, request => BaselineUpdater.ForeseeAccept(Wish(request)), request => BaselineUpdater.Accept(Wish(request)));
    }

    /// <summary>Profiles every flow and lowers its baseline where it measured less.</summary>
    /// <param name="reason">Why; a standard text when empty.</param>
    /// <param name="runs">Runs a flow, at least one; 0 to take the profile that is there.</param>
    /// <returns>An exit code.</returns>
    public int Tighten(string reason, int runs) =>
        Change(runs, BaselineUpdater.ForeseeChange, request => BaselineUpdater.Tighten(request with { Reason = reason }));

    /// <summary>Profiles every flow several times with one build and sets the tolerances of measured metrics from what is seen.</summary>
    /// <param name="runs">Runs a flow, at least five.</param>
    /// <param name="withTime">Whether time gets a tolerance too and is judged from then on.</param>
    /// <returns>An exit code.</returns>
    public int Calibrate(int runs, bool withTime = false)
    {
        if (runs < Calibration.MinimumRuns)
        {
            output.WriteLine($"calibration needs at least {Calibration.MinimumRuns} runs");
            return ExitCodes.Usage;
        }

        return Change(
            runs,
            BaselineUpdater.ForeseeChange,
            request => BaselineUpdater.Calibrate(request, output, withTime),
            (request, run) => BaselineUpdater.ForeseeCalibrate(request, run.Profile, run.Stamp.Fingerprint));
    }

    /// <summary>
    /// The positive control: profiles every flow meant with extra memory in one stage. What that adds to a run without it must be seen, and
    /// circuit and stage be named.
    /// </summary>
    /// <param name="controlStage">The switch, <c>circuit:stage:MiB</c>.</param>
    /// <returns>0 when it was caught and named, 1 when not, 2 when nothing could be run, 3 when nothing can be told.</returns>
    public int Control(string controlStage)
    {
        if (ControlSwitch.TryParse(controlStage) is not { } control)
        {
            output.WriteLine($"{ControlSwitch.Form}; '{JsonParser.ShortName(controlStage)}' is none");
            return ExitCodes.Usage;
        }

        if (MissingFlows() is { } missing)
        {
            return missing;
        }

        var run = new ControlRun(options, output, cancellation);
        return Gravest([.. options.Flows().Select(flow => run.Execute(flow, controlStage, control))]);
    }

    /// <summary>Prints a verdict, and leaves the whole of it as a file of its flow where there is more to see.</summary>
    private void Show(Verdict verdict, string folder)
    {
        string report = verdict.Rows.Count == 0 ? "" : Path.Combine(folder, verdict.Flow + ".report.txt");
        try
        {
            if (report.Length > 0)
            {
                AtomicFile.Write(report, TextReport.RenderWhole(verdict));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            report = "";
        }

        output.Write(TextReport.Render(verdict, options.Width, report));
    }

    private Verdict Judge(Flow flow, int runs)
    {
        if (runs == 0)
        {
            return GateCheck.Check(flow, options.ProfileOf(flow, 0), options.BaselineOf(flow), options.ProverPath, options.Project);
        }

        if (Profile(flow, runs) is { } failure)
        {
            return Verdict.Without(flow.Name, Outcome.Error, failure);
        }

        var profiles = new List<MemoryProfile>();
        for (int run = 0; run < runs; run++)
        {
            if (!ProfileReader.TryReadFile(options.ProfileOf(flow, run), out MemoryProfile? profile, out JsonFault? fault))
            {
                return Verdict.Without(flow.Name, Outcome.Error, new Diagnostic(
                    DiagnosticCode.UnreadableProfile, DiagnosticSeverity.Error, $"{flow.Name}: {fault!.Message}", options.ProfileOf(flow, run), fault.Line, fault.Column));
            }

            profiles.Add(profile!);
        }

        Fingerprint facts = ProfileStamp.TryReadFile(ProfileStamp.PathOf(options.ProfileOf(flow, 0)))?.Fingerprint ?? Fingerprint.Empty;
        return GateCheck.Check(flow.Name, profiles, options.BaselineOf(flow), facts, options.Project) with
        {
            ProfilePaths = [.. Enumerable.Range(0, runs).Select(run => options.ProfileOf(flow, run))],
        };
    }

    /// <summary>
    /// Changes the baseline of every flow. What can be refused before the first run is, for all of them; then what one profile of this build
    /// tells, which is one that was left, else the first of the runs.
    /// </summary>
    private int Change(
        int runs,
        Func<UpdateRequest, UpdateResult?> foresee,
        Func<UpdateRequest, UpdateResult> change,
        Func<UpdateRequest, ProfiledRun, UpdateResult?>? foreseeFrom = null)
    {
        if (MissingFlows() is { } missing)
        {
            return missing;
        }

        IReadOnlyList<string> sources = SourceFolders.Of(options.Project);
        UpdateRequest[] requests =
        [
            .. options.Flows().Select(flow => new UpdateRequest
            {
                Flow = flow,
                ProfilePaths = [.. Enumerable.Range(0, Math.Max(1, runs)).Select(run => options.ProfileOf(flow, run))],
                BaselinePath = options.BaselineOf(flow),
                ProverPath = options.ProverPath,
                IsBuildServer = options.IsBuildServer,
                AllowsDirty = options.AllowsDirty,
                SourceFolders = sources,
            }),
        ];
        if (requests.Select(foresee).FirstOrDefault(r => r is not null) is { Refusal: { } foreseen })
        {
            output.WriteLine(foreseen);
            return ExitCodes.Usage;
        }

        HashSet<Flow> begun = [];
        foreach (UpdateRequest request in foreseeFrom is null ? [] : requests)
        {
            if (ForeseeFromOneRun(request, foreseeFrom!, begun) is { } told)
            {
                output.WriteLine(told);
                return ExitCodes.Usage;
            }
        }

        foreach (UpdateRequest request in requests)
        {
            if (Profile(request.Flow, runs, begun.Contains(request.Flow) ? 1 : 0) is { } failure)
            {
                output.WriteLine(failure);
                return ExitCodes.Usage;
            }

            UpdateResult result = change(request);
            output.WriteLine(result.Refusal?.ToString() ?? result.Summary);
            if (result.Refusal is not null)
            {
                return ExitCodes.Usage;
            }
        }

        return ExitCodes.Pass;
    }

    /// <summary>Takes a profile that was left, else the first of the runs, whose flow is then among <paramref name="begun"/>.</summary>
    private Diagnostic? ForeseeFromOneRun(UpdateRequest request, Func<UpdateRequest, ProfiledRun, UpdateResult?> foresee, HashSet<Flow> begun)
    {
        ProfiledRun? run = ProfiledRun.Find(options, request.Flow);
        if (run is null)
        {
            if (Profile(request.Flow, 1) is { } failure)
            {
                return failure;
            }

            begun.Add(request.Flow);
            run = ProfiledRun.TryRead(request.ProfilePaths[0]);
        }

        return run is null ? null : foresee(request, run)?.Refusal;
    }

    private Diagnostic? Profile(Flow flow, int runs, int first = 0)
    {
        for (int run = first; run < runs; run++)
        {
            if (ProfileRun.Execute(options.RequestFor(flow, options.ProfileOf(flow, run)), cancellation) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private int? MissingFlows()
    {
        IReadOnlyList<Flow> flows = options.Flows();
        string? unknown = options.FlowNames.FirstOrDefault(n => flows.All(f => f.Name != n));
        if (flows.Count > 0 && unknown is null)
        {
            return null;
        }

        string what = unknown is null ? $"there is no flow in {options.FlowsDirectory}" : $"there is no flow '{JsonParser.Printable(unknown)}' in {options.FlowsDirectory}";
        output.WriteLine(new Diagnostic(DiagnosticCode.NoFlows, DiagnosticSeverity.Error, what));
        return ExitCodes.Usage;
    }

    /// <summary>Usage and input errors outweigh a regression, and that an inconclusive run.</summary>
    private static int Gravest(IEnumerable<int> codes)
    {
        int[] all = [.. codes];
        return all.Contains(ExitCodes.Usage) ? ExitCodes.Usage
            : all.Contains(ExitCodes.Regression) ? ExitCodes.Regression
            : all.Contains(ExitCodes.Inconclusive) ? ExitCodes.Inconclusive
            : ExitCodes.Pass;
    }
}
