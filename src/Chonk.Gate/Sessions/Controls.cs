using System.Globalization;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Sessions;

/// <summary>Whether a verdict names what a positive control did.</summary>
public static class Controls
{
    /// <summary>Whether growth was found in the stage the control addressed, and in no other.</summary>
    /// <param name="verdict">The verdict of the control run.</param>
    /// <param name="circuit">A circuit's name, <c>#</c> and its index, or <c>*</c>.</param>
    /// <param name="stage">The stage.</param>
    /// <returns>Whether circuit and stage are named, and nothing else is.</returns>
    public static bool Names(Verdict verdict, string circuit, string stage)
    {
        bool IsMeant(ComparisonRow row) => row.Key.Stage == stage
            && (circuit == "*" || circuit == row.Key.Circuit || circuit == string.Create(CultureInfo.InvariantCulture, $"#{row.CircuitIndex}"));
        ComparisonRow[] grown = [.. verdict.Rows.Where(r => r.Comparisons.Any(c => c.Status == ComparisonStatus.Grew))];
        return grown.Length > 0 && grown.All(IsMeant);
    }
}
