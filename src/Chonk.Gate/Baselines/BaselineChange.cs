using Chonk.Gate.Fingerprints;

namespace Chonk.Gate.Baselines;

/// <summary>One entry of a baseline's history: who moved it, in which direction and why.</summary>
/// <param name="Date">Day and time, UTC, ISO 8601.</param>
/// <param name="Kind">One of <see cref="Created"/>, <see cref="Updated"/>, <see cref="Tightened"/>, <see cref="Calibrated"/>.</param>
/// <param name="Reason">Why, in the words of the person who accepted it. Empty is allowed in the file and warned of (CHONK1014).</param>
/// <param name="Commit">Commit the run was built from, with <c>-dirty</c> when the tree differed from it; empty outside git.</param>
/// <param name="Runs">Number of runs behind the values.</param>
/// <param name="SpreadBytes">Largest difference between those runs in the headline metric.</param>
/// <param name="PeakBytes">The flow's headline metric after the change.</param>
/// <param name="Fingerprint">The facts of those runs.</param>
public sealed record BaselineChange(
    string Date, string Kind, string Reason, string Commit, long Runs, long SpreadBytes, long PeakBytes, Fingerprint Fingerprint)
{
    /// <summary>The first values of a flow.</summary>
    public const string Created = "created";

    /// <summary>New values, up or down, accepted with a reason.</summary>
    public const string Updated = "updated";

    /// <summary>Values lowered to what is measured.</summary>
    public const string Tightened = "tightened";

    /// <summary>Tolerances set from repeated runs.</summary>
    public const string Calibrated = "calibrated";
}
