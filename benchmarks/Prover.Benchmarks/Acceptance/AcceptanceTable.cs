using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Chonk.Prover.Fields.Vector;

namespace Chonk.Prover.Benchmarks.Acceptance;

/// <summary>The acceptance table in Markdown: what was measured beside what the reference prover needs, and the ratio.</summary>
internal static class AcceptanceTable
{
    // One thread, random scalars, milliseconds: documented beside the reference prover for this machine (December 2025 source).
    private static readonly SortedDictionary<int, double> Documented = new()
    {
        [10] = 10.4, [12] = 28, [14] = 98, [15] = 180, [16] = 334, [17] = 634, [18] = 1192, [19] = 2322, [20] = 4479,
    };

    /// <summary>One line: where and under which load a run starts.</summary>
    public static string Conditions()
    {
        string load = File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";
        string processor = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1] ?? "unknown"
            : "unknown";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Taken {DateTime.UtcNow:yyyy-MM-dd} on {processor}, {RuntimeInformation.FrameworkDescription}, path `{VectorPath.Name}`; load before the run: {load}.\n");
    }

    /// <summary>The tables of a run.</summary>
    public static string Write(IReadOnlyList<Figure> figures)
    {
        StringBuilder text = new();
        AddMsm(text, figures);
        AddGrumpkin(text, figures);
        AddSumcheck(text, figures);
        AddPaths(text, figures);
        AddCommitments(text, figures);
        return text.ToString();
    }

    private static void AddMsm(StringBuilder text, IReadOnlyList<Figure> figures)
    {
        Header(
            text, "Multi-scalar multiplication, BN254, random scalars (ms)",
            "points", "one thread", "bb, one thread", "ours / bb", "bb's figure", "two threads", "one / two", "both cores busy");
        foreach (Figure one in Of(figures, FigureGroups.Bn254Msm, 1))
        {
            Figure? reference = Find(figures, FigureGroups.ReferenceBn254Msm, one.LogSize, 1);
            double bb = reference?.Milliseconds ?? Documented.GetValueOrDefault(one.LogSize, double.NaN);
            Row(
                text, Points(one.LogSize), Time(one.Milliseconds), Time(bb), Ratio(one.Milliseconds / bb),
                reference is null ? "documented, not re-measured" : "this run", Two(figures, one));
        }
    }

    private static void AddGrumpkin(StringBuilder text, IReadOnlyList<Figure> figures)
    {
        Header(
            text, "Multi-scalar multiplication, Grumpkin, random scalars (ms)",
            "points", "one thread", "bb, one thread", "ours / bb", "two threads", "one / two", "both cores busy");
        foreach (Figure one in Of(figures, FigureGroups.GrumpkinMsm, 1))
        {
            Figure? reference = Find(figures, FigureGroups.ReferenceGrumpkinMsm, one.LogSize, 1);
            Row(
                text, Points(one.LogSize), Time(one.Milliseconds), Time(reference?.Milliseconds),
                Ratio(one.Milliseconds / reference?.Milliseconds), Two(figures, one));
        }
    }

    private static void AddSumcheck(StringBuilder text, IReadOnlyList<Figure> figures)
    {
        Header(
            text, "Sumcheck prover, Mega traces of the same mix of gates (ms)",
            "rows", "in use", "one thread", "us per row in use", "two threads", "one / two", "both cores busy");
        foreach (Figure one in Of(figures, FigureGroups.Sumcheck, 1))
        {
            Row(
                text, Points(one.LogSize), one.UsedRows.ToString(CultureInfo.InvariantCulture), Time(one.Milliseconds),
                Ratio(1000 * one.Milliseconds / one.UsedRows), Two(figures, one));
        }
    }

    private static void AddPaths(StringBuilder text, IReadOnlyList<Figure> figures)
    {
        Header(text, "Sumcheck prover beside the scalar path (ms, one thread)", "rows", "vectors", "scalar", "vectors / scalar");
        foreach (Figure scalar in Of(figures, FigureGroups.ScalarSumcheck, 1))
        {
            Figure? vector = Find(figures, FigureGroups.Sumcheck, scalar.LogSize, 1);
            Row(
                text, Points(scalar.LogSize), Time(vector?.Milliseconds), Time(scalar.Milliseconds),
                Ratio(vector?.Milliseconds / scalar.Milliseconds));
        }
    }

    private static void AddCommitments(StringBuilder text, IReadOnlyList<Figure> figures)
    {
        Header(text, "Commitments to the precomputed columns of a trace (ms)", "rows", "threads", "one by one", "as a batch", "batch / one by one");
        foreach (Figure single in figures.Where(figure => figure.Group == FigureGroups.SingleCommitments))
        {
            Figure? batch = Find(figures, FigureGroups.BatchCommitments, single.LogSize, single.Threads);
            Row(
                text, Points(single.LogSize), single.Threads.ToString(CultureInfo.InvariantCulture), Time(single.Milliseconds),
                Time(batch?.Milliseconds), Ratio(batch?.Milliseconds / single.Milliseconds));
        }
    }

    /// <summary>The three cells about two threads.</summary>
    private static string Two(IReadOnlyList<Figure> figures, Figure one)
    {
        Figure? two = Find(figures, one.Group, one.LogSize, 2);
        string busy = two is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{100 * two.Busy:F0} %");
        return $"{Time(two?.Milliseconds)} | {Ratio(one.Milliseconds / two?.Milliseconds)} | {busy}";
    }

    private static IEnumerable<Figure> Of(IReadOnlyList<Figure> figures, string group, int threads) =>
        figures.Where(figure => figure.Group == group && figure.Threads == threads).OrderBy(figure => figure.LogSize);

    private static Figure? Find(IReadOnlyList<Figure> figures, string group, int logSize, int threads) =>
        figures.FirstOrDefault(figure => figure.Group == group && figure.LogSize == logSize && figure.Threads == threads);

    private static void Header(StringBuilder text, string title, params string[] columns)
    {
        text.Append(CultureInfo.InvariantCulture, $"{(text.Length == 0 ? "" : "\n")}{title}:\n\n");
        Row(text, columns);
        Row(text, Array.ConvertAll(columns, _ => "---"));
    }

    private static void Row(StringBuilder text, params string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Points(int logSize) => string.Create(CultureInfo.InvariantCulture, $"2^{logSize}");

    private static string Time(double? milliseconds) =>
        milliseconds is null or double.NaN ? "-" : milliseconds.Value.ToString(milliseconds < 100 ? "F1" : "F0", CultureInfo.InvariantCulture);

    private static string Ratio(double? ratio) => ratio is null or double.NaN ? "-" : ratio.Value.ToString("F2", CultureInfo.InvariantCulture);
}
