using System.Globalization;
using System.Text;

namespace Chonk.Prover.Benchmarks.Acceptance;

/// <summary>
/// Two panels of an SVG picture: time per point of multi-scalar multiplications beside the reference prover's, and time per row of the sumcheck
/// prover; both over the logarithm of the size, with axes from zero.
/// </summary>
internal static class KernelPlot
{
    private const int PanelWidth = 400;
    private const int PanelHeight = 240;
    private const int Margin = 56;
    private const double Headroom = 1.1;
    private const int TickCount = 4;

    private static readonly string[] Colours = ["#1b6ac9", "#58a55c", "#b0553a", "#8a8a8a"];

    /// <summary>The picture of a run.</summary>
    /// <param name="figures">What was measured.</param>
    /// <param name="caption">Where and when.</param>
    public static string Write(IReadOnlyList<Figure> figures, string caption)
    {
        StringBuilder svg = new();
        int width = 2 * (PanelWidth + (2 * Margin));
        int height = PanelHeight + (2 * Margin);
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" ");
        svg.Append("font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        AddPanel(
            svg, 0, "multi-scalar multiplication: microseconds per point, over log2 of the points",
            [
                Series("bb, one thread, this run", figures, FigureGroups.ReferenceBn254Msm, 1, PerPoint),
                Series("one thread", figures, FigureGroups.Bn254Msm, 1, PerPoint),
                Series("two threads", figures, FigureGroups.Bn254Msm, 2, PerPoint),
            ]);
        AddPanel(
            svg, PanelWidth + (2 * Margin), "sumcheck: microseconds per row in use, over log2 of the rows",
            [
                Series("scalar path, one thread", figures, FigureGroups.ScalarSumcheck, 1, PerRow),
                Series("one thread", figures, FigureGroups.Sumcheck, 1, PerRow),
                Series("two threads", figures, FigureGroups.Sumcheck, 2, PerRow),
            ]);
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin}\" y=\"{height - 10}\" fill=\"#555555\">{caption.Trim()}</text>\n");
        return svg.Append("</svg>\n").ToString();
    }

    private static double PerPoint(Figure figure) => 1000 * figure.Milliseconds / (1 << figure.LogSize);

    private static double PerRow(Figure figure) => 1000 * figure.Milliseconds / figure.UsedRows;

    private static Curve Series(string name, IReadOnlyList<Figure> figures, string group, int threads, Func<Figure, double> value) => new(
        name,
        [
            .. figures
                .Where(figure => figure.Group == group && figure.Threads == threads)
                .OrderBy(figure => figure.LogSize)
                .Select(figure => (figure.LogSize, value(figure))),
        ]);

    private static void AddPanel(StringBuilder svg, int left, string title, Curve[] curves)
    {
        (int LogSize, double Value)[] all = [.. curves.SelectMany(curve => curve.Points)];
        if (all.Length == 0)
        {
            return;
        }

        int first = all.Min(point => point.LogSize);
        int last = Math.Max(first + 1, all.Max(point => point.LogSize));
        double top = Headroom * all.Max(point => point.Value);
        svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({left + Margin} {Margin})\">\n<text x=\"0\" y=\"-20\">{title}</text>\n");
        for (int i = 0; i <= TickCount; i++)
        {
            double value = top * i / TickCount;
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M0 {Y(value):F1}H{PanelWidth}\" stroke=\"#dddddd\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"-8\" y=\"{Y(value) + 4:F1}\" text-anchor=\"end\">{value:F1}</text>\n");
        }

        for (int logSize = first; logSize <= last; logSize++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(logSize):F1}\" y=\"{PanelHeight + 20}\" text-anchor=\"middle\">{logSize}</text>\n");
        }

        for (int i = 0; i < curves.Length; i++)
        {
            string points = string.Join(' ', curves[i].Points.Select(
                point => string.Create(CultureInfo.InvariantCulture, $"{X(point.LogSize):F1},{Y(point.Value):F1}")));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{Colours[i]}\" stroke-width=\"2\"/>\n");
            foreach ((int logSize, double value) in curves[i].Points)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(logSize):F1}\" cy=\"{Y(value):F1}\" r=\"3\" fill=\"{Colours[i]}\"/>\n");
            }

            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{PanelWidth}\" y=\"{16 * (i + 1)}\" text-anchor=\"end\" fill=\"{Colours[i]}\">{curves[i].Name}</text>\n");
        }

        svg.Append("</g>\n");

        double X(int logSize) => PanelWidth * (double)(logSize - first) / (last - first);
        double Y(double value) => PanelHeight * (1 - (value / top));
    }

    /// <summary>One line of a panel.</summary>
    private sealed record Curve(string Name, (int LogSize, double Value)[] Points);
}
