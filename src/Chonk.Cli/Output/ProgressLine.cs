using System.Diagnostics;
using System.Globalization;
using Chonk.Prover.Memory;

namespace Chonk.Cli.Output;

/// <summary>
/// What a person sees on stderr while a flow is proved: with <c>-v</c> the time of each stage, else one line that is overwritten when
/// stderr is a terminal, else nothing.
/// </summary>
/// <param name="circuitCount">Circuits of the flow.</param>
/// <param name="isVerbose">Whether <c>-v</c> was given.</param>
internal sealed class ProgressLine(int circuitCount, bool isVerbose) : IDisposable
{
    private readonly bool overwrites = !isVerbose && !Console.IsErrorRedirected;
    private readonly long start = Stopwatch.GetTimestamp();
    private long circuitStart;
    private string circuit = "";
    private int printedCheckpoints;

    /// <summary>A circuit begins.</summary>
    public void Begin(int index, string name)
    {
        circuitStart = Stopwatch.GetTimestamp();
        circuit = string.Create(CultureInfo.InvariantCulture, $"circuit {index + 1}/{circuitCount} {name}");
        if (overwrites)
        {
            Console.Error.Write($"\r\u001b[K{circuit}");
        }
    }

    /// <summary>The circuit is folded.</summary>
    /// <param name="checkpoints">All checkpoints so far; null when none are taken.</param>
    public void End(IReadOnlyList<MemoryCheckpoint>? checkpoints)
    {
        if (!isVerbose || checkpoints is null)
        {
            return;
        }

        long previous = circuitStart;
        for (; printedCheckpoints < checkpoints.Count; printedCheckpoints++)
        {
            MemoryCheckpoint checkpoint = checkpoints[printedCheckpoints];
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{circuit}: {checkpoint.StageName,-16} {Seconds(previous, checkpoint.Timestamp),8:0.000} s, {checkpoint.LiveBytes / 1048576.0,8:0.0} MiB live"));
            previous = checkpoint.Timestamp;
        }
    }

    /// <summary>Leaves the terminal's line clean and, with <c>-v</c>, prints the total.</summary>
    public void Dispose()
    {
        if (overwrites)
        {
            Console.Error.Write("\r\u001b[K");
        }
        else if (isVerbose)
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"total {Seconds(start, Stopwatch.GetTimestamp()):0.000} s"));
        }
    }

    private static double Seconds(long from, long to) => (to - from) / (double)Stopwatch.Frequency;
}
