using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Relations;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Relations;
using Chonk.Prover.Scheduling;
using Chonk.Prover.Sumcheck;
using Chonk.Prover.Tests.Arithmetization.Relations;
using Chonk.Prover.Tests.Support;
using Chonk.Prover.Transcripts;
using Xunit;

namespace Chonk.Prover.Tests.Sumcheck;

public sealed class SumcheckTests
{
    private const int Length = 8;

    [Fact]
    public void Prove_SatisfiedTrace_IsAcceptedWithTheNaiveUnivariates()
    {
        SampleTrace trace = new(11);
        Polynomial[] columns = trace.ToPolynomials();
        CompareWithNaive(columns, logSize: 7, rounds: 24, trace.Parameters, seed: 1);
        VerificationResult result = RunVerifier(Prove(columns, 7, 24, trace.Parameters, 1), 24, trace.Parameters, 1, out SumcheckOutput? output);
        Assert.True(result.IsAccepted, result.ToString());
        for (int c = 0; c < columns.Length; c++)
        {
            Assert.Equal(EqPolynomial.EvaluateMultilinear(columns[c], output!.Point), output.Evaluations[c]);
        }

        SampleTrace.Dispose(columns);
    }

    [Theory]
    [InlineData(0, 3, 21)]
    [InlineData(1, 1, 22)]
    [InlineData(3, 5, 23)]
    [InlineData(4, 6, 24)]
    [InlineData(8, 9, 25)]
    public void Prove_RandomColumnsOfOddRanges_SendsTheNaiveUnivariates(int logSize, int rounds, int seed)
    {
        Random random = new(seed);
        Polynomial[] columns = RandomColumns(random, 1 << logSize);
        CompareWithNaive(columns, logSize, rounds, RelationTesting.RandomParameters(random), seed);
        SampleTrace.Dispose(columns);
    }

    [Fact]
    public void Prove_AnyNumberOfThreads_SendsTheSameElements()
    {
        SampleTrace trace = new(12, 1024);
        Polynomial[] columns = trace.ToPolynomials();
        Fr[] expected = Prove(columns, 10, 12, trace.Parameters, 3, threads: 1);
        Assert.Equal(expected, Prove(columns, 10, 12, trace.Parameters, 3, threads: 2));
        Assert.Equal(expected, Prove(columns, 10, 12, trace.Parameters, 3, threads: 5));
        SampleTrace.Dispose(columns);
    }

    [VectorTheory]
    [InlineData(2, 31)]
    [InlineData(5, 32)]
    [InlineData(10, 33)]
    public void Prove_OneOrEightEdgesAtATime_SendsTheSameElements(int logSize, int seed)
    {
        Random random = new(seed);
        Polynomial[] columns = RandomColumns(random, 1 << logSize);
        RelationParameters<Fr> parameters = RelationTesting.RandomParameters(random);
        (Fr alpha, Fr[] betas) = Challenges(seed, logSize + 2);
        Fr[][] proofs = new Fr[2][];
        for (int i = 0; i < 2; i++)
        {
            ProverTranscript transcript = new();
            transcript.Absorb("start", Fr.FromInt(seed));
            _ = i == 0
                ? SumcheckProver<MegaRelations>.Prove<Fr, ScalarLane>(
                    transcript, columns, logSize, alpha, betas, parameters, WorkScheduler.Shared)
                : SumcheckProver<MegaRelations>.Prove<Fr8, Fr8Lane>(
                    transcript, columns, logSize, alpha, betas, parameters, WorkScheduler.Shared);
            proofs[i] = transcript.TakeProof();
        }

        Assert.Equal(proofs[0], proofs[1]);
        SampleTrace.Dispose(columns);
    }

    [Fact]
    public void Prove_Columns_AreReadOnly()
    {
        SampleTrace trace = new(13);
        Polynomial[] columns = trace.ToPolynomials();
        Fr[][] before = [.. columns.Select(c => c.Coefficients.ToArray())];
        Prove(columns, 7, 24, trace.Parameters, 4);
        Assert.Equal(before, columns.Select(c => c.Coefficients.ToArray()));
        SampleTrace.Dispose(columns);
    }

    [Fact]
    public void Verify_EveryElementAlteredInTurn_IsRejectedThereOrLater()
    {
        SampleTrace trace = new(14);
        Polynomial[] columns = trace.ToPolynomials();
        Fr[] proof = Prove(columns, 7, 24, trace.Parameters, 5);
        Assert.Equal(SumcheckVerifier<MegaRelations>.ProofLength(24), proof.Length);
        for (int i = 0; i < proof.Length; i++)
        {
            Fr[] altered = [.. proof];
            altered[i] += Fr.One;
            VerificationResult result = RunVerifier(altered, 24, trace.Parameters, 5, out SumcheckOutput? output);
            Assert.Null(output);
            Assert.Equal(
                i < 23 * Length || (i < 24 * Length && i % Length < 2) ? VerificationFailure.SumcheckRound : VerificationFailure.SumcheckEvaluations,
                result.Failure);
        }

        SampleTrace.Dispose(columns);
    }

    [Fact]
    public void Verify_EveryTruncation_IsTooShort()
    {
        SampleTrace trace = new(15);
        Polynomial[] columns = trace.ToPolynomials();
        Fr[] proof = Prove(columns, 7, 24, trace.Parameters, 6);
        for (int length = 0; length < proof.Length; length += 7)
        {
            Assert.Equal(VerificationFailure.ProofTooShort, RunVerifier(proof[..length], 24, trace.Parameters, 6, out _).Failure);
        }

        SampleTrace.Dispose(columns);
    }

    [Fact]
    public void Verify_ProofOfAViolatedTrace_IsRejected()
    {
        SampleTrace trace = new(16);
        int row = Array.FindIndex(trace.Columns[(int)MegaColumn.QElliptic], v => !v.IsZero);
        trace.At(MegaColumn.WR, row) += Fr.One;
        Polynomial[] columns = trace.ToPolynomials();
        Fr[] proof = Prove(columns, 7, 24, trace.Parameters, 7);
        Assert.Equal(VerificationFailure.SumcheckRound, RunVerifier(proof, 24, trace.Parameters, 7, out _).Failure);
        SampleTrace.Dispose(columns);
    }

    [Fact]
    public void Verify_RandomElements_AreRejected()
    {
        Random random = new(17);
        RelationParameters<Fr> parameters = RelationTesting.RandomParameters(random);
        for (int trial = 0; trial < 20; trial++)
        {
            Fr[] proof = [.. Enumerable.Range(0, SumcheckVerifier<MegaRelations>.ProofLength(24)).Select(_ => RelationTesting.RandomFr(random))];
            Assert.False(RunVerifier(proof, 24, parameters, 8, out _).IsAccepted);
            Array.Clear(proof, 0, random.Next(proof.Length));
            Assert.False(RunVerifier(proof, 24, parameters, 8, out _).IsAccepted);
        }
    }

    private static void CompareWithNaive(Polynomial[] columns, int logSize, int rounds, RelationParameters<Fr> parameters, int seed)
    {
        Fr[] proof = Prove(columns, logSize, rounds, parameters, seed);
        (Fr alpha, Fr[] betas) = Challenges(seed, rounds);
        NaiveSumcheck naive = new(columns, logSize, alpha, betas, parameters);
        VerifierTranscript transcript = StartVerifier(proof, seed);
        Fr[] univariate = new Fr[Length];
        for (int i = 0; i < rounds; i++)
        {
            Assert.True(transcript.TryReceive("Sumcheck:univariate", univariate));
            Assert.Equal(naive.Univariate(Length), univariate);
            naive.Bind(transcript.Challenge("Sumcheck:u"));
        }

        Fr[] evaluations = new Fr[MegaColumns.Count];
        Assert.True(transcript.TryReceive("Sumcheck:evaluations", evaluations));
        Assert.Equal(naive.Evaluations, evaluations);
        Assert.Equal(0, transcript.RemainingCount);
    }

    private static Fr[] Prove(Polynomial[] columns, int logSize, int rounds, RelationParameters<Fr> parameters, int seed, int threads = 2)
    {
        (Fr alpha, Fr[] betas) = Challenges(seed, rounds);
        ProverTranscript transcript = new();
        transcript.Absorb("start", Fr.FromInt(seed));
        using WorkScheduler scheduler = new(threads);
        SumcheckProver<MegaRelations>.Prove(transcript, columns, logSize, alpha, betas, parameters, scheduler);
        return transcript.TakeProof();
    }

    private static VerificationResult RunVerifier(
        Fr[] proof, int rounds, RelationParameters<Fr> parameters, int seed, out SumcheckOutput? output)
    {
        (Fr alpha, Fr[] betas) = Challenges(seed, rounds);
        return SumcheckVerifier<MegaRelations>.Verify(StartVerifier(proof, seed), alpha, betas, parameters, out output);
    }

    private static VerifierTranscript StartVerifier(Fr[] proof, int seed)
    {
        VerifierTranscript transcript = new(proof);
        transcript.Absorb("start", Fr.FromInt(seed));
        return transcript;
    }

    private static (Fr Alpha, Fr[] Betas) Challenges(int seed, int rounds)
    {
        Random random = new(1000 + seed);
        return (RelationTesting.RandomFr(random), [.. Enumerable.Range(0, rounds).Select(_ => RelationTesting.RandomFr(random))]);
    }

    /// <summary>Columns that store random ranges, a third of them nothing; shifts are views where the column allows it.</summary>
    private static Polynomial[] RandomColumns(Random random, int size)
    {
        Polynomial[] columns = new Polynomial[MegaColumns.Count];
        for (int c = 0; c < columns.Length; c++)
        {
            int start = random.Next(size + 1);
            int length = random.Next(3) == 0 ? 0 : random.Next(size - start + 1);
            columns[c] = new Polynomial(Math.Min(start, size), length, size, BufferCategory.Other);
            foreach (ref Fr value in columns[c].Coefficients)
            {
                value = random.Next(4) == 0 ? Fr.Zero : RelationTesting.RandomFr(random);
            }
        }

        return columns;
    }
}
