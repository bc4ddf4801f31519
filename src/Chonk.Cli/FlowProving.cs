using System.Globalization;
using Chonk.Cli.Output;
using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Commitments;
using Chonk.Prover.Diagnostics;
using Chonk.Prover.Ivc;
using Chonk.Prover.Ivc.Inputs;
using Chonk.Prover.Memory;
using Chonk.Traces.Inputs;

namespace Chonk.Cli;

/// <summary>One run of the prover over a flow file. Results are written when everything is proved, each file whole.</summary>
internal static class FlowProving
{
    /// <summary>
    /// Sizes up to here are taken from a key and checked when its circuit is built. A larger one is checked first: an SRS for it costs
    /// minutes and up to a gigabyte, which a damaged key must not.
    /// </summary>
    private const int LargestTrustedLogSize = 20;

    private const string KeysName = "vk";

    /// <summary>Proves the flow.</summary>
    /// <param name="options">What to do.</param>
    public static void Run(FlowProvingOptions options)
    {
        if (options.Control is not null && options.MemoryProfilePath is null)
        {
            throw new CommandException("--control_stage needs --memory_profile_out: nothing else shows what it holds");
        }

        OutputFiles files = FilesOf(options);
        using TraceOutputs traces = TraceOutputs.Start(options.Traces, locatesMemory: options.MemoryProfilePath is not null);
        bool needsStages = options.MemoryProfilePath is not null || options.IsVerbose;
        MemoryProfiler? profiler = needsStages ? new MemoryProfiler(options.Control) : null;
        ChonkProof proof = LoadAndProve(options, profiler);
        files.WriteAll(() =>
        {
            files.Write(Path.Combine(options.OutputDirectory, ChonkProof.FileName), proof.ToBytes());
            files.Write(Path.Combine(options.OutputDirectory, ChonkManifest.FileName), proof.ManifestToBytes());
            if (options.WritesKeys)
            {
                byte[] keys = [.. proof.Circuits.SelectMany(circuit => circuit.Key.ToBytes())];
                files.Write(Path.Combine(options.OutputDirectory, KeysName), keys);
            }

            if (options.MemoryProfilePath is not null)
            {
                files.Write(options.MemoryProfilePath, MemoryProfileFile.ToBytes(profiler!.Checkpoints));
            }

            traces.Finish(files, Console.Error, isColoured: !Console.IsErrorRedirected);
        });
    }

    /// <summary>All that the run will write, found writable.</summary>
    private static OutputFiles FilesOf(FlowProvingOptions options)
    {
        OutputFiles files = new();
        foreach (string path in options.FlowPaths)
        {
            files.AddInput("--ivc_inputs_path", path);
        }

        string[] keys = options.WritesKeys ? [KeysName] : [];
        files.AddFolder("--output_path", options.OutputDirectory, [ChonkProof.FileName, ChonkManifest.FileName, .. keys]);
        files.Add("--memory_profile_out", options.MemoryProfilePath);
        files.Add("--trace_out_perfetto", options.Traces.Perfetto);
        files.Add("--trace_out_perfetto_aggregate", options.Traces.PerfettoAggregate);
        files.Add("--bench_out", options.Traces.Bench);
        files.Add("--bench_out_hierarchical", options.Traces.BenchHierarchical);
        return files;
    }

    /// <summary>Zones as in the reference prover: everything from the flow file to the proof is inside the root.</summary>
    private static ChonkProof LoadAndProve(FlowProvingOptions options, MemoryProfiler? profiler)
    {
        using Zone root = Zone.Enter("ChonkAPI::prove");
        IReadOnlyList<FlowCircuit> circuits;
        using (Zone.Enter("load_and_decompress"))
        {
            FlowSelection selection = FlowSelection.Read(options.FlowPaths, options.AppsOnly);
            selection.Announce(Console.Out);
            circuits = selection.Circuits;
        }

        if (options.Control?.Misses([.. circuits.Select(static circuit => circuit.Name)]) is { } misses)
        {
            throw new CommandException($"--control_stage: {misses}");
        }

        using ProgressLine progress = new(circuits.Count, options.IsVerbose);
        return Prove(circuits, options, profiler, progress);
    }

    private static ChonkProof Prove(
        IReadOnlyList<FlowCircuit> circuits, FlowProvingOptions options, MemoryProfiler? profiler, ProgressLine progress)
    {
        (VerificationKey?[] keys, Srs opened) = Start(circuits, options);
        using Srs srs = opened;
        using ChonkProver prover = new(new CommitmentKey(srs), profiler);
        for (int i = 0; i < circuits.Count; i++)
        {
            FlowCircuit circuit = circuits[i];
            progress.Begin(i, circuit.Name);
            VerificationKey? known = options.KeyPolicy == KeyPolicy.Default ? keys[i] : null;
            (AcirFunction function, NativeBuffer<Fr> witness) = Load(circuit);
            using (Zone.Enter("ChonkAccumulate"))
            {
                MegaCircuitBuilder builder = Build(circuit, function, witness, keys[i]);
                prover.Accumulate(circuit.Name, builder, known, isLast: i == circuits.Count - 1);
            }

            if (options.KeyPolicy == KeyPolicy.Check && !prover.Circuits[^1].Key.Equals(keys[i]))
            {
                throw circuit.Error(KeyCheck.DifferentKey + " under this SRS");
            }

            progress.End(profiler?.Checkpoints);
        }

        using Zone zone = Zone.Enter("ChonkProve");
        return prover.Finish();
    }

    /// <summary>Points of the SRS that proving these circuits holds in memory, their keys taken at their word.</summary>
    public static int PointCountOf(IReadOnlyList<FlowCircuit> circuits) =>
        SrsSource.PointCountFor(1 << LargestLogSize(circuits, [.. circuits.Select(ReadKey)]));

    /// <summary>The keys that come with the circuits, null where they are not to be used, and an SRS for the largest circuit.</summary>
    private static (VerificationKey?[] Keys, Srs Srs) Start(IReadOnlyList<FlowCircuit> circuits, FlowProvingOptions options)
    {
        using Zone zone = Zone.Enter("ChonkStart");
        VerificationKey?[] keys = options.KeyPolicy == KeyPolicy.Recompute
            ? new VerificationKey?[circuits.Count]
            : [.. circuits.Select(ReadKey)];
        int logSize = LargestLogSize(circuits, keys);
        using Zone loading = Zone.Enter("get_bn254_g1_data");
        return (keys, SrsSource.Open(options.SrsDirectory, 1 << logSize));
    }

    private static int LargestLogSize(IReadOnlyList<FlowCircuit> circuits, VerificationKey?[] keys)
    {
        int largest = 0;
        for (int i = 0; i < circuits.Count; i++)
        {
            int logSize = keys[i]?.LogCircuitSize ?? LogSizeOf(circuits[i]);
            if (logSize > LargestTrustedLogSize && keys[i] is { } key && LogSizeOf(circuits[i]) != logSize)
            {
                throw OfAnotherShape(circuits[i], key);
            }

            largest = Math.Max(largest, logSize);
        }

        return largest;
    }

    private static VerificationKey ReadKey(FlowCircuit circuit) =>
        VerificationKey.TryRead(circuit.VerificationKey.Span, out VerificationKey? key, out string? reason)
            ? key!
            : throw circuit.Error($"verification key: {reason}");

    private static int LogSizeOf(FlowCircuit circuit)
    {
        using MegaCircuitBuilder builder = AcirCircuit.BuildWithoutWitness(circuit.ReadProgram().Main, circuit.Name);
        builder.FinalizeCircuit();
        return new MegaTraceLayout(builder).LogSize;
    }

    private static (AcirFunction Function, NativeBuffer<Fr> Witness) Load(FlowCircuit circuit)
    {
        using Zone zone = Zone.Enter("ChonkLoad");
        AcirFunction function = circuit.ReadProgram().Main;
        return (function, circuit.ReadWitness(function));
    }

    /// <summary>Builds and finalises the circuit; the witness is freed as soon as its values are in.</summary>
    private static MegaCircuitBuilder Build(FlowCircuit circuit, AcirFunction function, NativeBuffer<Fr> witness, VerificationKey? key)
    {
        MegaCircuitBuilder builder;
        using (witness)
        using (Zone.Enter("create_circuit"))
        {
            builder = AcirCircuit.Build(function, witness.Span, circuit.Name);
        }

        try
        {
            using (Zone.Enter("finalize_circuit"))
            {
                builder.FinalizeCircuit();
            }

            if (builder.Failure is not null)
            {
                throw circuit.Error(builder.Failure);
            }

            if (key is not null)
            {
                CheckShape(circuit, key, builder);
            }

            return builder;
        }
        catch
        {
            builder.Dispose();
            throw;
        }
    }

    private static void CheckShape(FlowCircuit circuit, VerificationKey key, MegaCircuitBuilder builder)
    {
        MegaTraceLayout layout = new(builder);
        if (key.LogCircuitSize != layout.LogSize
            || key.PublicInputCount != builder.PublicInputs.Count
            || key.PublicInputOffset != layout.OffsetOf(MegaBlockKind.PublicInputs))
        {
            throw OfAnotherShape(circuit, key);
        }
    }

    private static FlowFormatException OfAnotherShape(FlowCircuit circuit, VerificationKey key) => circuit.Error(string.Create(
        CultureInfo.InvariantCulture,
        $"its key is for a circuit of 2^{key.LogCircuitSize} rows with {key.PublicInputCount} public inputs from row {key.PublicInputOffset}, which this is not"));
}
