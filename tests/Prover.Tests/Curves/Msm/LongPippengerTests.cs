using Chonk.Prover.Curves;
using Chonk.Prover.Curves.Msm;
using Chonk.Prover.Scheduling;
using Xunit;

namespace Chonk.Prover.Tests.Curves.Msm;

/// <summary>Sums whose points are sorted in several pieces, against the sum of logarithms: buckets go on from piece to piece.</summary>
public sealed class LongPippengerTests
{
    private const int WordBits = 16;

    [Theory]
    [InlineData(16385, 1, false)]
    [InlineData(40000, 2, false)]
    [InlineData(40000, 1, true)]
    public void Multiply_SeveralPieces_EqualsSumOfLogarithms(int count, int threads, bool isShort)
    {
        System.Random random = new(count);
        Fr[] logs = new Fr[count];
        Fr[] scalars = new Fr[count];
        Fr expected = Fr.Zero;
        for (int i = 0; i < count; i++)
        {
            logs[i] = Fr.Random();
            scalars[i] = isShort ? Fr.FromInt(random.Next(1 << WordBits)) : Fr.Random();
            expected += logs[i] * scalars[i];
        }

        G1Affine[] points = new G1Affine[count];
        using FixedBaseTable<Bn254, Fq, Fr> table = new(G1Affine.Generator);
        table.Multiply(logs, points);
        using WorkScheduler scheduler = new(threads);
        Assert.Equal(
            G1Jacobian.Multiply(G1Affine.Generator, expected.ToInteger()).ToAffine(),
            Pippenger.Multiply<Bn254, Fq, Fr>(points, scalars, scheduler).ToAffine());
    }
}
