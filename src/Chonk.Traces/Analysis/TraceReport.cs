using Chonk.Traces.Models;

namespace Chonk.Traces.Analysis;

/// <summary>
/// The Markdown report of a trace: a table of the standard zones, and those that keep at most half of the pool busy named as
/// parallelism bottlenecks: on two threads, what runs on one of them.
/// </summary>
public static class TraceReport
{
    /// <summary>Utilisation of the pool up to which a zone is a bottleneck.</summary>
    public const double Threshold = 0.5;

    /// <summary>Writes the report.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="text">Where to.</param>
    /// <param name="poolSize">Threads of the pool; those that the trace names when null.</param>
    public static void Write(Trace trace, TextWriter text, int? poolSize = null)
    {
        ZoneAnalysis[] zones = [.. ZoneText.StandardZones.Select(zone => ZoneAnalysis.Of(trace, zone, poolSize))];
        int pool = poolSize ?? trace.Threads.Count;
        ZoneText.Line(text, $"| zone | calls | wall ms | cpu ms | utilisation of {pool} threads | of busy threads | top child |");
        text.WriteLine("|---|---:|---:|---:|---:|---:|---|");
        foreach (ZoneAnalysis zone in zones)
        {
            ZoneChild? top = zone.Children.Count > 0 ? zone.Children[0] : null;
            string child = top is null ? "" : $"{top.Name} ({ZoneText.Ms(top.TotalNs)} ms)";
            if (zone.Calls.Count == 0)
            {
                ZoneText.Line(text, $"| {zone.Name} | 0 | | | | | not in this trace |");
                continue;
            }

            string mark = IsBottleneck(zone) ? "**" : "";
            ZoneText.Line(text, $"| {zone.Name} | {zone.Calls.Count} | {ZoneText.Ms(zone.WallNs)} | {ZoneText.Ms(zone.CpuSumNs)} | {mark}{ZoneText.Percent(zone.PoolUtilisation)}{mark} | {ZoneText.Percent(zone.BusyUtilisation)} ({zone.BusyThreadCount}) | {child} |");
        }

        text.WriteLine();
        ZoneAnalysis[] slow = [.. zones.Where(zone => IsBottleneck(zone))];
        if (slow.Length == 0)
        {
            text.WriteLine("Every zone keeps more than half of the pool busy.");
            return;
        }

        text.WriteLine("Parallelism bottlenecks (at most half of the pool busy), by time lost:");
        text.WriteLine();
        foreach (ZoneAnalysis zone in slow.OrderByDescending(zone => (zone.WallNs * pool) - zone.CpuSumNs))
        {
            long idle = (zone.WallNs * pool) - zone.CpuSumNs;
            ZoneText.Line(text, $"- `{zone.Name}`: {ZoneText.Percent(zone.PoolUtilisation)} of {pool} threads over {ZoneText.Ms(zone.WallNs)} ms, {ZoneText.Ms(idle)} ms of thread time idle");
        }
    }

    /// <summary>Compared as it is printed, so that no line with 50.0% is passed over.</summary>
    private static bool IsBottleneck(ZoneAnalysis zone) => zone.Calls.Count > 0 && Math.Round(zone.PoolUtilisation, 3) <= Threshold;
}
