namespace Chonk.Gate.Profiles;

/// <summary>What a metric's amounts are counted in.</summary>
public enum MetricUnit
{
    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>Milliseconds.</summary>
    Milliseconds,
}
