using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Arithmetization;
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
            AcirFunction function = circuit.ReadProgram().Main;
            using NativeBuffer<Fr> witness = circuit.ReadWitness(function);
            prover.Accumulate(
                circuit.Name,
                AcirCircuit.Build(function, witness.Span, circuit.Name),
                keys[circuit.Index],
                circuit.Index == flow.Circuits.Count - 1);
        }

        ChonkProof proof = prover.Finish();
        ChonkVerifier verifier = new(TestCommitmentKey.Instance.Srs.TauG2);
        VerificationResult result = verifier.Verify(proof.ToBytes(), proof.ManifestToBytes(), keys);
        Assert.True(result.IsAccepted, result.ToString());
        Assert.Equal(flow.Circuits.Select(c => c.Name), proof.Circuits.Select(c => c.Name));
    }

    private static VerificationKey KeyOf(FlowCircuit circuit)
    {
        Assert.True(VerificationKey.TryRead(circuit.VerificationKey.Span, out VerificationKey? key, out string? reason), reason);
        return key!;
    }
}
