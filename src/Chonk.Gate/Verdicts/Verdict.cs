using Chonk.Gate.Diagnostics;
using Chonk.Gate.Profiles;

namespace Chonk.Gate.Verdicts;

/// <summary>
/// What the gate found for one flow. Made once, by <see cref="ProfileComparer"/> or <see cref="GateCheck"/>; the build, the tests, the
/// command line and the reports only show it.
/// </summary>
public sealed class Verdict
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

    /// <summary>A verdict without a comparison: a file or a run is missing or broken.</summary>
    /// <param name="flow">Name of the flow.</param>
    /// <param name="outcome">The judgement.</param>
    /// <param name="diagnostics">The reasons.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Without(string flow, Outcome outcome, params IReadOnlyList<Diagnostic> diagnostics) =>
        new() { Flow = flow, Outcome = outcome, Diagnostics = diagnostics };
}
