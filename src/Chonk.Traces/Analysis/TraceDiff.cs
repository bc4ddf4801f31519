using System.Globalization;
using Chonk.Traces.Models;

namespace Chonk.Traces.Analysis;

/// <summary>
/// Compares two runs by operation and parent, and explains: starting at the root, which child grew most, and which child of that one.
/// Accepts two programs' runs too; operations that only one of them has are marked.
/// </summary>
public static class TraceDiff
{
    /// <summary>Every pair of operation and parent of either run, the largest change first.</summary>
    public static IReadOnlyList<OperationChange> Compare(OperationTable before, OperationTable after)
    {
        Dictionary<(string Name, string? Parent), OperationStatistics> old = before.Entries.ToDictionary(entry => (entry.Name, entry.Parent));
        Dictionary<(string Name, string? Parent), OperationStatistics> present = after.Entries.ToDictionary(entry => (entry.Name, entry.Parent));
        return [.. old.Keys.Union(present.Keys)
            .Select(key => new OperationChange(key.Name, key.Parent, old.GetValueOrDefault(key), present.GetValueOrDefault(key)))
            .OrderByDescending(change => Math.Abs(change.GrowthNs))
            .ThenBy(change => change.Name, StringComparer.Ordinal)
            .ThenBy(change => change.Parent ?? "", StringComparer.Ordinal)];
    }

    /// <summary>
    /// The path of blame: from the root operation whose wall time changed most, down to the child that changed most in the same
    /// direction, as long as it explains at least half of what its parent changed.
    /// </summary>
    public static IReadOnlyList<OperationChange> Blame(IReadOnlyList<OperationChange> changes)
    {
        ILookup<string, OperationChange> byParent = changes.ToLookup(change => change.Parent ?? "", StringComparer.Ordinal);
        List<OperationChange> path = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        OperationChange? step = byParent[""].FirstOrDefault(change => change.GrowthNs != 0);
        while (step is not null && seen.Add(step.Name))
        {
            path.Add(step);
            step = byParent[step.Name].FirstOrDefault(change =>
                Math.Sign(change.GrowthNs) == Math.Sign(path[^1].GrowthNs)
                && Math.Abs(change.GrowthNs) * 2 >= Math.Abs(path[^1].GrowthNs));
        }

        return path;
    }

    /// <summary>Prints the largest changes and the path of blame.</summary>
    /// <param name="before">The run to compare with.</param>
    /// <param name="after">The run compared.</param>
    /// <param name="shown">How many changes to print.</param>
    /// <param name="text">Where to.</param>
    public static void Print(OperationTable before, OperationTable after, int shown, TextWriter text)
    {
        IReadOnlyList<OperationChange> changes = Compare(before, after);
        text.WriteLine("   before ms     after ms    change ms   change      calls  operation <- parent");
        foreach (OperationChange change in changes.Where(change => change.GrowthNs != 0).Take(shown))
        {
            string calls = string.Create(CultureInfo.InvariantCulture, $"{change.Before?.Count ?? 0}->{change.After?.Count ?? 0}");
            ZoneText.Line(text, $"{Ms(change.Before),12} {Ms(change.After),12} {Signed(change.GrowthNs),12} {Ratio(change),8} {calls,10}  {change.Name} <- {change.Parent ?? "(root)"}{Note(change)}");
        }

        IReadOnlyList<OperationChange> path = Blame(changes);
        if (path.Count > 0)
        {
            text.WriteLine();
            text.WriteLine("Where the change comes from:");
            for (int i = 0; i < path.Count; i++)
            {
                ZoneText.Line(text, $"{new string(' ', 2 * i)}{path[i].Name}: {Signed(path[i].GrowthNs)} ms ({Ratio(path[i]).Trim()})");
            }
        }
    }

    private static string Ms(OperationStatistics? statistics) => statistics is null ? "-" : ZoneText.Ms(statistics.MaxThreadNs);

    private static string Signed(long ns) => (ns / 1e6).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    private static string Ratio(OperationChange change) => change.Before is { MaxThreadNs: > 0 } before
        ? (100.0 * change.GrowthNs / before.MaxThreadNs).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + "%"
        : "";

    private static string Note(OperationChange change) => change.Before is null ? "  (new)" : change.After is null ? "  (gone)" : "";
}
