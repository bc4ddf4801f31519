namespace Chonk.Gate.Profiles;

/// <summary>How far a metric can be trusted to repeat.</summary>
public enum MetricClass
{
    /// <summary>Counted by the prover itself: the same program on the same input gives the same number, on any machine.</summary>
    Exact,

    /// <summary>Read from the operating system or the runtime: repeats within a spread, and only on the same kind of machine.</summary>
    Measured,
}
