using Chonk.Gate.Diagnostics;
using Chonk.Gate.Profiles;
using Chonk.Gate.Texts;

namespace Chonk.Gate.Verdicts;

/// <summary>
/// What the gate found for one flow. Made once, by <see cref="ProfileComparer"/> or <see cref="GateCheck"/>; the build, the tests, the
/// command line and the reports only show it.
/// </summary>
public sealed record Verdict
{
    /// <summary>Name of the flow.</summary>
    public required string Flow { get; init; }

    /// <summary>The judgement.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Every diagnostic, errors first.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>The checkpoints of the profile in order; empty when there was nothing to compare.</summary>
    public IReadOnlyList<ComparisonRow> Rows { get; init; } = [];

    /// <summary>Circuits and checkpoints added, removed or reordered, one sentence each.</summary>
    public IReadOnlyList<string> ShapeChanges { get; init; } = [];

    /// <summary>The metric the flow is summarised by.</summary>
    public Metric? Headline { get; init; }

    /// <summary>Peak of the headline metric now, in bytes.</summary>
    public long PeakBytes { get; init; }

    /// <summary>Where that peak is.</summary>
    public CheckpointKey PeakAt { get; init; }

    /// <summary>Peak of the headline metric in the baseline, in bytes; 0 without one.</summary>
    public long BaselinePeakBytes { get; init; }

    /// <summary>Peak when a person last gave a reason, in bytes; 0 when unknown.</summary>
    public long JustifiedPeakBytes { get; init; }

    /// <summary>That reason; empty when unknown.</summary>
    public string JustifiedReason { get; init; } = "";

    /// <summary>The flow's ceiling in MiB, if it has one.</summary>
    public long? MaximumMegabytes { get; init; }

    /// <summary>Why measured metrics are only shown: the facts that differ. Empty when they are judged.</summary>
    public IReadOnlyList<string> AdvisoryBecause { get; init; } = [];

    /// <summary>Path of the baseline, as the diagnostics name it.</summary>
    public string BaselinePath { get; init; } = "";

    /// <summary>The profiles judged, one a run; empty when they were not files.</summary>
    public IReadOnlyList<string> ProfilePaths { get; init; } = [];

    /// <summary>The control switch the profile was made with; empty for an ordinary run.</summary>
    public string ControlStage { get; init; } = "";

    /// <summary>The gated project, as commands are to name it; empty to name none.</summary>
    public string Project { get; init; } = "";

    /// <summary>What to do about it; <see langword="null"/> where there is nothing to do, or the diagnostics say what.</summary>
    public Remedy? Remedy => Remedy.Of(this);

    /// <summary>Whether the gate is open: nothing failed and nothing is missing.</summary>
    public bool IsAccepted => Outcome is Outcome.Pass or Outcome.Stale;

    /// <summary>The exit code of the command line: 0 pass, 1 regression, 2 usage or input and output, 3 inconclusive.</summary>
    public int ExitCode => Outcome switch
    {
        Outcome.Pass or Outcome.Stale => ExitCodes.Pass,
        Outcome.Inconclusive => ExitCodes.Inconclusive,
        Outcome.Fail or Outcome.MissingBaseline or Outcome.MissingProfile => ExitCodes.Regression,
        _ => ExitCodes.Usage,
    };

    /// <summary>Rows outside their tolerance, the largest growth first, then the largest shrinkage.</summary>
    /// <returns>The rows.</returns>
    public IEnumerable<ComparisonRow> Outside() =>
        Rows.Where(r => r.Comparisons.Any(c => c.Status is ComparisonStatus.Grew or ComparisonStatus.Shrank))
            .OrderByDescending(r => r.Comparisons.Any(c => c.Status == ComparisonStatus.Grew))
            .ThenByDescending(r => Math.Abs(r.Worst!.Delta));

    /// <summary>The largest of <see cref="Outside"/>, in the order of the checkpoints.</summary>
    /// <param name="count">Most rows to give.</param>
    /// <returns>The rows.</returns>
    public IReadOnlyList<ComparisonRow> Worst(int count)
    {
        HashSet<CheckpointKey> worst = [.. Outside().Take(count).Select(r => r.Key)];
        return [.. Rows.Where(r => worst.Contains(r.Key))];
    }

    /// <summary>The first checkpoint that grew: what is held from there on stays in every later one.</summary>
    /// <returns>The row; <see langword="null"/> when none grew.</returns>
    public ComparisonRow? FirstGrown() => Rows.FirstOrDefault(r => r.Comparisons.Any(c => c.Status == ComparisonStatus.Grew));

    /// <summary>The diagnostics of largest magnitude, some of each code, in their order; where a code has more, one that counts them.</summary>
    /// <param name="count">Most diagnostics of a code.</param>
    /// <param name="restIn">The file that has them all; empty to name none.</param>
    /// <returns>The diagnostics.</returns>
    public IReadOnlyList<Diagnostic> WorstDiagnostics(int count, string restIn = "") =>
    [
        .. Diagnostics.GroupBy(d => d.Code).SelectMany(ofCode =>
        {
            Diagnostic[] all = [.. ofCode];
            Diagnostic[] shown = Largest(all, count);
            string rest = Amounts.More(all.Length - shown.Length, all[0].Magnitude == long.MaxValue ? "difference" : "checkpoint", restIn);
            return all.Length == shown.Length ? shown
                : [.. shown, all[0] with { Message = $"{Flow}: {rest}", File = restIn.Length == 0 ? BaselinePath : restIn, Line = 0, Column = 0 }];
        }),
    ];

    /// <summary>Those of largest magnitude, in their order.</summary>
    /// <param name="diagnostics">Diagnostics.</param>
    /// <param name="count">Most to keep.</param>
    /// <returns>Some of them.</returns>
    internal static Diagnostic[] Largest(IReadOnlyList<Diagnostic> diagnostics, int count) =>
        [.. diagnostics.Index().OrderByDescending(d => d.Item.Magnitude).Take(count).OrderBy(d => d.Index).Select(d => d.Item)];

    /// <summary>A verdict without a comparison: a file or a run is missing or broken.</summary>
    /// <param name="flow">Name of the flow.</param>
    /// <param name="outcome">The judgement.</param>
    /// <param name="diagnostics">The reasons.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Without(string flow, Outcome outcome, params IReadOnlyList<Diagnostic> diagnostics) =>
        new() { Flow = flow, Outcome = outcome, Diagnostics = diagnostics };
}
