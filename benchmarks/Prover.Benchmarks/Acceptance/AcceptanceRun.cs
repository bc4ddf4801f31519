using System.Text.Json;
using Chonk.Prover.Curves;
using Chonk.Prover.Tests.Support;

namespace Chonk.Prover.Benchmarks.Acceptance;

/// <summary>Measures everything the acceptance table needs in one run, and writes figures, table and plot.</summary>
internal static class AcceptanceRun
{
    /// <summary>The option that starts this run.</summary>
    public const string TableOption = "--table";

    /// <summary>Few repetitions and small sizes: shows that everything runs.</summary>
    public const string QuickOption = "--quick";

    /// <summary>Puts the table into docs/performance.md and the plot beside the other pictures.</summary>
    public const string DocsOption = "--docs";

    private const string TableStart = "<!-- acceptance table: start -->\n";
    private const string TableEnd = "<!-- acceptance table: end -->\n";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly int[] MsmLogSizes = [10, 12, 14, 16, 18, 20];
    private static readonly int[] GrumpkinLogSizes = [10, 11, 12, 13, 14, 15];
    private static readonly int[] TraceLogSizes = [13, 14, 15, 16, 17];

    /// <summary>Runs when an option asks for it.</summary>
    /// <param name="options">The command line: <c>--table DIRECTORY [--quick] [--docs]</c>, or the option of the child process.</param>
    /// <returns>Whether one did.</returns>
    public static bool TryRun(string[] options)
    {
        Measure measure = new(options.Contains(QuickOption));
        if (options.Contains(OwnFigures.ScalarOption))
        {
            Console.WriteLine(JsonSerializer.Serialize(
                OwnFigures.Sumcheck(measure, FigureGroups.ScalarSumcheck, measure.Quick ? [13] : [15, 16], [1]).ToArray()));
            return true;
        }

        int position = Array.IndexOf(options, TableOption);
        if (position < 0 || position + 1 == options.Length)
        {
            return false;
        }

        DirectoryInfo folder = Directory.CreateDirectory(options[position + 1]);
        string conditions = AcceptanceTable.Conditions();
        List<Figure> figures = Run(measure, folder.FullName);
        string table = conditions + "\n" + AcceptanceTable.Write(figures);
        string plot = KernelPlot.Write(figures, conditions);
        File.WriteAllText(Path.Combine(folder.FullName, "figures.json"), JsonSerializer.Serialize(figures, Indented));
        File.WriteAllText(Path.Combine(folder.FullName, "table.md"), table);
        File.WriteAllText(Path.Combine(folder.FullName, "kernels.svg"), plot);
        if (options.Contains(DocsOption))
        {
            string docs = Path.Combine(RepositoryRoot.Path, "docs");
            File.WriteAllText(Path.Combine(docs, "images", "kernels.svg"), plot);
            string page = File.ReadAllText(Path.Combine(docs, "performance.md"));
            int start = page.IndexOf(TableStart, StringComparison.Ordinal) + TableStart.Length;
            int end = page.IndexOf(TableEnd, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(docs, "performance.md"), page[..start] + "\n" + table + "\n" + page[end..]);
        }

        return true;
    }

    private static List<Figure> Run(Measure measure, string folder)
    {
        List<Figure> figures = [];
        figures.AddRange(OwnFigures.Msm<Bn254, Fq, Fr>(measure, FigureGroups.Bn254Msm, measure.Quick ? [10, 14] : MsmLogSizes, Fr.Random));
        figures.AddRange(OwnFigures.Msm<Grumpkin, Fr, Fq>(measure, FigureGroups.GrumpkinMsm, measure.Quick ? [14] : GrumpkinLogSizes, Fq.Random));
        figures.AddRange(ReferenceFigures.Measure(folder, measure.Quick ? 1 : 3));
        figures.AddRange(OwnFigures.Sumcheck(measure, FigureGroups.Sumcheck, measure.Quick ? [13, 14] : TraceLogSizes, [1, 2]));
        figures.AddRange(OwnFigures.ScalarSumcheck(measure));
        foreach (int logSize in measure.Quick ? [13] : (int[])[13, 15])
        {
            figures.AddRange(OwnFigures.Commitments(measure, logSize));
        }

        return figures;
    }
}
