using Chonk.Prover.Arithmetization;
using Chonk.Prover.Commitments;
using Chonk.Prover.Diagnostics;
using Chonk.Prover.Folding;
using Chonk.Prover.Memory;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Ivc;

/// <summary>
/// Proves a flow of circuits one after the other: the first becomes the accumulator, each further one is folded into it, and the last
/// one's call adds the decider. All on one transcript. At any time one circuit's columns and two accumulators' polynomials are alive.
/// </summary>
public sealed class ChonkProver : IDisposable
{
    private readonly CommitmentKey commitmentKey;
    private readonly MemoryProfiler? profiler;
    private readonly ProverTranscript transcript = new();
    private readonly FoldingProver folding;
    private readonly List<ProvedCircuit> circuits = [];
    private readonly List<Fr> elements = [];
    private ProverAccumulator? accumulator;
    private bool isFinished;

    /// <summary>A prover for one flow.</summary>
    /// <param name="commitmentKey">As many points as the largest circuit has rows.</param>
    /// <param name="profiler">Told of the five stages of every circuit; null for none.</param>
    public ChonkProver(CommitmentKey commitmentKey, MemoryProfiler? profiler = null)
    {
        this.commitmentKey = commitmentKey;
        this.profiler = profiler;
        folding = new FoldingProver(commitmentKey, transcript, profiler);
    }

    /// <summary>Whether circuits are proved although their witness violates them, to see a verifier reject what comes out.</summary>
    internal bool ProvesUnsatisfied { get; init; }

    /// <summary>The circuits proved so far.</summary>
    public IReadOnlyList<ProvedCircuit> Circuits => circuits;

    /// <summary>The key of a circuit: commitments to its precomputed columns.</summary>
    /// <param name="instance">A populated instance.</param>
    public VerificationKey ComputeKey(MegaInstance instance) => VerificationKey.Create(instance, commitmentKey);

    /// <summary>Proves the next circuit.</summary>
    /// <param name="name">Its name in the flow.</param>
    /// <param name="circuit">The circuit with its witness; disposed here as soon as its trace is filled.</param>
    /// <param name="knownKey">Its key, trusted to be the right one; computed when null.</param>
    /// <param name="isLast">Whether the decider follows.</param>
    /// <exception cref="InvalidOperationException">The last circuit was proved already.</exception>
    /// <exception cref="UnsatisfiedCircuitException">The witness violates the circuit; nothing was proved and the prover can go on.</exception>
    /// <exception cref="ArgumentException">The known key is for a circuit of another size or with other public inputs.</exception>
    public void Accumulate(string name, MegaCircuitBuilder circuit, VerificationKey? knownKey, bool isLast)
    {
        if (isFinished)
        {
            throw new InvalidOperationException("The last circuit of the flow was proved already.");
        }

        using Zone zone = Zone.Enter("Chonk::accumulate");
        circuit.FinalizeCircuit();
        if (circuit.Failure is { } reason && !ProvesUnsatisfied)
        {
            circuit.Dispose();
            throw new UnsatisfiedCircuitException(name, reason);
        }

        profiler?.BeginCircuit(name);
        using (Zone.Enter("Chonk::accumulate_and_fold"))
        {
            using MegaInstance instance = CreateInstance(circuit);
            VerificationKey key = knownKey ?? ComputeKey(instance);
            ThrowIfOfAnotherShape(key, instance, name);
            accumulator = accumulator is null
                ? folding.InstanceToAccumulator(instance, key)
                : folding.Fold(accumulator, instance, key);
            Take(name, key);
            if (isLast)
            {
                isFinished = true;
                DeciderProver.Prove(accumulator, commitmentKey, transcript);
                elements.AddRange(transcript.TakeProof());
            }
        }

        profiler?.Record(MemoryStage.AfterAccumulate);
    }

    /// <summary>The proof, once the last circuit was accumulated; the accumulator's polynomials are freed.</summary>
    /// <exception cref="InvalidOperationException">The flow is not finished.</exception>
    public ChonkProof Finish()
    {
        if (!isFinished)
        {
            throw new InvalidOperationException("The last circuit of the flow was not proved yet.");
        }

        using Zone zone = Zone.Enter("Chonk::prove");
        Dispose();
        return new ChonkProof([.. circuits], [.. elements]);
    }

    /// <summary>Frees the accumulator's polynomials.</summary>
    public void Dispose()
    {
        accumulator?.Dispose();
        accumulator = null;
    }

    private static void ThrowIfOfAnotherShape(VerificationKey key, MegaInstance instance, string name)
    {
        if (key.LogCircuitSize != instance.LogCircuitSize
            || key.PublicInputCount != instance.PublicInputCount
            || key.PublicInputOffset != instance.PublicInputOffset)
        {
            throw new ArgumentException(
                $"The key of {name} is for 2^{key.LogCircuitSize} rows and {key.PublicInputCount} public inputs from row {key.PublicInputOffset};"
                + $" the circuit has 2^{instance.LogCircuitSize} and {instance.PublicInputCount} from row {instance.PublicInputOffset}.",
                nameof(key));
        }
    }

    private MegaInstance CreateInstance(MegaCircuitBuilder circuit)
    {
        using Zone zone = Zone.Enter("ProverInstance(Circuit&)");
        MegaInstance instance;
        using (circuit)
        {
            using (Zone.Enter("allocating polynomials"))
            {
                instance = MegaInstance.Allocate(circuit);
            }

            profiler?.Record(MemoryStage.AfterAlloc);
            using (Zone.Enter("trace populate"))
            {
                instance.Populate();
            }
        }

        profiler?.Record(MemoryStage.AfterTrace);
        return instance;
    }

    private void Take(string name, VerificationKey key)
    {
        Fr[] slice = transcript.TakeProof();
        int expected = ProvedCircuit.ExpectedElementCount(circuits.Count, key);
        if (slice.Length != expected)
        {
            throw new InvalidOperationException($"The proof of {name} has {slice.Length} elements; its key demands {expected}.");
        }

        circuits.Add(new ProvedCircuit(name, key, slice.Length));
        elements.AddRange(slice);
    }
}
