using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;

namespace Chonk.Traces.Benchmarks;

/// <summary>
/// Runs a prover on a flow several times and fills the output folder of Aztec's CI, <c>app-proving/FLOW/RUNTIME</c>:
/// <c>benchmark_breakdown.json</c>, <c>memory_profile.json</c>, <c>peak-memory-mb.txt</c>, <c>proof</c>, <c>proof.tar.gz</c>,
/// <c>benchmarks.bench.json</c>. The files are those of the run of median length; the numbers are medians over the runs.
/// </summary>
/// <param name="Prover">Program and leading words, such as <c>dotnet chonk.dll</c> or <c>bb</c>.</param>
/// <param name="FlowFolder">Folder with <c>ivc-inputs.msgpack</c>; its name is the flow's.</param>
/// <param name="Runtime"><c>native</c> or <c>wasm</c>: the last group of the names.</param>
/// <param name="OutputRoot">Where <c>app-proving</c> is put.</param>
/// <param name="ExtraArguments">Words after the prover's, such as <c>-c CRS</c>.</param>
public sealed record BenchRun(
    IReadOnlyList<string> Prover, string FlowFolder, string Runtime, string OutputRoot, IReadOnlyList<string> ExtraArguments)
{
    private const string BreakdownName = "benchmark_breakdown.json";
    private const string PeakName = "peak-memory-mb.txt";

    /// <summary>The flow's name.</summary>
    public string Flow => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(FlowFolder)));

    /// <summary>Groups of the names: <c>app-proving/FLOW/RUNTIME</c>.</summary>
    public string NamePath => $"app-proving/{Flow}/{Runtime}";

    /// <summary>The folder that is filled; what it held before is gone.</summary>
    public string OutputFolder => Path.Combine(OutputRoot, NamePath);

    /// <summary>Runs and writes.</summary>
    /// <param name="runs">Number of runs, at least 1.</param>
    /// <param name="log">Gets a line for each run.</param>
    /// <param name="cancellation">Kills the prover.</param>
    /// <returns>The entries written.</returns>
    /// <exception cref="BenchRunException">The prover failed or left a file out.</exception>
    public IReadOnlyList<BenchEntry> Execute(int runs, TextWriter log, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        string inputs = Path.Combine(FlowFolder, "ivc-inputs.msgpack");
        if (!File.Exists(inputs))
        {
            throw new BenchRunException($"{inputs}: no such file");
        }

        string work = OutputFolder + ".runs";
        DeleteFolder(work);
        try
        {
            List<Measured> measured = [];
            for (int run = 0; run < runs; run++)
            {
                Measured one = RunOnce(inputs, Path.Combine(work, run.ToString(CultureInfo.InvariantCulture)), cancellation);
                measured.Add(one);
                log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Flow} ({Runtime}) run {run + 1} of {runs}: {one.Milliseconds} ms, peak {one.PeakMb} MB"));
            }

            return Keep(measured);
        }
        finally
        {
            DeleteFolder(work);
        }
    }

    private List<BenchEntry> Keep(List<Measured> measured)
    {
        Measured median = measured.OrderBy(run => run.Milliseconds).ElementAt((measured.Count - 1) / 2);
        DeleteFolder(OutputFolder);
        Directory.Move(median.Folder, OutputFolder);
        File.WriteAllText(Path.Combine(OutputFolder, PeakName), string.Create(CultureInfo.InvariantCulture, $"{Median(measured, run => run.PeakMb)}\n"));
        List<BenchEntry> entries =
        [
            Entry("seconds", "ms", measured, run => run.Milliseconds),
            Entry("memory", "MB", measured, run => run.PeakMb),
            new($"{NamePath}/proof-size", "KB", CompressedProofBytes() / 1024),
            .. MemoryStages.Extract(Path.Combine(OutputFolder, MemoryStages.ProfileName), NamePath),
        ];
        BenchFile.Write(Path.Combine(OutputFolder, BenchFile.Name), entries);
        return entries;
    }

    private BenchEntry Entry(string chart, string unit, List<Measured> runs, Func<Measured, long> value)
    {
        long spread = runs.Max(value) - runs.Min(value);
        string? range = runs.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"± {spread / 2.0:0.#}") : null;
        return new BenchEntry($"{NamePath}/{chart}", unit, Median(runs, value), null, range);
    }

    private static long Median(List<Measured> runs, Func<Measured, long> value)
    {
        long[] values = [.. runs.Select(value).Order()];
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }

    /// <summary>The proof as a gzip-compressed tar, as the CI measures it.</summary>
    private long CompressedProofBytes()
    {
        string path = Path.Combine(OutputFolder, "proof.tar.gz");
        using (GZipStream file = new(File.Create(path), CompressionLevel.Optimal))
        using (TarWriter tar = new(file, TarEntryFormat.Gnu))
        {
            tar.WriteEntry(Path.Combine(OutputFolder, "proof"), "proof");
        }

        return new FileInfo(path).Length;
    }

    private Measured RunOnce(string inputs, string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        string[] expected = [BreakdownName, MemoryStages.ProfileName, "proof"];
        ProcessStartInfo start = new(Prover[0])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        string[] words =
        [
            .. Prover.Skip(1), "prove", "--scheme", "chonk", "--ivc_inputs_path", inputs, "-o", folder,
            "--memory_profile_out", Path.Combine(folder, MemoryStages.ProfileName),
            "--bench_out_hierarchical", Path.Combine(folder, BreakdownName), .. ExtraArguments,
        ];
        foreach (string word in words)
        {
            start.ArgumentList.Add(word);
        }

        Stopwatch clock = Stopwatch.StartNew();
        (int code, long peakBytes, string lastLine) = Run(start, cancellation);
        long milliseconds = clock.ElapsedMilliseconds;
        if (code != 0)
        {
            throw new BenchRunException(string.Create(CultureInfo.InvariantCulture, $"{Prover[0]} exited with {code}: {lastLine}"));
        }

        if (expected.FirstOrDefault(name => !File.Exists(Path.Combine(folder, name))) is { } missing)
        {
            throw new BenchRunException($"{Prover[0]} did not write {missing}");
        }

        return new Measured(folder, milliseconds, peakBytes / 1_048_576);
    }

    /// <summary>Peak memory is the kernel's own high-water mark, read every 20 ms; it only rises, so the last reading counts.</summary>
    private static (int Code, long PeakBytes, string LastLine) Run(ProcessStartInfo start, CancellationToken cancellation)
    {
        string lastLine = "";
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new BenchRunException($"{start.FileName}: {exception.Message}");
        }

        using (process)
        {
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, line) => lastLine = string.IsNullOrWhiteSpace(line.Data) ? lastLine : line.Data;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            using CancellationTokenRegistration kill = cancellation.Register(() => process.Kill(entireProcessTree: true));
            long peak = 0;
            while (!process.WaitForExit(20))
            {
                peak = Math.Max(peak, PeakOf(process.Id));
            }

            process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            return (process.ExitCode, peak, lastLine);
        }
    }

    private static long PeakOf(int processId)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line.AsSpan(6).Trim().TrimEnd("kB ").Trim(), CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed record Measured(string Folder, long Milliseconds, long PeakMb);
}
