using System.CommandLine;
using Chonk.Cli.Output;
using Chonk.Traces.Benchmarks;
using Chonk.Traces.Reading;

namespace Chonk.Cli.Commands;

/// <summary><c>chonk bench run | extract | record | compare | convert</c>: the benchmark chain of Aztec's CI as one tool.</summary>
internal static class BenchCommand
{
    private const int RegressionCode = 1;
    private const int ErrorCode = 2;

    /// <summary>The command with its five subcommands.</summary>
    public static Command Create()
    {
        Command command = new("bench", "Measure flows, publish the numbers, compare them with the history.");
        command.Subcommands.Add(CreateRun());
        command.Subcommands.Add(CreateExtract());
        command.Subcommands.Add(CreateRecord());
        command.Subcommands.Add(CreateCompare());
        command.Subcommands.Add(CreateConvert());
        return command;
    }

    private static Command CreateRun()
    {
        Argument<string[]> flows = new("flow") { Description = "Folders with ivc-inputs.msgpack, named as the flow.", Arity = ArgumentArity.OneOrMore };
        Option<int> runs = new Option<int>("--runs", "-n") { Description = "Runs of each flow; numbers are medians.", DefaultValueFactory = _ => 1 }.Between(1);
        Option<string> runtime = new("--runtime") { Description = "Last group of the names: native or wasm.", DefaultValueFactory = _ => "native" };
        Option<string> output = new("--output", "-o") { Description = "Folder in which app-proving is put.", DefaultValueFactory = _ => "bench-out" };
        Option<string?> crs = new("--crs_path", "-c") { Description = "Directory of the reference string." };
        Option<string[]> prover = new("--prover") { Description = "Another prover's words, such as /usr/bin/bb; this program by default.", AllowMultipleArgumentsPerToken = true };
        Command command = new("run", "Prove flows and write the output folder app-proving/FLOW/RUNTIME of Aztec's CI.") { flows, runs, runtime, output, crs, prover };
        command.SetAction((result, cancellation) => Task.Run(() => Run(() =>
        {
            string[] program = result.GetValue(prover) is { Length: > 0 } words ? words : ThisProgram();
            string[] extra = result.GetValue(crs) is { } path ? ["-c", path] : [];
            string root = result.GetValue(output)!;
            BenchRun[] all = [.. result.GetValue(flows)!.Select(flow => new BenchRun(program, flow, result.GetValue(runtime)!, root, extra))];
            OutputFiles files = new(ErrorCode);
            files.AddFolder("--output", root);
            foreach (BenchRun run in all)
            {
                files.AddFolder("--output", run.OutputFolder, BenchFile.Name);
            }

            foreach (BenchRun run in all)
            {
                run.Execute(result.GetValue(runs), Console.Out, cancellation);
                Console.WriteLine(Path.Combine(run.OutputFolder, BenchFile.Name));
            }

            return 0;
        }), cancellation));
        return command;
    }

    private static Command CreateExtract()
    {
        Argument<string> folder = new("dir") { Description = $"Folder with {MemoryStages.ProfileName}." };
        Argument<string> namePath = new("name-path") { Description = "app-proving/FLOW/RUNTIME." };
        Option<string?> metric = new("--metric") { Description = "heap_mb or rss_mb; heap_mb by default where the profile has it." };
        metric.AcceptOnlyFromAmong("heap_mb", "rss_mb");
        Command command = new("extract", $"Add an entry for each stage of the memory profile to {BenchFile.Name}.") { folder, namePath, metric };
        command.SetAction(result => Run(() =>
        {
            string directory = result.GetValue(folder)!;
            InputFile.RequireFolder(directory);
            IReadOnlyList<BenchEntry> entries = MemoryStages.Extract(
                Path.Combine(directory, MemoryStages.ProfileName), result.GetValue(namePath)!.TrimEnd('/'), result.GetValue(metric));
            BenchFile.Append(Path.Combine(directory, BenchFile.Name), entries);
            Console.WriteLine($"{entries.Count} entries");
            return 0;
        }));
        return command;
    }

    private static Command CreateRecord()
    {
        Argument<string> entries = EntriesArgument();
        Option<string> history = HistoryOption();
        Option<string> commit = new("--commit") { Description = "The commit measured.", DefaultValueFactory = _ => "HEAD" };
        Option<string> repository = RepositoryOption();
        Command command = new("record", "Add a run's entries to the history.") { entries, history, commit, repository };
        command.SetAction(result => Run(() =>
        {
            GitLog git = new(result.GetValue(repository)!);
            string revision = result.GetValue(commit)!;
            string hash = git.Resolve(revision) ?? revision;
            (DateTimeOffset date, string message) = git.Describe(hash) ?? (DateTimeOffset.UtcNow, "");
            BenchHistory.Append(result.GetValue(history)!, new BenchRecord(hash, date, message, ReadEntries(result.GetValue(entries)!)));
            Console.WriteLine(hash);
            return 0;
        }));
        return command;
    }

    private static Command CreateCompare()
    {
        Argument<string> entries = EntriesArgument();
        Option<string> history = HistoryOption();
        Option<string?> baseRevision = new("--base") { Description = "Compare with the history up to the merge base of HEAD and this; all of it by default." };
        Option<string> repository = RepositoryOption();
        Option<int> window = new Option<int>("--window") { Description = "Values before the base that give mean and deviation.", DefaultValueFactory = _ => 10 }.Between(new Comparer().MinimumLength);
        Option<double> zScore = new Option<double>("--z") { Description = "Deviations from the mean that count.", DefaultValueFactory = _ => 3 }.Between(0);
        Option<double> change = new Option<double>("--min-change") { Description = "Relative change that counts.", DefaultValueFactory = _ => 0.01 }.Between(0);
        Command command = new("compare", "Compare a run with the history: exit 0 without, 1 with a regression, 2 on errors.")
        {
            entries, history, baseRevision, repository, window, zScore, change,
        };
        command.SetAction(result => Run(() =>
        {
            IReadOnlyList<BenchRecord> records = Before(
                BenchHistory.Read(result.GetValue(history)!), new GitLog(result.GetValue(repository)!), result.GetValue(baseRevision));
            Comparer comparer = new(result.GetValue(window), result.GetValue(zScore), result.GetValue(change));
            IReadOnlyList<Comparison> rows = comparer.Compare(records, ReadEntries(result.GetValue(entries)!));
            Comparer.Print(rows, Console.Out);
            return rows.Any(row => row.Status == ComparisonStatus.Regression) ? RegressionCode : 0;
        }));
        return command;
    }

    private static Command CreateConvert()
    {
        Argument<string> from = new("from") { Description = "A history of any kind." };
        Argument<string> to = new("to") { Description = "SQLite (.db, .sqlite) or JSON lines file; added to when it exists." };
        Command command = new("convert", "Copy a history into another, such as JSON lines that grew long into SQLite.") { from, to };
        command.SetAction(result => Run(() =>
        {
            Console.WriteLine($"{BenchHistory.Convert(result.GetValue(from)!, result.GetValue(to)!)} commits");
            return 0;
        }));
        return command;
    }

    /// <summary>The records of the merge base and its ancestors.</summary>
    private static IReadOnlyList<BenchRecord> Before(IReadOnlyList<BenchRecord> records, GitLog git, string? baseRevision)
    {
        if (baseRevision is null)
        {
            return records;
        }

        string mergeBase = git.MergeBase("HEAD", baseRevision)
            ?? throw new BenchRunException($"HEAD and {baseRevision} have no merge base here");
        IReadOnlySet<string> ancestry = git.Ancestry(mergeBase) ?? throw new BenchRunException($"git cannot list the ancestors of {mergeBase}");
        return [.. records.Where(record => ancestry.Contains(record.Commit))];
    }

    private static IReadOnlyList<BenchEntry> ReadEntries(string path) => Directory.Exists(path)
        ? [.. Directory.EnumerateFiles(path, BenchFile.Name, SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(BenchFile.Read)]
        : BenchFile.Read(path);

    private static Argument<string> EntriesArgument() => new("entries") { Description = $"A {BenchFile.Name}, or a folder with some below it." };

    private static Option<string> HistoryOption() => new("--history") { Description = "JSON lines file, folder of such, SQLite file, or published data.js.", Required = true };

    private static Option<string> RepositoryOption() => new("--repository") { Description = "Work tree that the commits are of.", DefaultValueFactory = _ => "." };

    /// <summary>How this program was started, so that it can start itself.</summary>
    internal static string[] ThisProgram()
    {
        string process = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return isHost ? [process, typeof(BenchCommand).Assembly.Location] : [process];
    }

    private static int Run(Func<int> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is TraceFormatException or BenchRunException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine("chonk bench: " + exception.Message.ReplaceLineEndings(" "));
            return ErrorCode;
        }
    }
}
