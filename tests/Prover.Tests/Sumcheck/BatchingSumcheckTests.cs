using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Scheduling;
using Chonk.Prover.Sumcheck;
using Chonk.Prover.Tests.Arithmetization.Relations;
using Chonk.Prover.Transcripts;
using Xunit;

namespace Chonk.Prover.Tests.Sumcheck;

public sealed class BatchingSumcheckTests
{
    private const int Rounds = 24;
    private const int RoundLength = 4;

    [Theory]
    [InlineData(1, 8, 8)]
    [InlineData(2, 5, 9)]
    [InlineData(3, 9, 3)]
    [InlineData(4, 0, 7)]
    public void Prove_TrueClaims_AreAcceptedAtTheNewPoint(int seed, int accumulatorLogSize, int instanceLogSize)
    {
        using Case c = new(seed, accumulatorLogSize, instanceLogSize);
        Fr[] proof = c.Prove(threads: 2);
        Assert.Equal(proof, c.Prove(threads: 1));
        Assert.Equal(102, proof.Length);
        Assert.Equal(BatchingSumcheckVerifier.ProofLength(Rounds), proof.Length);
        VerificationResult result = c.RunVerifier(proof, c.Target, out BatchingOutput? output);
        Assert.True(result.IsAccepted, result.ToString());
        Assert.Equal(EqPolynomial.EvaluateMultilinear(c.Accumulator.Unshifted, output!.Point), output.Evaluations.AccumulatorUnshifted);
        Assert.Equal(EqPolynomial.EvaluateMultilinear(c.Accumulator.Shifted, output.Point), output.Evaluations.AccumulatorShifted);
        Assert.Equal(EqPolynomial.EvaluateMultilinear(c.Instance.Unshifted, output.Point), output.Evaluations.InstanceUnshifted);
        Assert.Equal(EqPolynomial.EvaluateMultilinear(c.Instance.Shifted, output.Point), output.Evaluations.InstanceShifted);
        Assert.Equal(EqPolynomial.Evaluate(c.AccumulatorPoint, output.Point), output.Evaluations.AccumulatorEq);
        Assert.Equal(EqPolynomial.Evaluate(c.InstancePoint, output.Point), output.Evaluations.InstanceEq);
    }

    [Fact]
    public void Prove_EveryRound_SendsTheSumOverTheRemainingRows()
    {
        const int LogSize = 4;
        const int SmallRounds = 6;
        using Case c = new(5, LogSize, LogSize, SmallRounds);
        Fr[] proof = c.Prove(threads: 2);
        VerifierTranscript transcript = c.StartVerifier(proof);
        List<Fr> bound = [];
        Fr[] univariate = new Fr[RoundLength];
        for (int i = 0; i < SmallRounds; i++)
        {
            Assert.True(transcript.TryReceive("round", univariate));
            for (int k = 0; k < RoundLength; k++)
            {
                Fr expected = Fr.Zero;
                for (int rest = 0; rest < 1 << (SmallRounds - i - 1); rest++)
                {
                    Fr[] x = [.. bound, Fr.FromInt(k), .. Enumerable.Range(0, SmallRounds - i - 1).Select(b => Fr.FromInt((rest >> b) & 1))];
                    expected += (EqPolynomial.Evaluate(c.AccumulatorPoint, x)
                            * (EqPolynomial.EvaluateMultilinear(c.Accumulator.Unshifted, x)
                                + (c.Alpha * EqPolynomial.EvaluateMultilinear(c.Accumulator.Shifted, x))))
                        + (c.Alpha * c.Alpha * EqPolynomial.Evaluate(c.InstancePoint, x)
                            * (EqPolynomial.EvaluateMultilinear(c.Instance.Unshifted, x)
                                + (c.Alpha * EqPolynomial.EvaluateMultilinear(c.Instance.Shifted, x))));
                }

                Assert.Equal(expected, univariate[k]);
            }

            bound.Add(transcript.Challenge("u"));
        }
    }

    [Fact]
    public void Verify_EveryElementAlteredInTurn_IsRejectedForTheExpectedReason()
    {
        using Case c = new(6, 6, 5);
        Fr[] proof = c.Prove(threads: 1);
        for (int i = 0; i < proof.Length; i++)
        {
            Fr[] altered = [.. proof];
            altered[i] += Fr.One;
            VerificationFailure expected = i < (Rounds - 1) * RoundLength || (i < Rounds * RoundLength && i % RoundLength < 2)
                ? VerificationFailure.SumcheckRound
                : i < Rounds * RoundLength ? VerificationFailure.KnownEvaluation
                : i - (Rounds * RoundLength) is 2 or 3 ? VerificationFailure.KnownEvaluation : VerificationFailure.SumcheckEvaluations;
            VerificationFailure actual = c.RunVerifier(altered, c.Target, out BatchingOutput? output).Failure;
            Assert.Null(output);
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Verify_FalseClaimOrTruncation_IsRejected()
    {
        using Case c = new(7, 4, 4);
        Fr[] proof = c.Prove(threads: 1);
        Assert.Equal(VerificationFailure.SumcheckRound, c.RunVerifier(proof, c.Target + Fr.One, out _).Failure);
        for (int length = 0; length < proof.Length; length++)
        {
            Assert.Equal(VerificationFailure.ProofTooShort, c.RunVerifier(proof[..length], c.Target, out _).Failure);
        }
    }

    [Fact]
    public void Prove_CompactPolynomial_IsRefused()
    {
        using Polynomial full = Polynomial.CreateFull(2, BufferCategory.Other);
        using Polynomial compact = new(0, new ConstantRows(Fr.One, 2, BufferCategory.Other), 2);
        Fr[] point = [Fr.One];
        Assert.Throws<ArgumentException>(() => BatchingSumcheckProver.Prove(
            new ProverTranscript(), new BatchingPolynomials(full, full), point, new BatchingPolynomials(full, compact), point, Fr.One));
    }

    private sealed class Case : IDisposable
    {
        private readonly int seed;
        private readonly Polynomial[] owned;

        public Case(int seed, int accumulatorLogSize, int instanceLogSize, int rounds = Rounds)
        {
            this.seed = seed;
            Random random = new(seed);
            owned =
            [
                RandomPolynomial(random, accumulatorLogSize, 0), RandomPolynomial(random, accumulatorLogSize, 1),
                RandomPolynomial(random, instanceLogSize, 0), RandomPolynomial(random, instanceLogSize, 1),
            ];
            Accumulator = new(owned[0], owned[1].Shifted());
            Instance = new(owned[2], owned[3].Shifted());
            AccumulatorPoint = [.. Enumerable.Range(0, rounds).Select(_ => RelationTesting.RandomFr(random))];
            InstancePoint = [.. Enumerable.Range(0, rounds).Select(_ => RelationTesting.RandomFr(random))];
            Alpha = RelationTesting.RandomFr(random);
            Target = EqPolynomial.EvaluateMultilinear(Accumulator.Unshifted, AccumulatorPoint)
                + (Alpha * EqPolynomial.EvaluateMultilinear(Accumulator.Shifted, AccumulatorPoint))
                + (Alpha * Alpha * EqPolynomial.EvaluateMultilinear(Instance.Unshifted, InstancePoint))
                + (Alpha * Alpha * Alpha * EqPolynomial.EvaluateMultilinear(Instance.Shifted, InstancePoint));
        }

        public BatchingPolynomials Accumulator { get; }

        public BatchingPolynomials Instance { get; }

        public Fr[] AccumulatorPoint { get; }

        public Fr[] InstancePoint { get; }

        public Fr Alpha { get; }

        public Fr Target { get; }

        public Fr[] Prove(int threads)
        {
            ProverTranscript transcript = new();
            transcript.Absorb("start", Fr.FromInt(seed));
            using WorkScheduler scheduler = new(threads);
            BatchingSumcheckProver.Prove(transcript, Accumulator, AccumulatorPoint, Instance, InstancePoint, Alpha, scheduler);
            return transcript.TakeProof();
        }

        public VerifierTranscript StartVerifier(Fr[] proof)
        {
            VerifierTranscript transcript = new(proof);
            transcript.Absorb("start", Fr.FromInt(seed));
            return transcript;
        }

        public VerificationResult RunVerifier(Fr[] proof, Fr target, out BatchingOutput? output) =>
            BatchingSumcheckVerifier.Verify(StartVerifier(proof), target, AccumulatorPoint, InstancePoint, Alpha, out output);

        public void Dispose()
        {
            foreach (Polynomial polynomial in owned)
            {
                polynomial.Dispose();
            }
        }

        private static Polynomial RandomPolynomial(Random random, int logSize, int start)
        {
            int size = 1 << logSize;
            int first = Math.Min(size, start + random.Next(2));
            Polynomial polynomial = new(first, Math.Max(0, size - first - random.Next(2)), size, BufferCategory.Other);
            foreach (ref Fr value in polynomial.Coefficients)
            {
                value = RelationTesting.RandomFr(random);
            }

            return polynomial;
        }
    }
}
