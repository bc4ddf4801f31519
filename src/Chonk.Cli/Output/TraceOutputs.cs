using Chonk.Prover.Diagnostics;
using Chonk.Prover.Memory;
using Chonk.Prover.Scheduling;
using Chonk.Traces.Models;
using Chonk.Traces.Writing;

namespace Chonk.Cli.Output;

/// <summary>
/// The timing outputs of one run. Zones are recorded from <see cref="Start"/> to <see cref="Finish"/>, which writes the files;
/// disposing without that writes none, so a failed run leaves none behind.
/// </summary>
internal sealed class TraceOutputs : IDisposable
{
    private readonly TraceOptions options;
    private readonly ZoneRecorder? recorder;
    private readonly ResidentSampler? resident;

    private TraceOutputs(TraceOptions options, bool locatesMemory)
    {
        this.options = options;
        if (!options.Any)
        {
            recorder = locatesMemory ? ZoneRecorder.StartWithoutEvents() : null;
            return;
        }

        recorder = ZoneRecorder.Start();
        if (options.Perfetto is not null)
        {
            long[] live = MemoryLedger.Shared.LiveBytesByCategory();
            for (int category = 0; category < live.Length; category++)
            {
                recorder.Sample(category, live[category]);
            }

            resident = new ResidentSampler(recorder);
        }
    }

    /// <summary>Starts to record when any output is asked for.</summary>
    /// <param name="options">The outputs.</param>
    /// <param name="locatesMemory">Whether the ledger is to know, also without outputs, which zone allocates.</param>
    public static TraceOutputs Start(TraceOptions options, bool locatesMemory = false) => new(options, locatesMemory);

    /// <summary>Stops recording and writes what was asked for. Zones that are still open are left out.</summary>
    /// <param name="files">Writes the files.</param>
    /// <param name="terminal">Where <c>--print_bench</c> prints.</param>
    /// <param name="isColoured">Whether it prints in colours, which a file should not get.</param>
    /// <exception cref="CommandException">A file cannot be written.</exception>
    public void Finish(OutputFiles files, TextWriter terminal, bool isColoured)
    {
        Dispose();
        if (recorder is null || !options.Any)
        {
            return;
        }

        Trace trace = RecordedTrace.From(recorder, WorkScheduler.Shared.ThreadCount);
        OperationTable operations = OperationTable.Of(trace);
        Write(files, options.Perfetto, file => TraceWriter.Write(trace, file, options.Perfetto!));
        Write(files, options.PerfettoAggregate, file => PerfettoAggregateWriter.Write(operations, file));
        WriteText(files, options.Bench, text => OperationTableWriter.WriteFlat(operations, text));
        WriteText(files, options.BenchHierarchical, text => OperationTableWriter.WriteHierarchical(operations, text));
        if (options.PrintBench)
        {
            BenchPrinter.Print(operations, terminal, isColoured);
        }
    }

    /// <summary>Stops recording.</summary>
    public void Dispose()
    {
        resident?.Dispose();
        recorder?.Dispose();
    }

    private static void WriteText(OutputFiles files, string? path, Action<TextWriter> write) => Write(files, path, file =>
    {
        using StreamWriter text = new(file, leaveOpen: true);
        write(text);
    });

    private static void Write(OutputFiles files, string? path, Action<Stream> write)
    {
        if (path is not null)
        {
            files.Write(path, write);
        }
    }
}
