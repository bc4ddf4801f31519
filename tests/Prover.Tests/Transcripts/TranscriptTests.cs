using Chonk.Prover.Fields;
using Chonk.Prover.Hashing;
using Chonk.Prover.Transcripts;
using Xunit;

namespace Chonk.Prover.Tests.Transcripts;

public sealed class TranscriptTests
{
    [Fact]
    public void Challenge_FirstAndLater_HashPreviousThenBuffer()
    {
        ProverTranscript transcript = new();
        transcript.Absorb("a", Fr.FromUInt64(5));
        transcript.Send("b", Fr.FromUInt64(6));
        Fr first = Poseidon2.Hash([Fr.FromUInt64(5), Fr.FromUInt64(6)]);
        Assert.Equal(Low(first), transcript.Challenge("c"));

        // Nothing new: the full hash, not the challenge, is hashed again.
        Fr second = Poseidon2.Hash([first]);
        Assert.Equal(Low(second), transcript.Challenge("c"));

        transcript.Send("d", Fr.One);
        Fr third = Poseidon2.Hash([second, Fr.One]);
        Fr fourth = Poseidon2.Hash([third]);
        Fr[] three = new Fr[3];
        transcript.Challenges(["x", "y", "z"], three);
        Assert.Equal([Low(third), High(third), Low(fourth)], three);
        Assert.Equal([Fr.FromUInt64(6), Fr.One], transcript.TakeProof());
        Assert.Empty(transcript.TakeProof());
    }

    /// <summary>Messages shorter and longer than what is collected between two hashes as a rule.</summary>
    [Theory]
    [InlineData(1, 63)]
    [InlineData(64, 1)]
    [InlineData(10, 300)]
    [InlineData(129, 129)]
    public void Challenge_MessagesOfAnyLength_AreHashedWhole(int first, int second)
    {
        Fr[] elements = [.. Enumerable.Range(1, first + second).Select(static i => Fr.FromInt(i))];
        ProverTranscript transcript = new();
        transcript.Send("a", elements.AsSpan(0, first));
        transcript.Send("b", elements.AsSpan(first));
        Assert.Equal(Low(Poseidon2.Hash(elements)), transcript.Challenge("c"));
    }

    [Fact]
    public void Challenge_BeforeAnyMessage_Throws() =>
        Assert.Throws<InvalidOperationException>(() => new ProverTranscript().Challenge("c"));

    [Fact]
    public void Split_EdgeHashes_GivesTwoHalvesThatRecombine()
    {
        Fr shift = Fr.FromInteger(new UInt256(0, 1UL << 63, 0, 0));
        foreach (Fr hash in new[] { Fr.Zero, Fr.One, -Fr.One, shift, shift - Fr.One, Fr.Random() })
        {
            (Fr low, Fr high) = Transcript.Split(hash);
            Assert.True(low.ToInteger().BitLength <= Transcript.ChallengeBits);
            Assert.True(high.ToInteger().BitLength <= Transcript.ChallengeBits);
            Assert.Equal(hash, low + (high * shift));
        }
    }

    [Fact]
    public void DyadicPowers_OfOneChallenge_AreSquares()
    {
        ProverTranscript transcript = new();
        transcript.Absorb("a", Fr.One);
        Fr[] powers = transcript.DyadicPowersOfChallenge("g", 24);
        Assert.Equal(24, powers.Length);
        for (int i = 1; i < powers.Length; i++)
        {
            Assert.Equal(Fr.Square(powers[i - 1]), powers[i]);
        }
    }

    [Fact]
    public void VerifierTranscript_HonestMessages_RoundTripWithEqualManifests()
    {
        Fq big = -Fq.One;
        ProverTranscript prover = new();
        prover.RecordManifest();
        prover.Absorb("key", Fr.FromUInt64(9));
        prover.Send("n", 7u);
        prover.Send("f", Fr.FromUInt64(8));
        prover.Send("q", big);
        Fr expected = prover.Challenge("c");

        VerifierTranscript verifier = new(prover.TakeProof());
        verifier.RecordManifest();
        verifier.Absorb("key", Fr.FromUInt64(9));
        Assert.True(verifier.TryReceive("n", out uint number));
        Assert.True(verifier.TryReceive("f", out Fr element));
        Assert.True(verifier.TryReceive("q", out Fq other));
        Assert.Equal((7u, Fr.FromUInt64(8), big), (number, element, other));
        Assert.Equal(expected, verifier.Challenge("c"));
        Assert.Equal(prover.Manifest, verifier.Manifest);
        Assert.Equal(0, verifier.RemainingCount);
    }

    [Fact]
    public void VerifierTranscript_ProofTooShort_FailsForGood()
    {
        VerifierTranscript verifier = new(new Fr[1]);
        Assert.False(verifier.TryReceive("q", out Fq _));
        Assert.False(verifier.TryReceive("f", out Fr _));
        Assert.Equal((VerificationFailure.ProofTooShort, "q"), (verifier.Failure, verifier.FailedLabel));
        Assert.Equal("ProofTooShort (q)", verifier.Rejection.ToString());
        Fr[] values = [Fr.One];
        Assert.False(verifier.TryReceive("v", values));
        Assert.Equal([Fr.Zero], values);
    }

    [Fact]
    public void VerifierTranscript_NumberOf33Bits_IsRefused()
    {
        VerifierTranscript verifier = new(new[] { Fr.FromUInt64(1UL << 32) });
        Assert.False(verifier.TryReceive("n", out uint _));
        Assert.Equal(VerificationFailure.NonCanonicalElement, verifier.Failure);
        Assert.True(new VerifierTranscript(new[] { Fr.FromUInt64(uint.MaxValue) }).TryReceive("n", out uint largest));
        Assert.Equal(uint.MaxValue, largest);
    }

    [Fact]
    public void Codec_Fq_SplitsAt136BitsAndRefusesWhatIsNotCanonical()
    {
        Fq value = Fq.FromInteger(UInt256.ParseHex("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"));
        Span<Fr> encoded = new Fr[2];
        TranscriptCodec.Encode(value, encoded);
        Assert.Equal("0x000000000000000000000000000000ef0123456789abcdef0123456789abcdef", encoded[0].ToString());
        Assert.Equal("0x00000000000000000000000000000000000123456789abcdef0123456789abcd", encoded[1].ToString());
        Assert.True(TranscriptCodec.TryDecode(encoded, out Fq decoded));
        Assert.Equal(value, decoded);

        // q itself, low part of 137 bits, high part beyond 254 bits in total, and a negative part.
        UInt256 q = Fq.Modulus;
        Fr qLow = Fr.FromInteger(new UInt256(q.L0, q.L1, q.L2 & 0xff, 0));
        Fr qHigh = Fr.FromInteger(q >> 136);
        foreach (Fr[] bad in new Fr[][]
                 {
                     [qLow, qHigh],
                     [Fr.FromInteger(new UInt256(0, 0, 0x100, 0)), Fr.Zero],
                     [Fr.Zero, Fr.FromInteger(new UInt256(0, 1UL << 56, 0, 0))],
                     [Fr.Zero, -Fr.One],
                     [-Fr.One, Fr.Zero],
                 })
        {
            Assert.False(TranscriptCodec.TryDecode(bad, out _));
        }

        Assert.True(TranscriptCodec.TryDecode([qLow - Fr.One, qHigh], out Fq largest));
        Assert.Equal(-Fq.One, largest);
    }

    [Fact]
    public void Points_OfBothCurvesAndInfinity_RoundTrip()
    {
        G1Affine point = (G1Jacobian.Generator * Fr.Random()).ToAffine();
        GrumpkinAffine other = (GrumpkinJacobian.Generator * Fq.Random()).ToAffine();
        ProverTranscript prover = new();
        prover.Send("p", point);
        prover.Send("infinity", G1Affine.Infinity);
        prover.Send("g", other);
        Fr[] proof = prover.TakeProof();
        Assert.Equal(10, proof.Length);
        Assert.All(proof[4..8], element => Assert.True(element.IsZero));

        VerifierTranscript verifier = new(proof);
        Assert.True(verifier.TryReceive("p", out G1Affine p));
        Assert.True(verifier.TryReceive("infinity", out G1Affine infinity));
        Assert.True(verifier.TryReceive("g", out GrumpkinAffine g));
        Assert.Equal((point, G1Affine.Infinity, other), (p, infinity, g));
    }

    [Theory]
    [InlineData(0, VerificationFailure.PointNotOnCurve)]
    [InlineData(1, VerificationFailure.PointNotOnCurve)]
    [InlineData(2, VerificationFailure.PointNotOnCurve)]
    [InlineData(3, VerificationFailure.PointNotOnCurve)]
    public void Points_OneElementAltered_AreOffTheCurve(int index, VerificationFailure expected)
    {
        Fr[] proof = new Fr[4];
        TranscriptCodec.Encode(G1Affine.Generator, proof);
        proof[index] += Fr.One;
        VerifierTranscript verifier = new(proof);
        Assert.False(verifier.TryReceive("p", out G1Affine refused));
        Assert.True(refused.IsInfinity);
        Assert.Equal(expected, verifier.Failure);
        proof[index] = -Fr.One;
        Assert.Equal(VerificationFailure.NonCanonicalElement, TranscriptCodec.Decode(proof, out _));
    }

    [Fact]
    public void Points_OfGrumpkinOffTheCurve_AreRefused()
    {
        GrumpkinAffine generator = GrumpkinAffine.Generator;
        foreach (Fr[] proof in new Fr[][] { [generator.X + Fr.One, generator.Y], [generator.X, generator.Y + Fr.One], [Fr.One, Fr.Zero], [Fr.Zero, Fr.One] })
        {
            VerifierTranscript verifier = new(proof);
            Assert.False(verifier.TryReceive("g", out GrumpkinAffine refused));
            Assert.True(refused.IsInfinity);
            Assert.Equal((VerificationFailure.PointNotOnCurve, "g"), (verifier.Failure, verifier.FailedLabel));
        }
    }

    [Fact]
    public void VerificationResult_AtPlace_KeepsReason()
    {
        VerificationResult rejected = VerificationResult.Reject(VerificationFailure.Pairing).At("decider");
        Assert.Equal("Pairing (decider)", rejected.ToString());
        Assert.False(rejected.IsAccepted);
        Assert.Equal("accepted", VerificationResult.Accepted.At("x").ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => VerificationResult.Reject(VerificationFailure.None));
    }

    [Fact]
    public void VerificationResult_Default_IsARejection()
    {
        VerificationResult unset = default;
        Assert.False(unset.IsAccepted);
        Assert.Equal(VerificationFailure.NotVerified, unset.Failure);
        Assert.Equal("NotVerified (x)", unset.At("x").ToString());
        Assert.NotEqual(VerificationResult.Accepted, unset);
    }

    private static Fr Low(Fr hash) => Transcript.Split(hash).Low;

    private static Fr High(Fr hash) => Transcript.Split(hash).High;
}
