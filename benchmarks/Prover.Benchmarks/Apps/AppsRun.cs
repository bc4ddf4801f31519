using System.Globalization;
using Chonk.Prover.Tests.Support;

namespace Chonk.Prover.Benchmarks.Apps;

/// <summary>
/// The apps of the real flows, beside the reference prover's zones for the same circuits: both prove on two threads, one after the other. The
/// reference prover folds the kernels between them too, which is left out of the table.
/// </summary>
internal static class AppsRun
{
    /// <summary>The option that starts this run: <c>--apps CHONK_DLL DIRECTORY [--quick]</c>.</summary>
    public const string Option = "--apps";

    private const string QuickOption = "--quick";
    private const int Repetitions = 2;

    /// <summary>How often the warm process proves the flow; its last time counts, when the hot code is compiled at the highest level.</summary>
    private const int WarmPasses = 3;

    /// <summary>Runs when the option asks for it.</summary>
    /// <returns>Whether it did.</returns>
    public static bool TryRun(string[] options)
    {
        int position = Array.IndexOf(options, Option);
        if (position < 0 || position + 2 >= options.Length)
        {
            return false;
        }

        if (RepositoryRoot.Oracle is null || RepositoryRoot.Shared is null)
        {
            Console.Error.WriteLine("the reference prover or its flows are absent: not measured");
            return true;
        }

        bool isQuick = options.Contains(QuickOption);
        string folder = Directory.CreateDirectory(options[position + 2]).FullName;
        string[] flows = [.. Directory.EnumerateDirectories(Path.Combine(RepositoryRoot.Shared, "flows"), "ecdsa*").Order(StringComparer.Ordinal)];
        string table = AppsTable.Write([.. flows.Skip(isQuick ? 1 : 0).Take(isQuick ? 1 : flows.Length).Select(
            flow => Measure(flow, options[position + 1], folder, isQuick ? 1 : Repetitions))]);
        File.WriteAllText(Path.Combine(folder, "apps.md"), table);
        Console.WriteLine(table);
        return true;
    }

    /// <summary>The best of some runs of each prover; ours proves the flow in a new process, and in one that has proved it before.</summary>
    private static FlowFigures Measure(string flow, string chonk, string folder, int repetitions)
    {
        string input = Path.Combine(flow, "ivc-inputs.msgpack");
        string srs = Path.Combine(RepositoryRoot.Oracle!, "crs");
        List<CircuitSize> sizes = CircuitSize.OfApps(input);
        List<ProverRun> reference = [];
        List<ProverRun> cold = [];
        List<ProverRun> warm = [];
        for (int i = 0; i < repetitions; i++)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Path.GetFileName(flow)}, run {i + 1} of {repetitions}"));
            reference.Add(ProverRun.Of([Path.Combine(RepositoryRoot.Oracle!, "bb")], ["--ivc_inputs_path", input, "-c", srs], Path.Combine(folder, "reference")));
            cold.Add(ProverRun.Of(["dotnet", chonk], ["--ivc_inputs_path", input, "--apps_only", "-c", srs], Path.Combine(folder, "cold")));
            string[] again = [.. Enumerable.Repeat<string[]>(["--ivc_inputs_path", input], WarmPasses).SelectMany(static words => words)];
            warm.Add(ProverRun.Of(["dotnet", chonk], [.. again, "--apps_only", "-c", srs], Path.Combine(folder, "warm")));
        }

        HashSet<string> names = [.. sizes.Select(static size => size.Name)];
        return new FlowFigures(
            Path.GetFileName(flow),
            sizes,
            Best(reference, run => [.. run.Circuits.Where(circuit => names.Contains(circuit.Name))]),
            Best(cold, static run => run.Circuits),
            Best(warm, run => [.. run.Circuits.Skip((WarmPasses - 1) * sizes.Count)]),
            reference.Min(static run => run.PeakResidentMb),
            cold.Min(static run => run.PeakResidentMb));
    }

    /// <summary>Each circuit's least times over the runs.</summary>
    private static List<CircuitFigure> Best(List<ProverRun> runs, Func<ProverRun, IReadOnlyList<CircuitFigure>> choose)
    {
        IReadOnlyList<CircuitFigure>[] chosen = [.. runs.Select(choose)];
        return
        [
            .. Enumerable.Range(0, chosen[0].Count).Select(i => new CircuitFigure(
                chosen[0][i].Name,
                chosen.Min(run => run[i].Build),
                chosen.Min(run => run[i].Instance),
                chosen.Min(run => run[i].Fold),
                chosen.Min(run => run[i].HeapMb))),
        ];
    }
}
