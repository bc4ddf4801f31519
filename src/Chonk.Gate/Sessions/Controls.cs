using System.Globalization;
using Chonk.Gate.Profiles;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Sessions;

/// <summary>Whether a verdict names what a positive control did.</summary>
public static class Controls
{
    /// <summary>
    /// Whether growth was found in the stage the control addressed, and in no other. A peak counts from the checkpoint before on, so what is
    /// held there raises the peak of the next checkpoint too: that one may be named beside it, for its peak alone.
    /// </summary>
    /// <param name="verdict">The verdict of the control run.</param>
    /// <param name="circuit">A circuit's name, <c>#</c> and its index, or <c>*</c>.</param>
    /// <param name="stage">The stage.</param>
    /// <returns>Whether circuit and stage are named, and nothing else is.</returns>
    public static bool Names(Verdict verdict, string circuit, string stage)
    {
        bool IsMeant(ComparisonRow row) => row.Key.Stage == stage
            && (circuit == "*" || circuit == row.Key.Circuit || circuit == string.Create(CultureInfo.InvariantCulture, $"#{row.CircuitIndex}"));
        bool isFound = false;
        for (int i = 0; i < verdict.Rows.Count; i++)
        {
            Comparison[] grown = [.. verdict.Rows[i].Comparisons.Where(c => c.Status == ComparisonStatus.Grew)];
            bool isMeant = IsMeant(verdict.Rows[i]);
            bool follows = i > 0 && IsMeant(verdict.Rows[i - 1]) && grown.All(c => c.Metric == Metric.PeakLiveBytes);
            if (grown.Length > 0 && !isMeant && !follows)
            {
                return false;
            }

            isFound |= isMeant && grown.Length > 0;
        }

        return isFound;
    }
}
