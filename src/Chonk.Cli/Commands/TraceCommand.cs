using System.CommandLine;
using System.Net.Sockets;
using Chonk.Traces.Analysis;
using Chonk.Traces.Models;
using Chonk.Traces.Reading;
using Chonk.Traces.Serving;

namespace Chonk.Cli.Commands;

/// <summary><c>chonk trace zones | report | diff | open</c>: reads traces of this prover and of bb.</summary>
internal static class TraceCommand
{
    /// <summary>The command with its four subcommands.</summary>
    public static Command Create()
    {
        Command command = new("trace", "See where the time of a run went. Reads traces of this prover and of bb.");
        command.Subcommands.Add(CreateZones());
        command.Subcommands.Add(CreateReport());
        command.Subcommands.Add(CreateDiff());
        command.Subcommands.Add(CreateOpen());
        return command;
    }

    private static Command CreateZones()
    {
        Argument<string> trace = TraceArgument("trace");
        Argument<string> zone = new("zone") { Description = "Name of the zone, such as OinkProver::prove." };
        Option<int> top = new Option<int>("--top") { Description = "Children shown of each call.", DefaultValueFactory = _ => 5 }.Between(0);
        Option<int?> threads = ThreadsOption();
        Command command = new("zones", "Every call of a zone: wall, busy threads, utilisation, direct children.") { trace, zone, top, threads };
        command.SetAction(result => Run(output =>
        {
            ZoneAnalysis analysis = ZoneAnalysis.Of(ReadCalls(result.GetValue(trace)!), result.GetValue(zone)!, result.GetValue(threads));
            if (analysis.Calls.Count == 0)
            {
                Console.Error.WriteLine($"chonk trace: no zone named '{analysis.Name}' in {result.GetValue(trace)}");
                return 1;
            }

            ZoneText.Print(analysis, result.GetValue(top), output);
            return 0;
        }));
        return command;
    }

    private static Command CreateReport()
    {
        Argument<string> trace = TraceArgument("trace");
        Option<int?> threads = ThreadsOption();
        Command command = new("report", "Markdown table of the standard zones, and which of them leave the pool idle.") { trace, threads };
        command.SetAction(result => Run(output =>
        {
            TraceReport.Write(ReadCalls(result.GetValue(trace)!), output, result.GetValue(threads));
            return 0;
        }));
        return command;
    }

    private static Command CreateDiff()
    {
        Argument<string> before = TraceArgument("before");
        Argument<string> after = TraceArgument("after");
        Option<int> top = new Option<int>("--top") { Description = "Changes shown.", DefaultValueFactory = _ => 20 }.Between(0);
        Command command = new("diff", "Compare two runs by operation and parent. Takes traces and breakdowns (--bench_out_hierarchical).") { before, after, top };
        command.SetAction(result => Run(output =>
        {
            TraceDiff.Print(ReadOperations(result.GetValue(before)!), ReadOperations(result.GetValue(after)!), result.GetValue(top), output);
            return 0;
        }));
        return command;
    }

    private static Command CreateOpen()
    {
        Argument<string> trace = TraceArgument("trace");
        Option<int> port = new("--port") { Description = "Port on 127.0.0.1; the viewer reads from 9001 only.", DefaultValueFactory = _ => TraceServer.DefaultPort };
        Option<bool> keep = new("--keep") { Description = "Go on serving after the file was fetched." };
        Command command = new("open", "Serve a trace to ui.perfetto.dev from this machine and print the link; nothing is uploaded.") { trace, port, keep };
        command.SetAction(async (result, cancellation) =>
        {
            string path = result.GetValue(trace)!;
            if (!File.Exists(path))
            {
                await Console.Error.WriteLineAsync($"chonk trace: {path}: no such file");
                return 1;
            }

            try
            {
                using TraceServer server = new(path, result.GetValue(port));
                await Console.Out.WriteLineAsync(server.ViewerLink.OriginalString);
                await server.ServeAsync(result.GetValue(keep), cancellation);
                return 0;
            }
            catch (SocketException exception)
            {
                await Console.Error.WriteLineAsync($"chonk trace: port {result.GetValue(port)}: {exception.Message}");
                return 1;
            }
            catch (OperationCanceledException)
            {
                return 0;
            }
        });
        return command;
    }

    private static Argument<string> TraceArgument(string name) => new(name) { Description = "Perfetto trace, JSON or protobuf, gzip or not." };

    private static Option<int?> ThreadsOption() =>
        new Option<int?>("--threads") { Description = "Threads of the pool; those that the trace names by default." }.Between(1);

    /// <summary>A trace of single calls; an aggregate has their sums alone, as if each operation had run once on one thread.</summary>
    private static Trace ReadCalls(string path)
    {
        Trace trace = TraceReader.Read(path);
        return !trace.IsAggregate ? trace : throw new TraceFormatException(
            path, "an aggregate trace, without single calls and threads; give the file of --trace_out_perfetto");
    }

    private static OperationTable ReadOperations(string path)
    {
        try
        {
            return OperationTableReader.Read(path);
        }
        catch (TraceFormatException)
        {
            return OperationTable.Of(ReadCalls(path));
        }
    }

    private static int Run(Func<TextWriter, int> action)
    {
        try
        {
            return action(Console.Out);
        }
        catch (Exception exception) when (exception is TraceFormatException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine("chonk trace: " + exception.Message);
            return 1;
        }
    }
}
