using Chonk.Gate.Baselines;
using Chonk.Gate.Fingerprints;
using Chonk.Gate.Profiles;
using Chonk.Gate.Running;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Sessions;

/// <summary>
/// What a positive control added: the run with the switch beside one without it, of the same build. The baseline lends its tolerances and no
/// values, so that a flow which has grown already, or shrunk, is judged like any other.
/// </summary>
public static class Controls
{
    /// <summary>
    /// Judges the run with the switch by the run without it, as a baseline made of the latter would: by exact metrics, where there are any,
    /// since two single runs may lie twice as far apart in measured ones as each from the baseline.
    /// </summary>
    /// <param name="baseline">The flow's baseline: its metrics and tolerances count.</param>
    /// <param name="clean">The profile without the switch.</param>
    /// <param name="cleanFacts">Facts of that run.</param>
    /// <param name="held">The profile with the switch.</param>
    /// <param name="heldFacts">Facts of that run.</param>
    /// <returns>The verdict; <see langword="null"/> when the two have no metric in common that could be judged.</returns>
    public static Verdict? Compare(Baseline baseline, MemoryProfile clean, Fingerprint cleanFacts, MemoryProfile held, Fingerprint heldFacts)
    {
        IReadOnlyList<string> differing = cleanFacts.Differences(heldFacts);
        Metric[] judged =
        [
            .. clean.Metrics.Intersect(held.Metrics).Intersect(baseline.Metrics).Where(m => baseline.Judges(m) && ProfileComparer.IsJudged(m, differing)),
        ];
        if (judged.Any(m => m.Class == MetricClass.Exact))
        {
            judged = [.. judged.Where(m => m.Class == MetricClass.Exact)];
        }

        if (judged.Length == 0)
        {
            return null;
        }

        MemoryProfile Only(MemoryProfile profile) => new(
        [
            .. profile.Checkpoints.Select(c => c with { Values = judged.ToDictionary(m => m, m => c.Values[m]) }),
        ]);
        MemoryProfile without = Only(clean);
        var change = new BaselineChange("", BaselineChange.Created, "the same build without the control", "", 1, 0, 0, cleanFacts);
        var unheld = new Baseline(
            baseline.Flow, null, baseline.Tolerances, [change], [.. without.Checkpoints.Select(c => new BaselineRecord(c.Key, c.Values, c.Live, c.Peak))]);
        return ProfileComparer.Compare(unheld, [Only(held)], heldFacts, "");
    }

    /// <summary>Whether growth was found in every checkpoint the control addressed, and in no other.</summary>
    /// <param name="verdict">The verdict on what was added.</param>
    /// <param name="control">The switch.</param>
    /// <returns>Whether circuits and stage are named, and nothing else is.</returns>
    public static bool Names(Verdict verdict, ControlSwitch control)
    {
        static bool HasGrown(ComparisonRow row) => row.Comparisons.Any(c => c.Status == ComparisonStatus.Grew);
        return verdict.Rows.Any(HasGrown) && verdict.Rows.All(r => HasGrown(r) == control.Means(r.Key, r.CircuitIndex));
    }
}
