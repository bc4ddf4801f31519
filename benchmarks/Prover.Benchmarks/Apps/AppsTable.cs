using System.Globalization;
using System.Text;

namespace Chonk.Prover.Benchmarks.Apps;

/// <summary>The Markdown tables of the apps.</summary>
internal static class AppsTable
{
    /// <summary>Time and memory by circuit, and gates a second by flow.</summary>
    public static string Write(IReadOnlyList<FlowFigures> flows)
    {
        StringBuilder text = new();
        foreach (FlowFigures flow in flows)
        {
            WriteFlow(text, flow);
        }

        WriteBuilding(text, flows);
        return text.ToString();
    }

    private static void WriteFlow(StringBuilder text, FlowFigures flow)
    {
        Line(text, $"### {flow.Flow}");
        Line(text, $"");
        Line(text, $"| app | gates | build: bb, cold, warm | instance: bb, cold, warm | fold: bb, cold, warm | all, warm / bb | live heap MiB: bb, ours |");
        Line(text, $"|---|---:|---:|---:|---:|---:|---:|");
        for (int i = 0; i < flow.Sizes.Count; i++)
        {
            (CircuitSize size, CircuitFigure bb, CircuitFigure cold, CircuitFigure warm) = (flow.Sizes[i], flow.Reference[i], flow.Cold[i], flow.Warm[i]);
            Line(text, $"| {size.Name} | {size.Gates} (2^{size.LogSize}) | {Ms(bb.Build)}, {Ms(cold.Build)}, {Ms(warm.Build)} | {Ms(bb.Instance)}, {Ms(cold.Instance)}, {Ms(warm.Instance)} | {Ms(bb.Fold)}, {Ms(cold.Fold)}, {Ms(warm.Fold)} | {warm.Total / bb.Total:0.00} | {bb.HeapMb}, {cold.HeapMb} |");
        }

        double reference = flow.Reference.Sum(static circuit => circuit.Total);
        Line(text, $"");
        Line(text, $"All apps: bb {reference:0} ms, ours {flow.Cold.Sum(static circuit => circuit.Total):0} cold ({flow.Cold.Sum(static circuit => circuit.Total) / reference:0.00}x) and {flow.Warm.Sum(static circuit => circuit.Total):0} warm ({flow.Warm.Sum(static circuit => circuit.Total) / reference:0.00}x). Peak RSS of the process: bb {flow.ReferencePeakMb} MiB with kernels and final proof, ours {flow.PeakMb} MiB.");
        Line(text, $"");
    }

    private static void WriteBuilding(StringBuilder text, IReadOnlyList<FlowFigures> flows)
    {
        Line(text, $"### Building circuits");
        Line(text, $"");
        Line(text, $"| flow | gates | bb, gates/s | ours cold | ours warm | warm / bb | builder bytes a gate |");
        Line(text, $"|---|---:|---:|---:|---:|---:|---:|");
        foreach (FlowFigures flow in flows)
        {
            WriteRates(text, flow.Flow, [flow]);
        }

        WriteRates(text, "all of them", flows);
    }

    private static void WriteRates(StringBuilder text, string name, IReadOnlyList<FlowFigures> flows)
    {
        double gates = flows.Sum(static flow => flow.Sizes.Sum(static size => (double)size.Gates));
        double bytes = flows.Sum(static flow => flow.Sizes.Sum(static size => (double)size.BuilderBytes));
        double bb = Rate(gates, flows.SelectMany(static flow => flow.Reference));
        double warm = Rate(gates, flows.SelectMany(static flow => flow.Warm));
        Line(text, $"| {name} | {gates:0} | {bb:0} | {Rate(gates, flows.SelectMany(static flow => flow.Cold)):0} | {warm:0} | {warm / bb:0.00} | {bytes / gates:0} |");
    }

    private static double Rate(double gates, IEnumerable<CircuitFigure> circuits) => gates / circuits.Sum(static circuit => circuit.Build) * 1000;

    private static string Ms(double milliseconds) => milliseconds.ToString(milliseconds < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
