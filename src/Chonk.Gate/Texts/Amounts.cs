using System.Globalization;
using Chonk.Gate.Json;
using Chonk.Gate.Profiles;

namespace Chonk.Gate.Texts;

/// <summary>Amounts of memory, shares and counts of what is left out, as every message and output of the gate writes them.</summary>
public static class Amounts
{
    /// <summary>Bytes in the largest binary unit that leaves at least one whole: <c>61.25 MiB</c>, <c>512 B</c>.</summary>
    /// <param name="bytes">Bytes.</param>
    /// <returns>The text.</returns>
    public static string Bytes(long bytes)
    {
        double size = Math.Abs((double)bytes);
        return size switch
        {
            >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.00} GiB"),
            >= 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0.00} MiB"),
            >= 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        };
    }

    /// <summary>A difference in bytes, always with its sign.</summary>
    /// <param name="bytes">Bytes.</param>
    /// <returns>The text.</returns>
    public static string SignedBytes(long bytes) => bytes >= 0 ? "+" + Bytes(bytes) : Bytes(bytes);

    /// <summary>An amount of a metric, in its unit.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="amount">Bytes or milliseconds.</param>
    /// <returns>The text.</returns>
    public static string Text(Metric metric, long amount) =>
        metric.Unit == MetricUnit.Bytes ? Bytes(amount) : string.Create(CultureInfo.InvariantCulture, $"{amount} ms");

    /// <summary>A difference of a metric, in its unit, always with its sign.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="amount">Bytes or milliseconds.</param>
    /// <returns>The text.</returns>
    public static string SignedText(Metric metric, long amount) => amount >= 0 ? "+" + Text(metric, amount) : Text(metric, amount);

    /// <summary>A category or zone and by how much it differs, as <c>name +1.00 MiB</c>.</summary>
    /// <param name="cause">Name and bytes.</param>
    /// <param name="inFull">Whether a long name is given in full.</param>
    /// <returns>The text.</returns>
    public static string Cause(KeyValuePair<string, long> cause, bool inFull = false) =>
        $"{(inFull ? JsonParser.OneLine(cause.Key) : JsonParser.ShortName(cause.Key))} {SignedBytes(cause.Value)}";

    /// <summary>A share with its sign, in percent with one decimal; <c>new</c> where there was nothing before.</summary>
    /// <param name="share">A share, 1 for the whole.</param>
    /// <returns>The text.</returns>
    public static string SignedPercent(double share) =>
        double.IsInfinity(share) ? "new" : string.Create(CultureInfo.InvariantCulture, $"{100 * share:+0.0;-0.0;+0.0} %");

    /// <summary>How much is not shown, and where it is.</summary>
    /// <param name="rest">How many.</param>
    /// <param name="what">What there are more of, in the singular.</param>
    /// <param name="restIn">The file that has them all; empty to name none.</param>
    /// <returns><c>and 3 more checkpoints: FILE</c>.</returns>
    public static string More(int rest, string what, string restIn = "") => string.Create(
        CultureInfo.InvariantCulture, $"and {rest} more {what}{(rest == 1 ? "" : "s")}{(restIn.Length == 0 ? "" : ": " + restIn)}");
}
