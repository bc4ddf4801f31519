namespace Chonk.Gate.Verdicts;

/// <summary>What the gate says of one flow, the mildest first.</summary>
public enum Outcome
{
    /// <summary>Every checkpoint lies within its tolerance.</summary>
    Pass,

    /// <summary>Nothing grew, and the baseline is looser than reality by more than its tolerance.</summary>
    Stale,

    /// <summary>The runs differ among themselves too much to say.</summary>
    Inconclusive,

    /// <summary>A checkpoint grew, a ceiling was exceeded, or circuits and checkpoints differ.</summary>
    Fail,

    /// <summary>There is no baseline to compare with.</summary>
    MissingBaseline,

    /// <summary>There is no profile, or none of the prover and flow at hand.</summary>
    MissingProfile,

    /// <summary>A file cannot be read, or the prover failed.</summary>
    Error,
}
