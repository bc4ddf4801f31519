namespace Chonk.Gate.Baselines;

/// <summary>
/// How far a value may lie from its baseline: <c>max(absolute, relative * baseline)</c>, on either side. The relative part
/// follows large records, the absolute part keeps small ones from failing over a page.
/// </summary>
/// <param name="Relative">Share of the baseline, from 0 and below 1: a metric that may double is not held.</param>
/// <param name="Absolute">Bytes, or milliseconds for time.</param>
/// <param name="Evidence">Where the numbers come from: <c>default</c>, or what <c>calibrate</c> observed.</param>
public sealed record Tolerance(double Relative, long Absolute, string Evidence)
{
    /// <summary>Largest relative tolerance a calibration sets; a file may hold any below 1.</summary>
    public const double MaximumRelative = 0.999;

    /// <summary>Of exact metrics: 0.5 % or 256 KiB, room for a table or a header and not for a column.</summary>
    public static Tolerance Exact { get; } = new(0.005, 256 << 10, "default");

    /// <summary>Of measured metrics before calibration: 20 % or 24 MiB, above every spread seen between quiet and busy machines.</summary>
    public static Tolerance Measured { get; } = new(0.20, 24 << 20, "default");

    /// <summary>Of time, where a baseline sets none: only shown, so this is what a reader may take for noise.</summary>
    public static Tolerance Time { get; } = new(0.5, 100, "default");

    /// <summary>The distance allowed from <paramref name="accepted"/>.</summary>
    /// <param name="accepted">A baseline, in bytes or milliseconds.</param>
    /// <returns>The same, rounded down.</returns>
    public long Allowed(long accepted) => Math.Max(Absolute, (long)(Relative * accepted));
}
