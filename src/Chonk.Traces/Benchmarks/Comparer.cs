using System.Globalization;

namespace Chonk.Traces.Benchmarks;

/// <summary>
/// Compares a run with the history up to its merge base. Of each number the last <paramref name="Window"/> values form the window;
/// a change counts when it is beyond both <paramref name="ZThreshold"/> deviations from the window's mean and
/// <paramref name="MinimumChange"/> of the mean, so that neither a noisy number nor a rounding step raises an alarm.
/// </summary>
/// <param name="Window">Values that the mean and deviation are taken over.</param>
/// <param name="ZThreshold">Deviations from the mean that count.</param>
/// <param name="MinimumChange">Relative change that counts.</param>
/// <param name="MinimumLength">Values that a window needs for a verdict.</param>
public sealed record Comparer(int Window = 10, double ZThreshold = 3, double MinimumChange = 0.01, int MinimumLength = 3)
{
    /// <summary>Compares every number of either side, by name.</summary>
    /// <param name="history">Records at or before the merge base, oldest first.</param>
    /// <param name="present">The run.</param>
    public IReadOnlyList<Comparison> Compare(IReadOnlyList<BenchRecord> history, IReadOnlyList<BenchEntry> present)
    {
        ILookup<string, BenchEntry> past = history.SelectMany(record => record.Entries).ToLookup(entry => entry.Name, StringComparer.Ordinal);
        HashSet<string> last = history.Count == 0 ? [] : [.. history[^1].Entries.Select(entry => entry.Name)];
        Dictionary<string, BenchEntry> now = present.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        return [.. now.Keys.Union(last).Order(StringComparer.Ordinal).Select(name => CompareOne(name, [.. past[name].TakeLast(Window)], now.GetValueOrDefault(name)))];
    }

    /// <summary>Writes the comparisons as a Markdown table, the alarming ones first.</summary>
    public static void Print(IReadOnlyList<Comparison> comparisons, TextWriter text)
    {
        text.WriteLine("| status | name | value | base | change | window mean ± sd | z |");
        text.WriteLine("|---|---|---:|---:|---:|---:|---:|");
        foreach (Comparison row in comparisons.OrderBy(row => Rank(row.Status)).ThenBy(row => row.Name, StringComparer.Ordinal))
        {
            string change = row.Change is { } relative ? (100 * relative).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + "%" : "";
            string z = double.IsInfinity(row.ZScore) ? (row.ZScore > 0 ? "+∞" : "-∞") : row.ZScore.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);
            text.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Label(row.Status)} | {row.Name} | {Number(row.Value, row.Unit)} | {Number(row.Base, row.Unit)} | {change} | {row.Mean:0.##} ± {row.StandardDeviation:0.##} ({row.WindowLength}) | {z} |"));
        }
    }

    private static int Rank(ComparisonStatus status) => status switch
    {
        ComparisonStatus.Regression => 0,
        ComparisonStatus.Gone => 1,
        ComparisonStatus.Improvement => 2,
        ComparisonStatus.New => 3,
        ComparisonStatus.TooFew => 4,
        _ => 5,
    };

    private static string Label(ComparisonStatus status) => status switch
    {
        ComparisonStatus.Regression => "**regression**",
        ComparisonStatus.Improvement => "improvement",
        ComparisonStatus.New => "new",
        ComparisonStatus.Gone => "gone",
        ComparisonStatus.TooFew => "too few values",
        _ => "stable",
    };

    private static string Number(double? value, string unit) =>
        value is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number:0.##} {unit}") : "";

    private Comparison CompareOne(string name, BenchEntry[] window, BenchEntry? now)
    {
        double mean = window.Length == 0 ? 0 : window.Average(entry => entry.Value);
        double deviation = window.Length < 2 ? 0 : Math.Sqrt(window.Sum(entry => (entry.Value - mean) * (entry.Value - mean)) / (window.Length - 1));
        Comparison result = new(
            name,
            now?.Unit ?? window[^1].Unit,
            now?.Value,
            window.Length == 0 ? null : window[^1].Value,
            mean,
            deviation,
            window.Length,
            ComparisonStatus.Stable);
        return result with { Status = StatusOf(result) };
    }

    private ComparisonStatus StatusOf(Comparison row)
    {
        if (row.Value is not { } value)
        {
            return ComparisonStatus.Gone;
        }

        if (row.WindowLength == 0)
        {
            return ComparisonStatus.New;
        }

        if (row.WindowLength < MinimumLength)
        {
            return ComparisonStatus.TooFew;
        }

        bool counts = Math.Abs(row.ZScore) > ZThreshold && Math.Abs(value - row.Mean) > MinimumChange * Math.Abs(row.Mean);
        return !counts ? ComparisonStatus.Stable : value > row.Mean ? ComparisonStatus.Regression : ComparisonStatus.Improvement;
    }
}
