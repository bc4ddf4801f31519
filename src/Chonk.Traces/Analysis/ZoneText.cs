using System.Globalization;

namespace Chonk.Traces.Analysis;

/// <summary>Prints zone analyses for people.</summary>
public static class ZoneText
{
    private const int ThreadsShown = 8;

    /// <summary>The zones that a report of the prover covers, in the order of the work.</summary>
    public static IReadOnlyList<string> StandardZones { get; } =
    [
        "Chonk::prove", "Chonk::accumulate", "HypernovaFoldingProver::fold", "HypernovaFoldingProver::instance_to_accumulator",
        "OinkProver::prove", "ShpleminiProver::prove", "trace populate", "construct_trace_data",
        "compute_permutation_argument_polynomials",
    ];

    /// <summary>Prints every call of a zone and, for more than one, the sum.</summary>
    /// <param name="analysis">The zone.</param>
    /// <param name="childrenShown">How many children of each call to print.</param>
    /// <param name="text">Where to.</param>
    public static void Print(ZoneAnalysis analysis, int childrenShown, TextWriter text)
    {
        Line(text, $"{analysis.Name}: {analysis.Calls.Count} call(s), pool of {analysis.PoolSize} thread(s)");
        for (int i = 0; i < analysis.Calls.Count; i++)
        {
            ZoneCall call = analysis.Calls[i];
            int busy = call.BusyByThread.Count;
            Line(text, $"[{i,3}] wall {Ms(call.WallNs),12} ms   cpu {Ms(call.CpuSumNs),12} ms   utilisation {Percent(call.Utilisation(analysis.PoolSize))} of {analysis.PoolSize} threads, {Percent(call.Utilisation(busy))} of {busy} busy");
            Line(text, $"      threads: {string.Join("  ", call.BusyByThread.Take(ThreadsShown).Select(t => string.Create(CultureInfo.InvariantCulture, $"t{t.ThreadId} {Ms(t.BusyNs)} ms")))}");
            PrintChildren(call.Children, childrenShown, text);
        }

        if (analysis.Calls.Count > 1)
        {
            Line(text, $"all calls: wall {Ms(analysis.WallNs)} ms, cpu {Ms(analysis.CpuSumNs)} ms, utilisation {Percent(analysis.PoolUtilisation)} of {analysis.PoolSize} threads, {Percent(analysis.BusyUtilisation)} of {analysis.BusyThreadCount} busy");
            PrintChildren(analysis.Children, childrenShown, text);
        }
    }

    internal static string Ms(long ns) => (ns / 1e6).ToString("F2", CultureInfo.InvariantCulture);

    internal static string Percent(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture) + "%";

    internal static void Line(TextWriter text, FormattableString line) => text.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void PrintChildren(IReadOnlyList<ZoneChild> children, int shown, TextWriter text)
    {
        foreach (ZoneChild child in children.Take(shown))
        {
            Line(text, $"      {Ms(child.TotalNs),12} ms  {child.Count,7} calls  {child.ThreadCount,3} thread(s)  {child.Name}");
        }
    }
}
