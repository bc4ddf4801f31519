namespace Chonk.Gate.Verdicts;

/// <summary>How one metric of one checkpoint stands to its baseline.</summary>
public enum ComparisonStatus
{
    /// <summary>Within the tolerance.</summary>
    Within,

    /// <summary>Above by more than the tolerance.</summary>
    Grew,

    /// <summary>Below by more than the tolerance.</summary>
    Shrank,

    /// <summary>Outside the tolerance, or not, but taken under other conditions than the baseline: shown, not judged.</summary>
    Advisory,

    /// <summary>Some runs are within the tolerance and some are not, or they differ by as much as it.</summary>
    Inconclusive,

    /// <summary>
    /// Equal to the running maximum of a metric that never falls: growth of this stage would not show, and growth that does show is that of
    /// an earlier stage, which is named.
    /// </summary>
    Masked,
}
