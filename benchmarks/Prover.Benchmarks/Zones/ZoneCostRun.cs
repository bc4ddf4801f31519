using System.Diagnostics;
using System.Globalization;
using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Commitments;
using Chonk.Prover.Diagnostics;
using Chonk.Prover.Ivc;
using Chonk.Prover.Ivc.Inputs;
using Chonk.Prover.Memory;
using Chonk.Prover.Tests.Support;

namespace Chonk.Prover.Benchmarks.Zones;

/// <summary>
/// What zones cost: a zone when nothing records, recording inside one process (proofs with and without it in turn, after warming up, so that
/// compilation is no part of it), and a whole process with and without <c>--trace_out_perfetto</c>, whose difference is recording, export and the
/// compilation of both.
/// </summary>
internal static class ZoneCostRun
{
    /// <summary>The option that starts this run: <c>--zones CHONK_DLL [--quick]</c>.</summary>
    public const string Option = "--zones";

    private const string QuickOption = "--quick";
    private const int EmptyZones = 100_000_000;
    private static readonly string Flow = Path.Combine(RepositoryRoot.Path, "flows", "four_apps", "ivc-inputs.msgpack");

    /// <summary>Runs when the option asks for it.</summary>
    /// <returns>Whether it did.</returns>
    public static bool TryRun(string[] options)
    {
        int position = Array.IndexOf(options, Option);
        if (position < 0 || position + 1 >= options.Length)
        {
            return false;
        }

        bool isQuick = options.Contains(QuickOption);
        double emptyNs = EmptyZoneNs();
        (double off, double on, int zones, int samples) = InOneProcess(pairs: isQuick ? 2 : 15);
        (double without, double with) = WholeProcesses(options[position + 1], pairs: isQuick ? 1 : 11);
        Console.WriteLine("| what | without | with | ratio |");
        Console.WriteLine("|---|---:|---:|---:|");
        Print($"| {zones} zones when nothing records, {emptyNs:0.00} ns each, in a proof of {off:0} ms | | | {1 + (zones * emptyNs / 1e6 / off):0.000000} |");
        Print($"| a proof in a warm process, recording {zones} zones and {samples} counter values: ms | {off:0.0} | {on:0.0} | {on / off:0.0000} |");
        Print($"| a whole process, `--trace_out_perfetto` written: ms | {without:0.0} | {with:0.0} | {with / without:0.0000} |");
        return true;
    }

    private static double EmptyZoneNs()
    {
        Spin(EmptyZones / 10);
        long start = Stopwatch.GetTimestamp();
        Spin(EmptyZones);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / EmptyZones;

        static void Spin(int count)
        {
            for (int i = 0; i < count; i++)
            {
                using Zone zone = Zone.Enter("empty");
            }
        }
    }

    /// <summary>Medians of proofs in turn, whichever of the two comes first alternating.</summary>
    private static (double Off, double On, int Zones, int Samples) InOneProcess(int pairs)
    {
        using Srs srs = Srs.OpenOrDevelopment(null, (1 << 15) + 1);
        CommitmentKey key = new(srs);
        FlowFile flow = FlowFile.Read(Flow);
        _ = Prove(flow, key);
        _ = Prove(flow, key);
        List<double> off = [];
        List<double> on = [];
        int zones = 0;
        int samples = 0;
        for (int i = 0; i < 2 * pairs; i++)
        {
            if (i % 4 is 0 or 3)
            {
                off.Add(Prove(flow, key));
                continue;
            }

            using ZoneRecorder recorder = ZoneRecorder.Start();
            on.Add(Prove(flow, key));
            zones = recorder.Events().Sum(static thread => thread.Events.Count);
            samples = recorder.Samples().Count;
        }

        return (Median(off), Median(on), zones, samples);
    }

    private static double Prove(FlowFile flow, CommitmentKey key)
    {
        GC.Collect();
        long start = Stopwatch.GetTimestamp();
        using ChonkProver prover = new(key);
        foreach (FlowCircuit circuit in flow.Circuits)
        {
            AcirFunction main = circuit.ReadProgram().Main;
            using NativeBuffer<Fr> witness = circuit.ReadWitness(main);
            MegaCircuitBuilder builder = AcirCircuit.Build(main, witness.Span, circuit.Name);
            builder.FinalizeCircuit();
            prover.Accumulate(circuit.Name, builder, null, circuit.Index == flow.Circuits.Count - 1);
        }

        _ = prover.Finish();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static (double Without, double With) WholeProcesses(string chonk, int pairs)
    {
        string folder = Directory.CreateTempSubdirectory("chonk-zones-").FullName;
        string[] trace = ["--trace_out_perfetto", Path.Combine(folder, "trace.json")];
        try
        {
            List<double> without = [];
            List<double> with = [];
            _ = Run(chonk, folder, trace);
            for (int i = 0; i < pairs; i++)
            {
                without.Add(Run(chonk, folder, []));
                with.Add(Run(chonk, folder, trace));
            }

            return (Median(without), Median(with));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Run(string chonk, string folder, string[] more)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardError = true };
        foreach (string word in (string[])[chonk, "prove", "--ivc_inputs_path", Flow, "-o", folder, .. more])
        {
            start.ArgumentList.Add(word);
        }

        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(begin).TotalMilliseconds : throw new InvalidOperationException(errors);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
