using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Relations;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Relations;
using Chonk.Prover.Scheduling;
using Chonk.Prover.Sumcheck;
using Chonk.Prover.Tests.Arithmetization.Relations;
using Chonk.Prover.Tests.Polynomials;
using Chonk.Prover.Transcripts;
using Xunit;

namespace Chonk.Prover.Tests.Sumcheck;

/// <summary>Sumcheck over columns in compact forms against the same over full ones.</summary>
public sealed class CompactSumcheckTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 1, 2)]
    [InlineData(2, 2, 3)]
    [InlineData(2, 5, 4)]
    [InlineData(5, 7, 5)]
    [InlineData(9, 9, 6)]
    public void Prove_ColumnsInEveryForm_SendsTheSameElements(int logSize, int rounds, int seed)
    {
        using CompactPolynomials pairs = new();
        Random random = new(seed);
        Polynomial[] compact = new Polynomial[MegaColumns.Count];
        Polynomial[] full = new Polynomial[MegaColumns.Count];
        int size = 1 << logSize;
        for (int c = 0; c < compact.Length; c++)
        {
            int start = random.Next(size);
            int length = random.Next(4) == 0 ? 0 : random.Next(size - start + 1);
            string form = CompactPolynomials.Forms[random.Next(CompactPolynomials.Forms.Count)];
            (compact[c], full[c]) = pairs.Create(form, random, start, length, size);
            if (random.Next(3) == 0)
            {
                compact[c].Dispose();
                compact[c] = full[c];
            }
        }

        RelationParameters<Fr> parameters = RelationTesting.RandomParameters(random);
        Fr[] expected = Prove(full, logSize, rounds, parameters, threads: 1);
        Assert.Equal(expected, Prove(compact, logSize, rounds, parameters, threads: 1));
        Assert.Equal(expected, Prove(compact, logSize, rounds, parameters, threads: 3));
        SampleTrace.Dispose(compact);
        SampleTrace.Dispose(full);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Fold_DeferredAnyTimes_LeavesTheSameRows(int deferredFolds)
    {
        const int Size = 1000;
        using CompactPolynomials pairs = new();
        using WorkScheduler scheduler = new(2);
        Random random = new(deferredFolds);
        List<Polynomial> columns = [];
        foreach (string form in CompactPolynomials.Forms)
        {
            (Polynomial compact, Polynomial full) = pairs.Create(form, random, random.Next(1, 500), random.Next(500), Size);
            columns.AddRange([compact, full, compact.Shifted(), full.Shifted()]);
        }

        using ColumnTable table = new(columns, deferredFolds);
        Fr[][] rows = [.. columns.Select(c => Enumerable.Range(0, 1024).Select(i => c[i]).ToArray())];
        for (int round = 0; round < 11; round++)
        {
            BlockColumns block = table.BlocksFor(scheduler)[1];
            for (int c = 0; c < rows.Length; c++)
            {
                Assert.Equal(rows[c][0], table.First(c));
                for (int first = 0; first < rows[c].Length; first += ColumnTable.BlockRows)
                {
                    int end = Math.Min(rows[c].Length, first + ColumnTable.BlockRows);
                    block.MoveTo(first, end);
                    bool isZero = block.IsZero(c, first, end);
                    block.Load(c);
                    Fr[] expected = rows[c][first..end];
                    Assert.Equal(expected, Enumerable.Range(first, end - first).Select(i => block.Views[c][i]));
                    Assert.True(!isZero || expected.All(v => v.IsZero));
                    Assert.Equal(expected.All(v => v.IsZero), block.IsZero(c, first, end));
                    Assert.True(block.AreEqual(c, c ^ 1, first, end));
                }
            }

            Fr value = Fr.Random();
            table.Fold(value, scheduler);
            rows = [.. rows.Select(r => Fold(r, value))];
        }

        columns.ForEach(c => c.Dispose());
    }

    private static Fr[] Fold(Fr[] rows, Fr value)
    {
        Fr[] folded = new Fr[(rows.Length + 1) / 2];
        for (int i = 0; i < folded.Length; i++)
        {
            Fr odd = (2 * i) + 1 < rows.Length ? rows[(2 * i) + 1] : Fr.Zero;
            folded[i] = rows[2 * i] + (value * (odd - rows[2 * i]));
        }

        return folded;
    }

    private static Fr[] Prove(Polynomial[] columns, int logSize, int rounds, RelationParameters<Fr> parameters, int threads)
    {
        ProverTranscript transcript = new();
        using WorkScheduler scheduler = new(threads);
        Fr[] betas = [.. Enumerable.Range(0, rounds).Select(i => Fr.FromInt(i + 7))];
        SumcheckProver<MegaRelations>.Prove(transcript, columns, logSize, Fr.FromInt(99), betas, parameters, scheduler);
        return transcript.TakeProof();
    }
}
