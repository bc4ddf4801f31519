using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Relations;
using Chonk.Prover.Folding.Oink;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Tests.Arithmetization;
using Chonk.Prover.Tests.Commitments;
using Chonk.Prover.Transcripts;
using Xunit;

namespace Chonk.Prover.Tests.Folding.Oink;

public sealed class OinkTests
{
    private readonly TestCommitmentKey key = TestCommitmentKey.Instance;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Prove_SatisfiedCircuit_CompletesEveryRelation(int seed)
    {
        using MegaCircuitBuilder circuit = SampleCircuits.Random(seed);
        using MegaInstance instance = MegaInstance.Create(circuit);
        OinkOutput output = Prove(instance, out _, out _);
        Assert.Null(RelationChecker.FindFirstViolation(Columns(instance), output.Parameters));
    }

    [Fact]
    public void Prove_ManyRows_CompletesThePermutationAcrossBlocks()
    {
        using MegaCircuitBuilder circuit = new([.. Enumerable.Range(1, 8).Select(i => Fr.FromInt(i))], [0]);
        Random random = new(7);
        for (int i = 0; i < 400; i++)
        {
            SampleCircuits.AddSums(circuit, random);
        }

        using MegaInstance instance = MegaInstance.Create(circuit);
        Assert.True(instance.Layout.ActiveRowCount > 3000);
        OinkOutput output = Prove(instance, out _, out _);
        Assert.Null(RelationChecker.FindFirstViolation(Columns(instance), output.Parameters));
        int last = instance.Layout.ActiveRowCount - 1;
        Assert.False(instance[MegaColumn.ZPerm][last].IsZero);
    }

    [Fact]
    public void Verify_HonestProof_AgreesWithTheProver()
    {
        using MegaCircuitBuilder circuit = SampleCircuits.Random(4);
        using MegaInstance instance = MegaInstance.Create(circuit);
        OinkOutput proved = Prove(instance, out VerificationKey verificationKey, out ProverTranscript transcript);
        Fr[] proof = transcript.TakeProof();
        Assert.Equal(verificationKey.PublicInputCount + (27 * 4), proof.Length);

        VerifierTranscript verifier = new(proof);
        verifier.RecordManifest();
        VerificationResult result = OinkVerifier.TryVerify(verificationKey, verifier, out Fr[] publicInputs, out OinkOutput? verified);
        Assert.True(result.IsAccepted, result.ToString());
        Assert.Equal(instance.PublicInputs, publicInputs);
        Assert.Equal(proved.Alpha, verified!.Alpha);
        Assert.Equal(proved.Parameters.PublicInputDelta, verified.Parameters.PublicInputDelta);
        Assert.Equal(proved.Parameters.EtaThree, verified.Parameters.EtaThree);
        Assert.Equal(proved.Commitments.InColumnOrder.ToArray(), verified.Commitments.InColumnOrder.ToArray());
        Assert.Equal(transcript.Manifest, verifier.Manifest);
        Assert.Equal(0, verifier.RemainingCount);
        Assert.Equal("vk_hash", verifier.Manifest[0].Label);
        Assert.Equal("alpha", verifier.Manifest[^1].Label);
    }

    [Fact]
    public void Verify_AnyElementAltered_GivesAnotherChallengeOrAFailure()
    {
        using MegaCircuitBuilder circuit = SampleCircuits.Random(5);
        using MegaInstance instance = MegaInstance.Create(circuit);
        OinkOutput proved = Prove(instance, out VerificationKey verificationKey, out ProverTranscript transcript);
        Fr[] proof = transcript.TakeProof();
        for (int i = 0; i < proof.Length; i++)
        {
            Fr[] altered = [.. proof];
            altered[i] += Fr.One;
            VerificationResult result = OinkVerifier.TryVerify(verificationKey, new(altered), out _, out OinkOutput? output);
            if (i < verificationKey.PublicInputCount)
            {
                Assert.True(result.IsAccepted);
                Assert.NotEqual(proved.Alpha, output!.Alpha);
            }
            else
            {
                Assert.Equal(VerificationFailure.PointNotOnCurve, result.Failure);
            }
        }

        for (int length = 0; length < proof.Length; length += 7)
        {
            Assert.Equal(
                VerificationFailure.ProofTooShort,
                OinkVerifier.TryVerify(verificationKey, new(proof.AsMemory(0, length)), out _, out _).Failure);
        }

        // A key may claim 2^24 inputs; nothing is made for them before the proof has as many elements.
        OinkVerifier.TryVerify(verificationKey, new(proof.AsMemory(0, verificationKey.PublicInputCount - 1)), out Fr[] inputs, out _);
        Assert.Empty(inputs);
    }

    /// <summary>Inverses by their definition on every row, and zero where nothing is read: not only what relations need, as proofs show them.</summary>
    [Fact]
    public void Inverses_OfEveryDatabusColumn_AreThoseOfTheDefinition()
    {
        using MegaCircuitBuilder circuit = SampleCircuits.Random(6);
        circuit.FillBus(BusColumn.KernelCalldata, [4, 5]);
        circuit.ReadBus(BusColumn.KernelCalldata, circuit.PutConstant(1));
        using MegaInstance instance = MegaInstance.Create(circuit);
        Fr beta = Fr.FromUInt64(1234567);
        Fr gamma = Fr.FromUInt64(7654321);
        LogDerivativeInverses.Compute(instance, beta, gamma);
        MegaColumn[] selectors = [MegaColumn.QL, MegaColumn.QR, MegaColumn.QO, MegaColumn.Q4, MegaColumn.QM];
        int inverses = 0;
        foreach (BusColumn bus in Enum.GetValues<BusColumn>())
        {
            for (int row = 0; row < instance.CircuitSize; row++)
            {
                Fr read = instance[MegaColumn.WL][row] + (beta * instance[MegaColumn.WR][row]) + gamma;
                Fr entry = instance[MegaInstance.ValuesOf(bus)][row] + (beta * instance[MegaColumn.DatabusId][row]) + gamma;
                bool isActive = !instance[MegaInstance.ReadCountsOf(bus)][row].IsZero
                    || !(instance[MegaColumn.QBusread][row] * instance[selectors[(int)bus]][row]).IsZero;
                Fr inverse = instance[MegaInstance.InversesOf(bus)][row];
                Assert.Equal(isActive ? Fr.One : Fr.Zero, isActive ? inverse * read * entry : inverse);
                inverses += isActive ? 1 : 0;
            }
        }

        Assert.True(inverses > 3);
    }

    [Fact]
    public void PublicInputDelta_WithoutInputs_IsOne() =>
        Assert.Equal(Fr.One, PublicInputDelta.Compute([], 5, Fr.Random(), Fr.Random()));

    private static Polynomial[] Columns(MegaInstance instance) =>
        [.. Enumerable.Range(0, MegaColumns.Count).Select(i => instance[(MegaColumn)i])];

    private OinkOutput Prove(MegaInstance instance, out VerificationKey verificationKey, out ProverTranscript transcript)
    {
        verificationKey = TrapdoorCommitments.KeyOf(instance);
        transcript = new ProverTranscript();
        transcript.RecordManifest();
        return OinkProver.Prove(instance, verificationKey, key.Key, transcript);
    }
}
