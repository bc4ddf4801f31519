using Chonk.Prover.Commitments;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Scheduling;
using Xunit;

namespace Chonk.Prover.Tests.Commitments;

/// <summary>With tau known, a commitment must be the generator times the polynomial's value at tau.</summary>
public sealed class CommitmentKeyTests : IDisposable
{
    private const int PointCount = 300;
    private readonly string folder = Directory.CreateTempSubdirectory("chonk-key-").FullName;
    private readonly Srs srs;
    private readonly CommitmentKey key;

    public CommitmentKeyTests()
    {
        SrsGenerator.Generate(folder, PointCount);
        srs = Srs.Open(folder, PointCount);
        key = new CommitmentKey(srs);
    }

    public void Dispose()
    {
        srs.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(0, 300)]
    [InlineData(1, 299)]
    [InlineData(17, 100)]
    [InlineData(299, 1)]
    [InlineData(5, 0)]
    public void Commit_StoredRange_IsTheValueAtTau(int start, int size)
    {
        using Polynomial polynomial = Make(start, size);
        Assert.Equal(Expected(polynomial), key.Commit(polynomial));
        Assert.Equal(Expected(polynomial), key.Commit(polynomial.Coefficients, start));
    }

    [Fact]
    public void Commit_ZeroPolynomial_IsInfinity()
    {
        using Polynomial empty = new(0, 0, 16, BufferCategory.Other);
        using Polynomial zeros = new(3, 9, 16, BufferCategory.Other);
        Assert.True(key.Commit(empty).IsInfinity);
        Assert.True(key.Commit(zeros).IsInfinity);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Commit_BatchOfShortAndLongCoefficients_EqualsValuesAtTau(int threads)
    {
        using WorkScheduler scheduler = new(threads);
        CommitmentKey batchKey = new(srs, scheduler);
        List<Polynomial> polynomials = [Make(0, 300), new(0, 0, 8, BufferCategory.Other), new(2, new ConstantRows(Fr.One, 50, BufferCategory.Other), 64)];
        for (int bits = 1; bits <= 41; bits += 5)
        {
            Polynomial polynomial = new(bits, 200, 256, BufferCategory.Other);
            for (int i = 0; i < 200; i++)
            {
                Fr magnitude = Fr.FromUInt64(((ulong)i * 0x9e3779b97f4a7c15UL) >> (64 - bits));
                polynomial.At(bits + i) = (i & 1) == 0 ? magnitude : -magnitude;
            }

            polynomials.Add(polynomial);
        }

        Assert.Equal(polynomials.Select(Expected), batchKey.Commit(polynomials));
        polynomials.ForEach(polynomial => polynomial.Dispose());
    }

    [Fact]
    public void Commit_Batch_EqualsSingleCommitments()
    {
        Polynomial[] polynomials = [Make(0, 300), Make(1, 5), new(0, 0, 8, BufferCategory.Other), Make(100, 200)];
        Assert.Equal(polynomials.Select(p => key.Commit(p)), key.Commit(polynomials));
        foreach (Polynomial polynomial in polynomials)
        {
            polynomial.Dispose();
        }

        Assert.Empty(key.Commit([]));
    }

    [Fact]
    public void Commit_BeyondTheLastPoint_IsRefused()
    {
        using Polynomial polynomial = new(1, PointCount, PointCount + 1, BufferCategory.Other);
        Assert.Throws<ArgumentException>(() => key.Commit(polynomial));
        Assert.Throws<ArgumentException>(() => key.Commit(new Fr[1], -1));
    }

    private static G1Affine Expected(Polynomial polynomial) =>
        (G1Jacobian.Generator * polynomial.Evaluate(SrsGenerator.DevelopmentTau)).ToAffine();

    private static Polynomial Make(int start, int size)
    {
        Polynomial polynomial = new(start, size, PointCount, BufferCategory.Other);
        System.Random random = new(start + (1000 * size));
        byte[] bytes = new byte[64];
        for (int i = 0; i < size; i++)
        {
            random.NextBytes(bytes);
            polynomial.Coefficients[i] = i % 3 == 0 ? Fr.FromInt(i) : Fr.FromWideBytes(bytes);
        }

        return polynomial;
    }
}
