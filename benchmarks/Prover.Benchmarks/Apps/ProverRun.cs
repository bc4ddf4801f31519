using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Chonk.Prover.Benchmarks.Apps;

/// <summary>One run of a prover as a child process on two threads: its own trace and memory profile, by circuit, and its peak resident set.</summary>
/// <param name="Circuits">The circuits in order, kernels included; a hiding kernel, which is not folded, has no fold time.</param>
/// <param name="Seconds">Wall time of the process.</param>
/// <param name="PeakResidentMb">The kernel's high-water mark, read every 10 ms.</param>
internal sealed record ProverRun(IReadOnlyList<CircuitFigure> Circuits, double Seconds, long PeakResidentMb)
{
    private const string CircuitZone = "ChonkAccumulate";
    private const string FoldParent = "Chonk::accumulate_and_fold";

    /// <summary>Runs a prover that has the reference prover's options.</summary>
    /// <param name="program">Program and words before <c>prove</c>.</param>
    /// <param name="words">Words after it.</param>
    /// <param name="folder">Receives proof, trace and profile.</param>
    public static ProverRun Of(string[] program, string[] words, string folder)
    {
        Directory.CreateDirectory(folder);
        string trace = Path.Combine(folder, "trace.json");
        string profile = Path.Combine(folder, "memory.json");
        ProcessStartInfo start = new(program[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string word in (string[])
            [
                .. program[1..], "prove", "--scheme", "chonk", .. words, "-o", folder, "--trace_out_perfetto", trace, "--memory_profile_out", profile,
            ])
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["HARDWARE_CONCURRENCY"] = "2";
        Stopwatch clock = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.BeginOutputReadLine();
        long peak = 0;
        while (!process.WaitForExit(10))
        {
            peak = Math.Max(peak, PeakResidentKb(process.Id));
        }

        double seconds = clock.Elapsed.TotalSeconds;
        return process.ExitCode == 0
            ? new ProverRun(Read(trace, profile), seconds, peak / 1024)
            : throw new InvalidOperationException($"{program[0]} failed: {errors.GetAwaiter().GetResult()}");
    }

    private static List<CircuitFigure> Read(string tracePath, string profilePath)
    {
        using JsonDocument profile = JsonDocument.Parse(File.ReadAllBytes(profilePath));
        var records = profile.RootElement.EnumerateArray().ToLookup(static record => record.GetProperty("circuit_index").GetInt32());
        using JsonDocument trace = JsonDocument.Parse(File.ReadAllBytes(tracePath));
        Span[] spans =
        [
            .. trace.RootElement.GetProperty("traceEvents").EnumerateArray()
                .Where(static e => e.GetProperty("ph").GetString() == "X")
                .Select(static e => new Span(
                    e.GetProperty("name").GetString()!,
                    e.TryGetProperty("args", out JsonElement members) && members.TryGetProperty("parent", out JsonElement parent) ? parent.GetString()! : "",
                    e.GetProperty("ts").GetDouble(),
                    e.GetProperty("dur").GetDouble()))
                .OrderBy(static span => span.Start),
        ];
        List<CircuitFigure> circuits = [];
        foreach (Span outer in spans.Where(static span => span.Name == CircuitZone))
        {
            Span[] inside = [.. spans.Where(span => span.Start >= outer.Start && span.Start < outer.Start + outer.Length)];
            double finalize = Sum(inside, static span => span.Name == "finalize_circuit");
            double instance = Sum(inside, static span => span.Name == "ProverInstance(Circuit&)");
            bool finalizesInside = inside.Any(static span => span is { Name: "finalize_circuit", Parent: "ProverInstance(Circuit&)" });
            int index = circuits.Count;
            circuits.Add(new CircuitFigure(
                records[index].First().GetProperty("circuit_name").GetString()!,
                Sum(inside, static span => span.Name == "create_circuit") + finalize,
                instance - (finalizesInside ? finalize : 0),
                Sum(inside, static span => span is
                {
                    Parent: FoldParent, Name: "HypernovaFoldingProver::fold" or "HypernovaFoldingProver::instance_to_accumulator",
                }),
                records[index].Max(static record => record.GetProperty("heap_mb").GetInt64())));
        }

        return circuits;
    }

    private static double Sum(Span[] spans, Func<Span, bool> choose) => spans.Where(choose).Sum(static span => span.Length) / 1000;

    private static long PeakResidentKb(int processId)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(static text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6).Trim().TrimEnd("kB ").Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>A zone of the trace, in microseconds.</summary>
    private sealed record Span(string Name, string Parent, double Start, double Length);
}
