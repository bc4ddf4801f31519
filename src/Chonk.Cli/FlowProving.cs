using System.Globalization;
using Chonk.Cli.Output;
using Chonk.Gate;
using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Commitments;
using Chonk.Prover.Diagnostics;
using Chonk.Prover.Ivc;
using Chonk.Prover.Ivc.Inputs;
using Chonk.Prover.Memory;

namespace Chonk.Cli;

/// <summary>One run of the prover over a flow file. Results are written when everything is proved, each file whole.</summary>
internal static class FlowProving
{
    /// <summary>
    /// Sizes up to here are taken from a key and checked when its circuit is built. A larger one is checked first: an SRS for it costs
    /// minutes and up to a gigabyte, which a damaged key must not.
    /// </summary>
    private const int LargestTrustedLogSize = 20;

    /// <summary>Proves the flow.</summary>
    /// <param name="options">What to do.</param>
    public static void Run(FlowProvingOptions options)
    {
        using TraceOutputs traces = TraceOutputs.Start(options.Traces);
        bool needsStages = options.MemoryProfilePath is not null || options.IsVerbose;
        MemoryProfiler? profiler = needsStages ? new MemoryProfiler(options.Control) : null;
        ChonkProof proof = LoadAndProve(options, profiler);
        AtomicFile.Write(Path.Combine(options.OutputDirectory, ChonkProof.FileName), proof.ToBytes());
        AtomicFile.Write(Path.Combine(options.OutputDirectory, ChonkManifest.FileName), proof.ManifestToBytes());
        if (options.WritesKeys)
        {
            byte[] keys = [.. proof.Circuits.SelectMany(circuit => circuit.Key.ToBytes())];
            AtomicFile.Write(Path.Combine(options.OutputDirectory, "vk"), keys);
        }

        if (options.MemoryProfilePath is not null)
        {
            MemoryProfileFile.Write(options.MemoryProfilePath, profiler!.Checkpoints);
        }

        traces.Finish(Console.Error);
    }

    /// <summary>Zones as in the reference prover: everything from the flow file to the proof is inside the root.</summary>
    private static ChonkProof LoadAndProve(FlowProvingOptions options, MemoryProfiler? profiler)
    {
        using Zone root = Zone.Enter("ChonkAPI::prove");
        FlowFile flow;
        using (Zone.Enter("load_and_decompress"))
        {
            flow = FlowFile.Read(options.FlowPath);
        }

        using ProgressLine progress = new(flow.Circuits.Count, options.IsVerbose);
        using Zone zone = Zone.Enter("Chonk::prove");
        return Prove(flow, options, profiler, progress);
    }

    private static ChonkProof Prove(FlowFile flow, FlowProvingOptions options, MemoryProfiler? profiler, ProgressLine progress)
    {
        // What can be refused is refused before the first circuit is proved.
        foreach (FlowCircuit circuit in flow.Circuits)
        {
            AcirCircuit.Validate(circuit.ReadProgram().Main, circuit.Name);
        }

        VerificationKey?[] keys = options.KeyPolicy == KeyPolicy.Recompute
            ? new VerificationKey?[flow.Circuits.Count]
            : [.. flow.Circuits.Select(circuit => ReadKey(flow, circuit))];
        foreach (FlowCircuit circuit in flow.Circuits.Where(circuit => keys[circuit.Index]?.LogCircuitSize > LargestTrustedLogSize))
        {
            CheckSize(flow, circuit, keys[circuit.Index]!, LogSizeOf(circuit));
        }

        int largest = flow.Circuits.Max(circuit => keys[circuit.Index]?.LogCircuitSize ?? LogSizeOf(circuit));
        using Srs srs = SrsSource.Open(options.SrsDirectory, 1 << largest);
        using ChonkProver prover = new(new CommitmentKey(srs), profiler);
        foreach (FlowCircuit circuit in flow.Circuits)
        {
            progress.Begin(circuit.Index, circuit.Name);
            VerificationKey? key = keys[circuit.Index];
            MegaCircuitBuilder builder = Build(flow, circuit, key);
            prover.Accumulate(
                circuit.Name,
                builder,
                options.KeyPolicy == KeyPolicy.Default ? key : null,
                isLast: circuit.Index == flow.Circuits.Count - 1);
            if (options.KeyPolicy == KeyPolicy.Check && !prover.Circuits[^1].Key.Equals(key))
            {
                throw new FlowFormatException(flow.Path, circuit.Index, circuit.Name, "its key is not the circuit's under this SRS");
            }

            progress.End(profiler?.Checkpoints);
        }

        return prover.Finish();
    }

    private static VerificationKey ReadKey(FlowFile flow, FlowCircuit circuit) =>
        VerificationKey.TryRead(circuit.VerificationKey.Span, out VerificationKey? key, out string? reason)
            ? key!
            : throw new FlowFormatException(flow.Path, circuit.Index, circuit.Name, $"verification key: {reason}");

    private static int LogSizeOf(FlowCircuit circuit)
    {
        using MegaCircuitBuilder builder = AcirCircuit.BuildWithoutWitness(circuit.ReadProgram().Main, circuit.Name);
        builder.FinalizeCircuit();
        return new MegaTraceLayout(builder).LogSize;
    }

    private static MegaCircuitBuilder Build(FlowFile flow, FlowCircuit circuit, VerificationKey? key)
    {
        using Zone zone = Zone.Enter("create_circuit");
        AcirFunction function = circuit.ReadProgram().Main;
        using NativeBuffer<Fr> witness = circuit.ReadWitness(function);
        MegaCircuitBuilder builder = AcirCircuit.Build(function, witness.Span, circuit.Name);
        builder.FinalizeCircuit();
        try
        {
            if (builder.Failure is not null)
            {
                throw new FlowFormatException(flow.Path, circuit.Index, circuit.Name, builder.Failure);
            }

            if (key is not null)
            {
                CheckSize(flow, circuit, key, new MegaTraceLayout(builder).LogSize);
            }

            return builder;
        }
        catch
        {
            builder.Dispose();
            throw;
        }
    }

    private static void CheckSize(FlowFile flow, FlowCircuit circuit, VerificationKey key, int logSize)
    {
        if (key.LogCircuitSize != logSize)
        {
            throw new FlowFormatException(
                flow.Path,
                circuit.Index,
                circuit.Name,
                string.Create(CultureInfo.InvariantCulture, $"its key is for a circuit of 2^{key.LogCircuitSize} rows, which this is not"));
        }
    }
}
