using Chonk.Prover.Arithmetization;
using Chonk.Prover.Folding;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Tests.Arithmetization;
using Chonk.Prover.Tests.Commitments;
using Chonk.Prover.Transcripts;
using Xunit;

namespace Chonk.Prover.Tests.Folding;

/// <summary>Accumulators as claims: what the prover claims is true, and what the verifier derives is the same claim.</summary>
public sealed class FoldingTests
{
    private readonly TestCommitmentKey key = TestCommitmentKey.Instance;

    [Theory]
    [InlineData(1, 2)]
    [InlineData(-1, 3)]
    [InlineData(4, -2)]
    public void Fold_TwoCircuits_GivesTrueClaimsThatTheVerifierDerives(int firstSeed, int secondSeed)
    {
        ProverTranscript transcript = new();
        transcript.RecordManifest();
        FoldingProver prover = new(key.Key, transcript);
        using MegaInstance first = Create(firstSeed, out VerificationKey firstKey);
        using MegaInstance second = Create(secondSeed, out VerificationKey secondKey);

        ProverAccumulator single = prover.InstanceToAccumulator(first, firstKey);
        AssertClaimIsTrue(single);
        VerifierAccumulator singleClaim = single.Claim;
        Fr[] firstProof = transcript.TakeProof();
        Assert.Equal(FoldingProofLength.OfCircuit(true, firstKey.PublicInputCount), firstProof.Length);

        using ProverAccumulator folded = prover.Fold(single, second, secondKey);
        AssertClaimIsTrue(folded);
        Fr[] secondProof = transcript.TakeProof();
        Assert.Equal(FoldingProofLength.OfCircuit(false, secondKey.PublicInputCount), secondProof.Length);
        Assert.Equal(Math.Max(firstKey.LogCircuitSize, secondKey.LogCircuitSize), folded.LogSize);

        VerifierTranscript verifierTranscript = new(firstProof);
        verifierTranscript.RecordManifest();
        FoldingVerifier verifier = new(verifierTranscript);
        Assert.True(verifier.TryReduceInstance(firstKey, out _, out VerifierAccumulator? verified).IsAccepted);
        AssertSameClaim(singleClaim, verified!);
        verifierTranscript.Load(secondProof);
        Assert.True(verifier.TryFold(verified!, secondKey, out Fr[] publicInputs, out verified).IsAccepted);
        AssertSameClaim(folded.Claim, verified!);
        Assert.Equal(second.PublicInputs, publicInputs);
        Assert.Equal(transcript.Manifest, verifierTranscript.Manifest);
    }

    [Fact]
    public void Transcript_OfTwoCircuits_HasTheProtocolsMessages()
    {
        ProverTranscript transcript = new();
        transcript.RecordManifest();
        FoldingProver prover = new(key.Key, transcript);
        using MegaInstance first = Create(-1, out VerificationKey firstKey);
        using MegaInstance second = Create(-2, out VerificationKey secondKey);
        using ProverAccumulator accumulator = prover.Fold(prover.InstanceToAccumulator(first, firstKey), second, secondKey);
        DeciderProver.Prove(accumulator, key.Key, transcript);

        List<string> expected = [.. Circuit(), .. Circuit(), "Sumcheck:alpha"];
        AddRounds(expected, 4, 6);
        expected.Add("claim_batching_challenge");
        expected.Add("rho");
        expected.AddRange(Enumerable.Range(1, 23).Select(i => $"Gemini:FOLD_{i} 4"));
        expected.Add("Gemini:r");
        expected.AddRange(Enumerable.Range(1, 24).Select(i => $"Gemini:a_{i} 1"));
        expected.AddRange(["Shplonk:nu", "Shplonk:Q 4", "Shplonk:z", "KZG:W 4"]);
        Assert.Equal(expected, transcript.Manifest.Select(e => e.ElementCount == 0 ? e.Label : $"{e.Label} {e.ElementCount}"));

        static List<string> Circuit()
        {
            string[] buses = ["KERNEL_CALLDATA", "FIRST_APP_CALLDATA", "SECOND_APP_CALLDATA", "THIRD_APP_CALLDATA", "RETURN_DATA"];
            List<string> messages = ["vk_hash 1", "public_input_0 1", "W_L 4", "W_R 4", "W_O 4"];
            messages.AddRange(Enumerable.Range(1, 4).Select(i => $"ECC_OP_WIRE_{i} 4"));
            messages.AddRange(buses.SelectMany(bus => new[] { $"{bus} 4", $"{bus}_READ_COUNTS 4" }));
            messages.AddRange(["eta", "LOOKUP_READ_COUNTS 4", "LOOKUP_READ_TAGS 4", "W_4 4", "beta", "gamma", "LOOKUP_INVERSES 4"]);
            messages.AddRange(buses.Select(bus => $"{bus}_INVERSES 4"));
            messages.AddRange(["Z_PERM 4", "alpha", "HypernovaFoldingProver:gate_challenge"]);
            AddRounds(messages, 8, 72);
            messages.AddRange(Enumerable.Range(0, 66).Select(i => $"unshifted_challenge_{i}"));
            messages.AddRange(Enumerable.Range(0, 4).Select(i => $"shifted_challenge_{i}"));
            return messages;
        }

        static void AddRounds(List<string> messages, int univariate, int evaluations)
        {
            messages.AddRange(Enumerable.Range(0, 24).SelectMany(i => new[] { $"Sumcheck:univariate_{i} {univariate}", $"Sumcheck:u_{i}" }));
            messages.Add($"Sumcheck:evaluations {evaluations}");
        }
    }

    [Fact]
    public void Decider_OfAnAlteredClaim_FailsThePairing()
    {
        ProverTranscript transcript = new();
        using MegaInstance instance = Create(-3, out VerificationKey verificationKey);
        using ProverAccumulator accumulator = new FoldingProver(key.Key, transcript).InstanceToAccumulator(instance, verificationKey);
        Fr[] first = transcript.TakeProof();
        DeciderProver.Prove(accumulator, key.Key, transcript);
        Fr[] decider = transcript.TakeProof();
        Assert.Equal(FoldingProofLength.Decider, decider.Length);

        VerifierAccumulator claim = accumulator.Claim;
        Assert.True(Verify(claim));
        Assert.False(Verify(claim with { UnshiftedEvaluation = claim.UnshiftedEvaluation + Fr.One }));
        Assert.False(Verify(claim with { ShiftedEvaluation = claim.ShiftedEvaluation + Fr.One }));
        Assert.False(Verify(claim with { UnshiftedCommitment = claim.ShiftedCommitment }));
        Assert.False(Verify(claim with { ShiftedCommitment = claim.UnshiftedCommitment }));
        Assert.False(Verify(claim with { Point = [.. claim.Point[..23], claim.Point[23] + Fr.One] }));

        bool Verify(VerifierAccumulator statement)
        {
            VerifierTranscript verifier = new(first);
            Assert.True(new FoldingVerifier(verifier).TryReduceInstance(verificationKey, out _, out _).IsAccepted);
            verifier.Load(decider);
            Assert.True(DeciderVerifier.TryReduce(statement, verifier, out var points).IsAccepted);
            Assert.Equal(key.Check(points), points.Check(key.Srs.TauG2));
            return key.Check(points);
        }
    }

    /// <summary>A sample circuit for a positive seed, a tiny one for a negative.</summary>
    private static MegaInstance Create(int seed, out VerificationKey verificationKey)
    {
        MegaCircuitBuilder Build()
        {
            if (seed > 0)
            {
                return SampleCircuits.Random(seed);
            }

            MegaCircuitBuilder tiny = new([.. Enumerable.Range(1, 8).Select(i => Fr.FromInt(i))], [2]);
            SampleCircuits.AddSums(tiny, new Random(-seed));
            return tiny;
        }

        using MegaCircuitBuilder circuit = Build();
        MegaInstance instance = MegaInstance.Create(circuit);
        verificationKey = TrapdoorCommitments.KeyOf(instance);
        return instance;
    }

    private static void AssertSameClaim(VerifierAccumulator expected, VerifierAccumulator actual)
    {
        Assert.Equal(expected.Point, actual.Point);
        Assert.Equal(
            (expected.UnshiftedEvaluation, expected.ShiftedEvaluation, expected.UnshiftedCommitment, expected.ShiftedCommitment),
            (actual.UnshiftedEvaluation, actual.ShiftedEvaluation, actual.UnshiftedCommitment, actual.ShiftedCommitment));
    }

    private static void AssertClaimIsTrue(ProverAccumulator accumulator)
    {
        VerifierAccumulator claim = accumulator.Claim;
        Assert.Equal(24, claim.Point.Length);
        Fr zeroExtension = Fr.One;
        foreach (Fr coordinate in claim.Point.AsSpan(accumulator.LogSize))
        {
            zeroExtension *= Fr.One - coordinate;
        }

        using Polynomial shifted = accumulator.ToBeShifted.Shifted();
        Assert.Equal(claim.UnshiftedEvaluation, zeroExtension * Evaluate(accumulator.Unshifted, claim.Point, accumulator.LogSize));
        Assert.Equal(claim.ShiftedEvaluation, zeroExtension * Evaluate(shifted, claim.Point, accumulator.LogSize));
        Assert.Equal(claim.UnshiftedCommitment, TrapdoorCommitments.Commit(accumulator.Unshifted));
        Assert.Equal(claim.ShiftedCommitment, TrapdoorCommitments.Commit(accumulator.ToBeShifted));
    }

    /// <summary>The multilinear extension, by folding a copy once per variable.</summary>
    private static Fr Evaluate(Polynomial polynomial, Fr[] point, int logSize)
    {
        Fr[] values = [.. Enumerable.Range(0, 1 << logSize).Select(i => polynomial[i])];
        for (int k = 0; k < logSize; k++)
        {
            for (int i = 0; i < values.Length >> (k + 1); i++)
            {
                values[i] = values[2 * i] + (point[k] * (values[(2 * i) + 1] - values[2 * i]));
            }
        }

        return values[0];
    }
}
