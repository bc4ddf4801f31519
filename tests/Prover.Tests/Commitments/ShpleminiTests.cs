using Chonk.Prover.Commitments;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Transcripts;
using Xunit;

namespace Chonk.Prover.Tests.Commitments;

/// <summary>Gemini, Shplonk and KZG together: two multilinear claims at one point, proved and verified.</summary>
public sealed class ShpleminiTests
{
    [Theory]
    [InlineData(2, 2, 4, 4)]
    [InlineData(3, 3, 8, 8)]
    [InlineData(4, 24, 16, 16)]
    [InlineData(5, 24, 19, 32)]
    [InlineData(5, 9, 32, 17)]
    [InlineData(6, 7, 1, 2)]
    [InlineData(7, 24, 0, 100)]
    [InlineData(7, 24, 77, 0)]
    public void Prove_HonestClaims_AreAccepted(int logSize, int variables, int unshiftedEnd, int shiftedEnd)
    {
        using OpeningCase opening = new(logSize, variables, unshiftedEnd, shiftedEnd);
        (Fr[] proof, IReadOnlyList<TranscriptEntry> manifest) = opening.Prove();
        Assert.Equal((4 * (variables - 1)) + variables + 8, proof.Length);
        VerificationResult result = opening.Verify(proof, out IReadOnlyList<TranscriptEntry> verifierManifest);
        Assert.True(result.IsAccepted, result.ToString());
        Assert.Equal(manifest, verifierManifest);
    }

    [Fact]
    public void Verify_EachElementAltered_IsRejected()
    {
        using OpeningCase opening = new(4, 6, 16, 13);
        (Fr[] proof, _) = opening.Prove();
        const int Folds = 4 * 5;
        for (int i = 0; i < proof.Length; i++)
        {
            Fr[] altered = [.. proof];
            altered[i] += Fr.One;
            VerificationResult result = opening.Verify(altered, out _);
            bool isPoint = i < Folds || i >= Folds + 6;
            Assert.False(result.IsAccepted, $"element {i}");
            Assert.Equal(isPoint ? VerificationFailure.PointNotOnCurve : VerificationFailure.Pairing, result.Failure);
        }
    }

    [Fact]
    public void Verify_EachPointReplacedByAnother_FailsThePairing()
    {
        using OpeningCase opening = new(4, 6, 16, 13);
        (Fr[] proof, _) = opening.Prove();
        Fr[] other = new Fr[TranscriptCodec.G1Elements];
        TranscriptCodec.Encode(G1Jacobian.Double(G1Jacobian.Generator).ToAffine(), other);
        foreach (int at in new[] { 0, 4, 8, 12, 16, 26, 30 })
        {
            Fr[] altered = [.. proof];
            other.CopyTo(altered, at);
            Assert.Equal(VerificationFailure.Pairing, opening.Verify(altered, out _).Failure);
        }
    }

    [Fact]
    public void Verify_WrongEvaluationOrTruncatedProof_IsRejected()
    {
        using OpeningCase opening = new(4, 6, 16, 13);
        (Fr[] proof, _) = opening.Prove();
        Assert.Equal(VerificationFailure.Pairing, (opening with { Evaluation = opening.Evaluation + Fr.One }).Verify(proof, out _).Failure);
        Assert.Equal(
            VerificationFailure.Pairing,
            (opening with { ShiftedEvaluation = opening.ShiftedEvaluation + Fr.One }).Verify(proof, out _).Failure);
        for (int length = 0; length < proof.Length; length++)
        {
            Assert.Equal(VerificationFailure.ProofTooShort, opening.Verify(proof[..length], out _).Failure);
        }
    }

    /// <summary>The point depends on the challenge here, which no statement can: r (1 - u_l) + u_l = 0 leaves a fold's value open.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Gemini_PointThatACoordinateCannotBeSolvedAt_IsRejected(int coordinate)
    {
        Fr[] point = [Fr.FromUInt64(3), Fr.FromUInt64(5), Fr.FromUInt64(7), Fr.FromUInt64(11)];
        Assert.True(Reduce(out OpeningClaim[] claims).IsAccepted);
        Fr x = claims[2 * coordinate].Point;
        point[coordinate] = x * Fr.Inverse(x - Fr.One);
        VerificationResult result = Reduce(out claims);
        Assert.Equal((VerificationFailure.DegenerateChallenge, "Gemini:r"), (result.Failure, result.Detail));
        Assert.Empty(claims);

        VerificationResult Reduce(out OpeningClaim[] reduced)
        {
            VerifierTranscript transcript = new(new Fr[(4 * 3) + 4]);
            transcript.Absorb("statement", Fr.One);
            return GeminiVerifier.TryReduce(G1Affine.Generator, Fr.One, G1Affine.Generator, Fr.One, point, transcript, out reduced);
        }
    }

    /// <summary>As above: a claim at the very point z at which all claims are brought together.</summary>
    [Fact]
    public void Shplonk_ClaimAtTheChallenge_IsRejected()
    {
        OpeningClaim[] claims = [new(G1Jacobian.Generator, Fr.One, Fr.One), new(G1Jacobian.Generator, -Fr.One, Fr.One)];
        Assert.True(Reduce(out OpeningClaim reduced).IsAccepted);
        claims[1] = claims[1] with { Point = reduced.Point };
        VerificationResult result = Reduce(out _);
        Assert.Equal((VerificationFailure.DegenerateChallenge, "Shplonk:z"), (result.Failure, result.Detail));

        VerificationResult Reduce(out OpeningClaim claim)
        {
            VerifierTranscript transcript = new(new Fr[4]);
            transcript.Absorb("statement", Fr.One);
            return ShplonkVerifier.TryReduce(claims, transcript, out claim);
        }
    }

    private sealed record OpeningCase : IDisposable
    {
        private readonly int logSize;
        private readonly Fr[] point;
        private readonly Polynomial unshifted;
        private readonly Polynomial toBeShifted;
        private readonly TestCommitmentKey key = TestCommitmentKey.Instance;

        public OpeningCase(int logSize, int variables, int unshiftedEnd, int shiftedEnd)
        {
            this.logSize = logSize;
            point = [.. Enumerable.Range(0, variables).Select(_ => Fr.Random())];
            unshifted = new Polynomial(0, unshiftedEnd, 1 << logSize, BufferCategory.Other);
            toBeShifted = new Polynomial(Math.Min(1, shiftedEnd), Math.Max(0, shiftedEnd - 1), 1 << logSize, BufferCategory.Other);
            Fill(unshifted);
            Fill(toBeShifted);
            Evaluation = Multilinear(i => unshifted[i]);
            ShiftedEvaluation = Multilinear(i => toBeShifted[i + 1]);
        }

        public Fr Evaluation { get; init; }

        public Fr ShiftedEvaluation { get; init; }

        public (Fr[] Proof, IReadOnlyList<TranscriptEntry> Manifest) Prove()
        {
            ProverTranscript transcript = new();
            transcript.RecordManifest();
            transcript.Absorb("statement", Evaluation);
            ProverOpeningClaim claim;
            using (GeminiProver gemini = GeminiProver.Prove(unshifted, toBeShifted, logSize, point, key.Key, transcript))
            {
                foreach (ProverOpeningClaim c in gemini.Claims)
                {
                    Fr value = c.Polynomial.Evaluate(c.Point) + (c.Second is null ? default : c.SecondFactor * c.Second.Evaluate(c.Point));
                    Assert.Equal(c.Evaluation, value);
                }

                claim = ShplonkProver.Prove(gemini.Claims, key.Key, transcript);
            }

            Assert.True(claim.Polynomial.Evaluate(claim.Point).IsZero);
            KzgProver.Prove(claim, key.Key, transcript);
            return (transcript.TakeProof(), transcript.Manifest);
        }

        public VerificationResult Verify(Fr[] proof, out IReadOnlyList<TranscriptEntry> manifest)
        {
            // The statement is what the prover knew, whatever this case claims now.
            VerifierTranscript transcript = new(proof);
            transcript.RecordManifest();
            transcript.Absorb("statement", Multilinear(i => unshifted[i]));
            manifest = transcript.Manifest;
            VerificationResult result = GeminiVerifier.TryReduce(
                key.Key.Commit(unshifted), Evaluation, key.Key.Commit(toBeShifted), ShiftedEvaluation, point, transcript, out OpeningClaim[] claims);
            if (!result.IsAccepted)
            {
                return result;
            }

            result = ShplonkVerifier.TryReduce(claims, transcript, out OpeningClaim claim);
            if (!result.IsAccepted)
            {
                return result;
            }

            result = KzgVerifier.TryReduce(claim, transcript, out PairingPoints points);
            manifest = transcript.Manifest;
            return !result.IsAccepted || key.Check(points) ? result : VerificationResult.Reject(VerificationFailure.Pairing);
        }

        public void Dispose()
        {
            unshifted.Dispose();
            toBeShifted.Dispose();
        }

        private static void Fill(Polynomial polynomial)
        {
            foreach (ref Fr value in polynomial.Coefficients)
            {
                value = Fr.Random();
            }
        }

        /// <summary>The multilinear extension at the point, term by term.</summary>
        private Fr Multilinear(Func<int, Fr> coefficient)
        {
            Fr sum = Fr.Zero;
            for (int i = 0; i < 1 << logSize; i++)
            {
                Fr term = coefficient(i);
                for (int k = 0; k < point.Length; k++)
                {
                    term *= k < logSize && ((i >> k) & 1) == 1 ? point[k] : Fr.One - point[k];
                }

                sum += term;
            }

            return sum;
        }
    }
}
