using System.Security.Cryptography;
using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Folding.Oink;
using Chonk.Prover.Ivc;
using Chonk.Prover.Ivc.Inputs;
using Chonk.Prover.Memory;
using Chonk.Prover.Tests.Commitments;
using Chonk.Prover.Tests.Support;
using Chonk.Prover.Transcripts;
using Xunit;

namespace Chonk.Prover.Tests.Ivc;

/// <summary>The repository's own flow, proved with the keys of the reference prover and verified.</summary>
public sealed class DefaultFlowTests
{
    [Fact]
    public void Prove_FourApps_IsAcceptedUnderTheReferenceKeys()
    {
        FlowFile flow = FlowFile.Read(Path.Combine(RepositoryRoot.Path, "flows", "four_apps", "ivc-inputs.msgpack"));
        VerificationKey[] keys = [.. flow.Circuits.Select(KeyOf)];
        using ChonkProver prover = new(TestCommitmentKey.Instance.Key);
        foreach (FlowCircuit circuit in flow.Circuits)
        {
            Accumulate(prover, circuit, circuit.Index == flow.Circuits.Count - 1);
        }

        ChonkProof proof = prover.Finish();
        ChonkVerifier verifier = new(TestCommitmentKey.Instance.Srs.TauG2);
        VerificationResult result = verifier.Verify(proof.ToBytes(), proof.ManifestToBytes(), keys);
        Assert.True(result.IsAccepted, result.ToString());
        Assert.Equal(flow.Circuits.Select(c => c.Name), proof.Circuits.Select(c => c.Name));

        // Nothing is random in this proof: threads and instruction sets must not show. A new flow file or format version changes it.
        Assert.Equal("db82947406a16cc3e8c16942508e4d399cd171be9251c027548cbf75a8bc8af9", Convert.ToHexStringLower(SHA256.HashData(proof.ToBytes())));
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Prove_OneWitnessAltered_YieldsNoValidProof(int altered)
    {
        FlowFile flow = FlowFile.Read(Path.Combine(RepositoryRoot.Path, "flows", "four_apps", "ivc-inputs.msgpack"));
        Random random = new(altered);
        int proved = 0;
        for (int round = 0; proved < 2 && round < 60; round++)
        {
            FlowCircuit circuit = flow.Circuits[altered];
            AcirFunction function = circuit.ReadProgram().Main;
            using NativeBuffer<Fr> witness = circuit.ReadWitness(function);
            int index = random.Next(witness.Length);
            witness.Span[index] += Fr.One;
            if (!IsViolated(function, witness.Span))
            {
                // No gate depends on this witness, or it only had to equal another: then the builder notices the difference, and one value
                // stands for both in the trace.
                continue;
            }

            proved++;
            using ChonkProver prover = new(TestCommitmentKey.Instance.Key) { ProvesUnsatisfied = true };
            for (int i = 0; i < altered; i++)
            {
                Accumulate(prover, flow.Circuits[i], false);
            }

            prover.Accumulate(
                circuit.Name, AcirCircuit.Build(function, witness.Span, circuit.Name), KeyOf(circuit), isLast: true);
            VerificationResult result = new ChonkVerifier(TestCommitmentKey.Instance.Srs.TauG2).Verify(prover.Finish());
            Assert.True(!result.IsAccepted, $"witness {index} of circuit {altered}");
            Assert.StartsWith($"circuit {altered} ", result.Detail, StringComparison.Ordinal);
        }

        Assert.Equal(2, proved);
    }

    /// <summary>Whether some relation does not hold on the trace, derived columns included.</summary>
    private static bool IsViolated(AcirFunction function, ReadOnlySpan<Fr> witness)
    {
        using MegaCircuitBuilder builder = AcirCircuit.Build(function, witness, "altered");
        using MegaInstance instance = MegaInstance.Create(builder);
        return InstanceChecker.FindFirstViolation(instance) is not null;
    }

    private static void Accumulate(ChonkProver prover, FlowCircuit circuit, bool isLast)
    {
        AcirFunction function = circuit.ReadProgram().Main;
        using NativeBuffer<Fr> witness = circuit.ReadWitness(function);
        prover.Accumulate(circuit.Name, AcirCircuit.Build(function, witness.Span, circuit.Name), KeyOf(circuit), isLast);
    }

    private static VerificationKey KeyOf(FlowCircuit circuit)
    {
        Assert.True(VerificationKey.TryRead(circuit.VerificationKey.Span, out VerificationKey? key, out string? reason), reason);
        return key!;
    }
}
