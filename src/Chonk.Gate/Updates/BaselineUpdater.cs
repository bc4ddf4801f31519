using Chonk.Gate.Baselines;
using Chonk.Gate.Diagnostics;
using Chonk.Gate.Fingerprints;
using Chonk.Gate.Json;
using Chonk.Gate.Profiles;
using Chonk.Gate.Running;
using Chonk.Gate.Texts;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Updates;

/// <summary>
/// The only writer of baselines. It refuses on a build server, without a reason, from files that differ from the commit, for a profile of
/// another prover or flow, for a run with the control switch, for runs that differ by more than the tolerance, and above the ceiling.
/// </summary>
public static class BaselineUpdater
{
    private const string HowToAllow = "allow it with -p:ChonkBaselineAllowDirty=true or --allow-dirty";

    /// <summary>What <see cref="Accept"/> will refuse whatever is measured, so that nobody waits for a run to learn it.</summary>
    /// <param name="request">The wish; its profiles need not be there yet.</param>
    /// <returns>The refusal; <see langword="null"/> when it depends on the runs.</returns>
    public static UpdateResult? ForeseeAccept(UpdateRequest request) => RefuseWish(request) ?? Foresee(request, mustExist: false, out _, out _);

    /// <summary>The same of <see cref="Tighten"/> and <see cref="Calibrate"/>.</summary>
    /// <param name="request">The wish; its profiles need not be there yet.</param>
    /// <returns>The refusal; <see langword="null"/> when it depends on the runs.</returns>
    public static UpdateResult? ForeseeChange(UpdateRequest request) => Foresee(request, mustExist: true, out _, out _);

    /// <summary>
    /// What <see cref="Calibrate"/> will refuse whatever more runs measure: other checkpoints or another machine than the baseline's, and exact
    /// metrics that do not fit it. Measured ones are left to the smallest of all runs.
    /// </summary>
    /// <param name="request">The wish; its profiles need not be there yet.</param>
    /// <param name="run">One run of the build, from before or the first of those to come.</param>
    /// <param name="facts">Facts of that run.</param>
    /// <returns>The refusal; <see langword="null"/> when it depends on the other runs.</returns>
    public static UpdateResult? ForeseeCalibrate(UpdateRequest request, MemoryProfile run, Fingerprint facts) =>
        Foresee(request, mustExist: true, out Baseline? previous, out _)
        ?? RefuseUnfit(request, ProfileComparer.Compare(previous!, [run], facts, request.BaselinePath, MetricClass.Exact));

    /// <summary>Sets the baseline to what was measured.</summary>
    /// <param name="request">The wish.</param>
    /// <returns>What became of it.</returns>
    public static UpdateResult Accept(UpdateRequest request)
    {
        if (RefuseWish(request) is { } refused)
        {
            return refused;
        }

        using ExclusiveAccess turn = ExclusiveAccess.ToBaseline(request.BaselinePath);
        if (Prepare(request, mustExist: false, out Baseline? previous, out List<MemoryProfile> runs, out BaselineChange? change) is { } refusal)
        {
            return refusal;
        }

        Baseline next = BaselineEditor.Accept(previous, request.Flow.Name, runs, change!, request.MaximumMegabytes);
        if (Noise(next, runs) is { } noise)
        {
            return Refuse(request, noise);
        }

        if (next.MaximumMegabytes is { } maximum && next.PeakBytes > maximum << 20)
        {
            return Refuse(
                request,
                $"the peak of {Amounts.Bytes(next.PeakBytes)} exceeds the flow's ceiling of {maximum} MiB; raise the ceiling on purpose with -p:ChonkBaselineMaxMb=N or --max-mb N");
        }

        string from = previous is null ? "created" : $"{Amounts.Bytes(previous.PeakBytes)} ->";
        return Write(request, next, $"{request.Flow.Name}: baseline {from} {Amounts.Bytes(next.PeakBytes)}, {next.Records.Count} checkpoints: {request.Reason}");
    }

    /// <summary>Lowers the baseline to what was measured where that is less. Refused when anything grew or the shape differs.</summary>
    /// <param name="request">The wish.</param>
    /// <returns>What became of it.</returns>
    public static UpdateResult Tighten(UpdateRequest request)
    {
        using ExclusiveAccess turn = ExclusiveAccess.ToBaseline(request.BaselinePath);
        if (Prepare(request, mustExist: true, out Baseline? previous, out List<MemoryProfile> runs, out BaselineChange? change) is { } refusal)
        {
            return refusal;
        }

        Verdict verdict = ProfileComparer.Compare(previous!, runs, change!.Fingerprint, request.BaselinePath);
        if (verdict.Outcome is not (Outcome.Pass or Outcome.Stale))
        {
            return Refuse(request, $"only a flow that passes can be tightened: {verdict.Diagnostics[0].Message}");
        }

        // Measured values that stay belong to the machine they were measured on: from another one, the facts behind them are not replaced.
        Fingerprint facts = verdict.AdvisoryBecause.Count == 0 ? previous!.Fingerprint.With(change.Fingerprint.Facts) : previous!.Fingerprint;
        BaselineChange reasoned = change with { Fingerprint = facts, Reason = request.Reason.Length > 0 ? change.Reason : "tightened to what is measured" };
        Baseline next = BaselineEditor.Tighten(previous!, runs, reasoned, m => ProfileComparer.IsJudged(m, verdict.AdvisoryBecause));
        return ReferenceEquals(next, previous)
            ? new UpdateResult($"{request.Flow.Name}: nothing to tighten", null, null)
            : Write(request, next, $"{request.Flow.Name}: baseline tightened, {Amounts.Bytes(previous!.PeakBytes)} -> {Amounts.Bytes(next.PeakBytes)}");
    }

    /// <summary>Sets the tolerances of measured metrics from repeated runs of one build, and changes no value.</summary>
    /// <param name="request">The wish, with at least <see cref="Calibration.MinimumRuns"/> profiles.</param>
    /// <param name="output">Where samples in two clusters are named.</param>
    /// <param name="withTime">Whether time gets a tolerance too and is judged from then on.</param>
    /// <returns>What became of it.</returns>
    public static UpdateResult Calibrate(UpdateRequest request, TextWriter output, bool withTime = false)
    {
        using ExclusiveAccess turn = ExclusiveAccess.ToBaseline(request.BaselinePath);
        if (Prepare(request, mustExist: true, out Baseline? previous, out List<MemoryProfile> runs, out BaselineChange? change) is { } refusal)
        {
            return refusal;
        }

        if (RefuseUnfit(request, ProfileComparer.Compare(previous!, runs, change!.Fingerprint, request.BaselinePath)) is { } unfit)
        {
            return unfit;
        }

        foreach (Metric metric in previous!.Metrics.Where(m => withTime || previous.Judges(m)))
        {
            foreach (BaselineRecord record in previous.Records)
            {
                long[] values = [.. runs.Select(r => r.Find(record.Key)!.Values[metric])];
                if (metric.Class == MetricClass.Exact && values.Min() != values.Max())
                {
                    return Refuse(request, $"'{metric.Name}' of {record.Key} differs between runs of one build, and it is an exact metric");
                }

                if (Sample.HasTwoClusters(values))
                {
                    output.WriteLine($"{request.Flow.Name}: {record.Key} {metric.Label} falls into two clusters: {string.Join(' ', values.Order())}");
                }
            }
        }

        IReadOnlyDictionary<Metric, Tolerance> tolerances = Calibration.TolerancesFrom(previous, runs, withTime);
        string evidence = string.Join("; ", tolerances.Select(t => $"{t.Key.Name}: {t.Value.Evidence}"));
        Baseline next = BaselineEditor.Recalibrate(previous, tolerances, runs, change with
        {
            Fingerprint = previous.Fingerprint.With(change.Fingerprint.Facts),
            Reason = $"calibrated from {runs.Count} runs of one build",
        });
        return Write(request, next, $"{request.Flow.Name}: tolerances set ({evidence})");
    }

    /// <summary>What is wrong with the words of the wish itself.</summary>
    private static UpdateResult? RefuseWish(UpdateRequest request) =>
        string.IsNullOrWhiteSpace(request.Reason) ? Refuse(request, "a reason is needed: -p:ChonkBaselineReason=\"...\" or --reason \"...\"")
        : request.MaximumMegabytes is { } wanted && wanted is not (> 0 and <= Baseline.LargestMaximumMegabytes)
            ? Refuse(request, $"a ceiling is a whole number of MiB from 1 to {Baseline.LargestMaximumMegabytes}")
        : null;

    /// <summary>Tolerances are set around a baseline that fits the runs.</summary>
    private static UpdateResult? RefuseUnfit(UpdateRequest request, Verdict verdict)
    {
        string advice = verdict.Outcome == Outcome.Fail ? "update it with a reason first" : "tighten it first";
        return verdict.ShapeChanges.Count > 0 ? Refuse(request, $"the baseline is of other checkpoints: {verdict.ShapeChanges[0]}")
            : verdict.AdvisoryBecause.Count > 0 ? Refuse(request, $"the baseline was taken with another {string.Join(", ", verdict.AdvisoryBecause)}; update it here first")
            : verdict.Outcome is Outcome.Fail or Outcome.Stale ? Refuse(request, $"tolerances are set around a baseline that fits; {advice}: {verdict.Diagnostics[0].Message}")
            : null;
    }

    private static UpdateResult? Foresee(UpdateRequest request, bool mustExist, out Baseline? previous, out string commit)
    {
        previous = null;
        commit = "";
        if (request.IsBuildServer)
        {
            return Refuse(request, "baselines are not written on a build server");
        }

        // A baseline is the memory of a commit: one taken from files nobody else has cannot be checked by anybody.
        string baselines = Path.GetDirectoryName(Path.GetFullPath(request.BaselinePath))!;
        commit = GitCommit.Of(Directory.Exists(baselines) ? baselines : Path.GetDirectoryName(baselines)!, baselines);
        if (commit.Length == 0)
        {
            commit = GitCommit.Of(Path.GetDirectoryName(Path.GetFullPath(request.Flow.File))!, baselines);
        }

        if (commit.Length == 0 && GitCommit.HasTree(baselines) && !request.AllowsDirty)
        {
            return Refuse(request, $"git cannot tell which commit this is (no commit yet, no git, or a tree of another owner); {HowToAllow}");
        }

        if (commit.EndsWith(GitCommit.DirtySuffix, StringComparison.Ordinal) && !request.AllowsDirty)
        {
            return Refuse(request, $"tracked files differ from the commit; commit them first, or {HowToAllow}");
        }

        if (commit.Length > 0 && GitCommit.Untracked(request.SourceFolders, baselines) is { Count: > 0 } untracked)
        {
            if (!request.AllowsDirty)
            {
                string others = untracked.Count == 1 ? "" : $", {Amounts.More(untracked.Count - 1, "file")}";
                return Refuse(request, $"the prover's sources hold what the commit does not: {untracked[0]}{others}; commit or ignore it first, or {HowToAllow}");
            }

            commit = commit.EndsWith(GitCommit.DirtySuffix, StringComparison.Ordinal) ? commit : commit + GitCommit.DirtySuffix;
        }

        if (!File.Exists(request.BaselinePath))
        {
            return mustExist ? Refuse(request, "there is no baseline yet") : null;
        }

        if (!BaselineReader.TryReadFile(request.BaselinePath, out previous, out JsonFault? wrong))
        {
            return Refuse(request, $"the present baseline cannot be read, line {wrong!.Line} column {wrong.Column}: {wrong.Message}. Mend or delete it first");
        }

        return previous!.Flow == request.Flow.Name
            ? null
            : Refuse(request, $"the present baseline is of the flow '{JsonParser.Printable(previous.Flow)}'. Mend or delete it first");
    }

    private static UpdateResult? Prepare(
        UpdateRequest request, bool mustExist, out Baseline? previous, out List<MemoryProfile> runs, out BaselineChange? change)
    {
        runs = [];
        change = null;
        if (Foresee(request, mustExist, out previous, out string commit) is { } foreseen)
        {
            return foreseen;
        }

        foreach (string path in request.ProfilePaths)
        {
            if (GateCheck.Stale(request.Flow, path, request.ProverPath, out ProfileStamp? stamp) is { } stale)
            {
                return Refuse(request, stale[(request.Flow.Name.Length + 2)..]);
            }

            if (stamp!.ControlStage.Length > 0)
            {
                return Refuse(request, $"this was a control run ({JsonParser.Printable(stamp.ControlStage)})");
            }

            if (!ProfileReader.TryReadFile(path, out MemoryProfile? profile, out JsonFault? fault))
            {
                return Refuse(request, $"the profile cannot be read: {fault!.Message}");
            }

            runs.Add(profile!);
            change ??= new BaselineChange(
                BaselineEditor.DateText(request.Now),
                "",
                request.Reason.Trim(),
                commit,
                1,
                0,
                0,
                stamp.Fingerprint);
        }

        return runs.Count > 0 && BaselineEditor.HaveSameShape(runs)
            ? null
            : Refuse(request, runs.Count == 0 ? "there is no profile" : "the runs passed different checkpoints");
    }

    private static string? Noise(Baseline next, List<MemoryProfile> runs)
    {
        foreach (Metric metric in next.Metrics.Where(next.Judges))
        {
            foreach (BaselineRecord record in next.Records)
            {
                long[] values = [.. runs.Select(r => r.Find(record.Key)!.Values[metric] * metric.Scale)];
                long spread = values.Max() - values.Min();
                long allowed = next.ToleranceOf(metric).Allowed(record.Values[metric] * metric.Scale);
                if (spread > allowed)
                {
                    return $"the runs differ by {Amounts.Text(metric, spread)} in '{metric.Name}' of {record.Key}, more than the tolerance of {Amounts.Text(metric, allowed)}";
                }
            }
        }

        return null;
    }

    private static UpdateResult Write(UpdateRequest request, Baseline next, string summary)
    {
        try
        {
            AtomicFile.RemoveAbandoned(request.BaselinePath);
            BaselineWriter.WriteFile(next, request.BaselinePath);
            return new UpdateResult(summary, null, next);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Refuse(request, "the baseline cannot be written");
        }
    }

    private static UpdateResult Refuse(UpdateRequest request, string why) => new(
        "", new Diagnostic(DiagnosticCode.UpdateRefused, DiagnosticSeverity.Error, $"{request.Flow.Name}: baseline not changed: {why}", request.BaselinePath), null);
}
