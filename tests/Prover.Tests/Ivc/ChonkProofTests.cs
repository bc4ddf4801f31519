using Chonk.Prover.Arithmetization;
using Chonk.Prover.Fields;
using Chonk.Prover.Folding;
using Chonk.Prover.Ivc;
using Chonk.Prover.Memory;
using Chonk.Prover.Tests.Arithmetization;
using Chonk.Prover.Tests.Commitments;
using Chonk.Prover.Transcripts;
using Xunit;

namespace Chonk.Prover.Tests.Ivc;

/// <summary>Whole flows of small circuits, proved and verified, and everything that must be rejected.</summary>
public sealed class ChonkProofTests : IClassFixture<ChonkProofTests.SmallFlow>
{
    private readonly SmallFlow flow;

    public ChonkProofTests(SmallFlow flow) => this.flow = flow;

    [Fact]
    public void Lengths_OfTheProtocol_AreThose()
    {
        Assert.Equal(372, FoldingProofLength.InstanceToAccumulator);
        Assert.Equal(102, FoldingProofLength.Batching);
        Assert.Equal(124, FoldingProofLength.Decider);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Prove_SatisfiedCircuits_IsAccepted(int count)
    {
        ChonkProof proof = SmallFlow.Prove(Enumerable.Range(10, count).Select(SampleCircuits.Random));
        VerificationResult result = flow.Verifier.Verify(proof.ToBytes(), proof.ManifestToBytes());
        Assert.True(result.IsAccepted, result.ToString());
        Assert.True(flow.Verifier.Verify(proof, [.. proof.Circuits.Select(c => c.Key)]).IsAccepted);
    }

    [Fact]
    public void Prove_CircuitsOfDifferentSizes_IsAcceptedInEitherOrder()
    {
        foreach (bool[] sizes in new bool[][] { [true, false], [false, true, false] })
        {
            ChonkProof proof = SmallFlow.Prove(sizes.Select((large, i) => large ? SampleCircuits.Random(i) : SmallFlow.Tiny(i)));
            Assert.Contains(proof.Circuits, c => c.Key.LogCircuitSize != proof.Circuits[0].Key.LogCircuitSize);
            VerificationResult result = flow.Verifier.Verify(proof);
            Assert.True(result.IsAccepted, result.ToString());
        }
    }

    [Fact]
    public void Verify_SomeElementsOfEveryMessageAltered_IsRejected()
    {
        for (int i = 0; i < flow.Elements.Length; i += 5)
        {
            AssertAlteredIsRejected(i);
        }
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Verify_EachElementAltered_IsRejected()
    {
        for (int i = 0; i < flow.Elements.Length; i++)
        {
            AssertAlteredIsRejected(i);
        }
    }

    [Fact]
    public void Verify_PointReplacedByAnotherPoint_FailsLater()
    {
        // w_l of the first circuit, z_perm of the second, the first Gemini fold and the KZG quotient.
        int second = flow.Proof.Circuits[0].ElementCount;
        int decider = second + flow.Proof.Circuits[1].ElementCount;
        (int At, VerificationFailure Failure)[] cases =
        [
            (flow.Proof.Circuits[0].Key.PublicInputCount, VerificationFailure.SumcheckEvaluations),
            (second + flow.Proof.Circuits[1].Key.PublicInputCount + (26 * 4), VerificationFailure.SumcheckEvaluations),
            (decider, VerificationFailure.Pairing),
            (decider + FoldingProofLength.Decider - 4, VerificationFailure.Pairing),
        ];
        Fr[] point = new Fr[TranscriptCodec.G1Elements];
        TranscriptCodec.Encode(G1Jacobian.Double(G1Jacobian.Generator).ToAffine(), point);
        foreach ((int at, VerificationFailure failure) in cases)
        {
            Fr[] altered = [.. flow.Elements.Span];
            point.CopyTo(altered, at);
            VerificationResult result = flow.Verifier.Verify(new ChonkProof(flow.Proof.Circuits, altered));

            // New challenges break the first round of a sumcheck whose target is not zero; the relations' target is zero, so that
            // sumcheck fails at its second round at the earliest.
            Assert.True(result.Failure == failure || result.Failure == VerificationFailure.SumcheckRound, $"{at}: {result}");
        }
    }

    [Fact]
    public void Verify_TruncatedOrExtended_IsRejectedByLength()
    {
        byte[] proof = flow.Proof.ToBytes();
        byte[] manifest = flow.Proof.ManifestToBytes();
        foreach (int length in new[] { 0, 1, 31, 32, proof.Length / 2, proof.Length - 32, proof.Length - 1 })
        {
            Assert.Equal(VerificationFailure.ProofTooShort, flow.Verifier.Verify(proof.AsSpan(0, length), manifest).Failure);
        }

        Assert.Equal(VerificationFailure.ProofTooLong, flow.Verifier.Verify([.. proof, 0], manifest).Failure);
        Assert.Equal(VerificationFailure.ProofTooLong, flow.Verifier.Verify([.. proof, .. new byte[32]], manifest).Failure);
    }

    /// <summary>Lengths that files cannot have, but a proof in memory can.</summary>
    [Fact]
    public void Verify_ElementBehindAPart_IsRejectedThere()
    {
        ProvedCircuit[] circuits = [.. flow.Proof.Circuits];
        Fr[] elements = [.. flow.Elements.Span];
        VerificationResult last = flow.Verifier.Verify(new ChonkProof(circuits, [.. elements, Fr.Zero]));
        Assert.Equal((VerificationFailure.ProofTooLong, "decider"), (last.Failure, last.Detail));

        int end = circuits[0].ElementCount;
        ProvedCircuit longer = circuits[0] with { ElementCount = end + 1 };
        VerificationResult first = flow.Verifier.Verify(new ChonkProof([longer, circuits[1]], [.. elements[..end], Fr.Zero, .. elements[end..]]));
        Assert.Equal((VerificationFailure.ProofTooLong, "circuit 0 (circuit:0)"), (first.Failure, first.Detail));
    }

    [Fact]
    public void Verify_ElementNotBelowTheModulus_IsRejected()
    {
        byte[] proof = flow.Proof.ToBytes();
        UInt256 lifted = UInt256.Add(flow.Elements.Span[3].ToInteger(), Fr.Modulus, out bool carry);
        Assert.False(carry);
        lifted.WriteBigEndian(proof.AsSpan(3 * 32));
        Assert.Equal(VerificationFailure.NonCanonicalElement, flow.Verifier.Verify(proof, flow.Proof.ManifestToBytes()).Failure);
    }

    [Fact]
    public void Verify_OtherKeysOrOrder_IsRejected()
    {
        ProvedCircuit first = flow.Proof.Circuits[0];
        ProvedCircuit second = flow.Proof.Circuits[1];
        Assert.Equal(VerificationFailure.InvalidKey, flow.Verifier.Verify(flow.Proof, [second.Key, first.Key]).Failure);
        Assert.Equal(VerificationFailure.InvalidKey, flow.Verifier.Verify(flow.Proof, [first.Key]).Failure);
        Assert.Equal(VerificationFailure.InvalidKey, flow.Verifier.Verify(flow.Proof, [first.Key, second.Key, second.Key]).Failure);
        Assert.Equal(VerificationFailure.InvalidKey, flow.Verifier.Verify(flow.Proof, [first.Key, first.Key]).Failure);

        // A manifest that claims another circuit for the same elements.
        ChonkProof swapped = new(
            [first with { Key = second.Key }, second with { Key = first.Key }], flow.Elements.ToArray());
        Assert.False(flow.Verifier.Verify(swapped).IsAccepted);
        G1Affine[] commitments = [.. first.Key.Commitments];
        (commitments[(int)MegaColumn.QL], commitments[(int)MegaColumn.QR]) =
            (commitments[(int)MegaColumn.QR], commitments[(int)MegaColumn.QL]);
        VerificationKey wrong = new(first.Key.LogCircuitSize, first.Key.PublicInputCount, first.Key.PublicInputOffset, commitments);
        ChonkProof otherKey = new([first with { Key = wrong }, second], flow.Elements.ToArray());
        Assert.Equal(VerificationFailure.SumcheckRound, flow.Verifier.Verify(otherKey).Failure);
    }

    [Fact]
    public void Verify_OtherReferenceString_FailsThePairing() =>
        Assert.Equal(VerificationFailure.Pairing, new ChonkVerifier(G2Affine.Generator).Verify(flow.Proof).Failure);

    [Fact]
    public void Verify_RandomElements_IsRejectedWithoutThrowing()
    {
        for (int i = 0; i < 5; i++)
        {
            Fr[] random = [.. Enumerable.Range(0, flow.Elements.Length).Select(_ => Fr.Random())];
            Assert.False(flow.Verifier.Verify(new ChonkProof(flow.Proof.Circuits, random)).IsAccepted);
        }

        // All zeros: every commitment is infinity and every sumcheck is consistent, but the keys' columns do not vanish.
        Assert.Equal(
            VerificationFailure.Pairing,
            flow.Verifier.Verify(new ChonkProof([flow.Proof.Circuits[0]], new Fr[flow.Proof.Circuits[0].ElementCount + 124])).Failure);
    }

    [Fact]
    public void Verify_CircuitPartsSwapped_IsRejected()
    {
        ProvedCircuit[] circuits = [.. flow.Proof.Circuits];
        ChonkProof single = SmallFlow.Prove([SampleCircuits.Random(SmallFlow.FirstSeed)]);

        // The decider of another proof with the same first circuit does not open this chain.
        Fr[] grafted = [.. flow.Elements.Span[..^FoldingProofLength.Decider], .. single.Elements.Span[^FoldingProofLength.Decider..]];
        Assert.Equal(VerificationFailure.Pairing, flow.Verifier.Verify(new ChonkProof(circuits, grafted)).Failure);
    }

    [Fact]
    public void Prove_WitnessThatBreaksARelation_IsRejected()
    {
        foreach (bool first in new[] { true, false })
        {
            MegaCircuitBuilder Broken()
            {
                MegaCircuitBuilder circuit = SampleCircuits.Random(3);
                uint wrong = circuit.AddVariable(Fr.FromUInt64(5));
                circuit.AddGate(new(wrong, circuit.ZeroVariable, circuit.ZeroVariable, circuit.ZeroVariable) { QA = Fr.One });
                return circuit;
            }

            ChonkProof proof = SmallFlow.Prove(first ? [Broken(), SampleCircuits.Random(4)] : [SampleCircuits.Random(4), Broken()]);
            VerificationResult result = flow.Verifier.Verify(proof);
            Assert.Equal(VerificationFailure.SumcheckRound, result.Failure);
            Assert.StartsWith(first ? "circuit 0" : "circuit 1", result.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Finish_BeforeTheLastCircuit_Throws()
    {
        using ChonkProver prover = new(TestCommitmentKey.Instance.Key);
        Assert.Throws<InvalidOperationException>(prover.Finish);
        prover.Accumulate("only", SampleCircuits.Random(1), null, isLast: true);
        Assert.Throws<InvalidOperationException>(() => prover.Accumulate("more", SampleCircuits.Random(1), null, isLast: true));
        Assert.Single(prover.Finish().Circuits);
    }

    [Fact]
    public void Accumulate_CircuitThatItsWitnessViolates_IsRefusedAndTheProverGoesOn()
    {
        using ChonkProver prover = new(TestCommitmentKey.Instance.Key);
        MegaCircuitBuilder violated = SmallFlow.Tiny(1);
        violated.ConstrainBits(violated.AddVariable(Fr.FromUInt64(256)), 8);
        UnsatisfiedCircuitException refused = Assert.Throws<UnsatisfiedCircuitException>(() => prover.Accumulate("tiny", violated, null, isLast: true));
        Assert.Equal(("tiny", "A value exceeds its 8 bits."), (refused.CircuitName, refused.Reason));
        prover.Accumulate("sound", SmallFlow.Tiny(1), null, isLast: true);
        Assert.True(flow.Verifier.Verify(prover.Finish()).IsAccepted);
    }

    [Fact]
    public void Accumulate_KeyOfAnotherShape_Throws()
    {
        using ChonkProver prover = new(TestCommitmentKey.Instance.Key);
        Assert.Throws<ArgumentException>(
            () => prover.Accumulate("tiny", SmallFlow.Tiny(1), flow.Proof.Circuits[0].Key, isLast: true));
    }

    private void AssertAlteredIsRejected(int index)
    {
        Fr[] altered = [.. flow.Elements.Span];
        altered[index] += Fr.One;
        VerificationResult result = flow.Verifier.Verify(new ChonkProof(flow.Proof.Circuits, altered));
        Assert.False(result.IsAccepted, $"element {index}");
        VerificationFailure[] expected = flow.ExpectedFailures(index);
        Assert.True(expected.Contains(result.Failure), $"element {index}: {result}, expected {string.Join(" or ", expected)}");
    }

    /// <summary>A proof of two circuits, made once.</summary>
    public sealed class SmallFlow
    {
        public const int FirstSeed = 1;

        public SmallFlow()
        {
            Verifier = new ChonkVerifier(TestCommitmentKey.Instance.Srs.TauG2);
            Proof = Prove([SampleCircuits.Random(FirstSeed), SampleCircuits.Random(2)]);
        }

        public ChonkVerifier Verifier { get; }

        public ChonkProof Proof { get; }

        public ReadOnlyMemory<Fr> Elements => Proof.Elements;

        public static ChonkProof Prove(IEnumerable<MegaCircuitBuilder> circuits, MemoryProfiler? profiler = null)
        {
            using ChonkProver prover = new(TestCommitmentKey.Instance.Key, profiler);
            MegaCircuitBuilder[] all = [.. circuits];
            for (int i = 0; i < all.Length; i++)
            {
                prover.Accumulate($"circuit:{i}", all[i], null, i == all.Length - 1);
            }

            return prover.Finish();
        }

        /// <summary>A circuit of a few arithmetic rows and no tables.</summary>
        public static MegaCircuitBuilder Tiny(int seed)
        {
            MegaCircuitBuilder circuit = new([.. Enumerable.Range(1, 8).Select(i => Fr.FromInt(i))], [2]);
            SampleCircuits.AddSums(circuit, new Random(seed));
            return circuit;
        }

        /// <summary>Where the first check fails that depends on an element.</summary>
        public VerificationFailure[] ExpectedFailures(int index)
        {
            int position = index;
            foreach (ProvedCircuit circuit in Proof.Circuits)
            {
                if (position < circuit.ElementCount)
                {
                    position -= circuit.Key.PublicInputCount;
                    return position < 0 ? [VerificationFailure.SumcheckRound]
                        : position < 27 * 4 ? [VerificationFailure.PointNotOnCurve]
                        : position < (27 * 4) + (24 * 8) ? [VerificationFailure.SumcheckRound, VerificationFailure.SumcheckEvaluations]
                        : position < FoldingProofLength.InstanceToAccumulator
                            ? [VerificationFailure.SumcheckEvaluations, VerificationFailure.SumcheckRound, VerificationFailure.Pairing]
                        : position < FoldingProofLength.InstanceToAccumulator + (24 * 4)
                            ? [VerificationFailure.SumcheckRound, VerificationFailure.KnownEvaluation]
                        : [VerificationFailure.SumcheckEvaluations, VerificationFailure.KnownEvaluation];
                }

                position -= circuit.ElementCount;
            }

            bool isPoint = position < 23 * 4 || position >= (23 * 4) + 24;
            return [isPoint ? VerificationFailure.PointNotOnCurve : VerificationFailure.Pairing];
        }
    }
}
