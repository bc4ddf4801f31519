using System.CommandLine;
using Chonk.Cli.Output;
using Chonk.Traces.Benchmarks;
using Chonk.Traces.Dashboard;
using Chonk.Traces.Reading;

namespace Chonk.Cli.Commands;

/// <summary><c>chonk dashboard build</c>: a static page of the benchmark history.</summary>
internal static class DashboardCommand
{
    /// <summary>The command with its subcommand.</summary>
    public static Command Create()
    {
        Argument<string> history = new("history") { Description = "JSON lines file, folder of such, SQLite file, or published data.js." };
        Option<string> output = new("--output", "-o") { Description = "Folder of the page.", DefaultValueFactory = _ => "dashboard" };
        Option<string?> repository = new("--repository-url") { Description = "Web address of the repository, for links to commits." };
        Command build = new("build", "Make one page of the whole history; it works from file:// and offline.") { history, output, repository };
        build.SetAction(result =>
        {
            try
            {
                OutputFiles files = new();
                files.AddFolder("--output", result.GetValue(output)!, DashboardBuilder.PageName);
                IReadOnlyList<BenchRecord> records = BenchHistory.Read(result.GetValue(history)!);
                Console.WriteLine(DashboardBuilder.Build(records, result.GetValue(output)!, result.GetValue(repository)));
                return 0;
            }
            catch (Exception exception) when (exception is TraceFormatException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine("chonk dashboard: " + exception.Message.ReplaceLineEndings(" "));
                return 1;
            }
        });
        Command command = new("dashboard", "Look at the numbers of all commits.");
        command.Subcommands.Add(build);
        return command;
    }
}
