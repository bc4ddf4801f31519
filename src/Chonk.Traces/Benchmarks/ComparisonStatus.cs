namespace Chonk.Traces.Benchmarks;

/// <summary>What a comparison with the history says of one number.</summary>
public enum ComparisonStatus
{
    /// <summary>Within the history's noise.</summary>
    Stable,

    /// <summary>Larger than the history's noise explains.</summary>
    Regression,

    /// <summary>Smaller than the history's noise explains.</summary>
    Improvement,

    /// <summary>The history has too few values to know its noise.</summary>
    TooFew,

    /// <summary>The history lacks it.</summary>
    New,

    /// <summary>The history has it, the present run lacks it.</summary>
    Gone,
}
