using Chonk.Prover.Curves;
using Chonk.Prover.Curves.Msm;
using Chonk.Prover.Fields;
using Chonk.Prover.Memory;
using Xunit;

namespace Chonk.Prover.Tests.Curves.Msm;

/// <summary>Sums of segments against sums one by one: short and long windows, equal and opposite points, empty segments, sums that go on.</summary>
public sealed unsafe class SegmentSumsTests
{
    private const int Seed = 77;
    private const int PointCount = 24;

    [Theory]
    [InlineData(8, 40, 5)]
    [InlineData(9, 7, 60)]
    [InlineData(64, 200, 3)]
    [InlineData(64, 3, 500)]
    [InlineData(1024, 30, 12)]
    public void Sum_RandomSegments_EqualsSingleSums(int windowLength, int segmentCount, int longest)
    {
        System.Random random = new(Seed + windowLength);
        using NativeBuffer<G1Affine> points = new(PointCount, BufferCategory.MsmScratch);
        for (int i = 0; i < PointCount; i++)
        {
            // Few points, so that equal and opposite ones meet.
            points.Span[i] = G1Jacobian.Multiply(G1Affine.Generator, UInt256.FromUInt64((ulong)i + 1)).ToAffine();
        }

        using SegmentSums<Bn254, Fq, Fr> summer = new(windowLength);
        using NativeBuffer<G1Affine> sums = new(segmentCount, BufferCategory.MsmScratch);
        G1Jacobian[] expected = new G1Jacobian[segmentCount];
        for (int round = 0; round < 3; round++)
        {
            int[] counts = new int[segmentCount];
            List<uint> indices = [];
            for (int segment = 0; segment < segmentCount; segment++)
            {
                counts[segment] = random.Next(4) == 0 ? 0 : random.Next(longest + 1);
                expected[segment] = round == 1 ? default : expected[segment];
                for (int i = 0; i < counts[segment]; i++)
                {
                    uint index = (uint)random.Next(2 * PointCount);
                    indices.Add(index);
                    G1Affine point = points.Span[(int)(index >> 1)];
                    expected[segment] += (index & 1) == 0 ? point : -point;
                }
            }

            // The second round starts anew, the third goes on.
            summer.Sum(points.Pointer, indices.ToArray(), counts, sums.Pointer, accumulate: round == 2);
            for (int segment = 0; segment < segmentCount; segment++)
            {
                Assert.Equal(expected[segment].ToAffine(), sums.Span[segment]);
            }
        }
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(6, 1)]
    [InlineData(9, 2)]
    [InlineData(11, 1)]
    public void BitSums_RandomVectors_JoinToWeightedSums(int bits, int vectorCount)
    {
        System.Random random = new(Seed + bits);
        int length = 1 << bits;
        BitSums<Bn254, Fq, Fr> bitSums = new(bits, vectorCount);
        using SegmentSums<Bn254, Fq, Fr> summer = new(64);
        using NativeBuffer<G1Affine> points = new((vectorCount * length) + bitSums.MaxPoints, BufferCategory.MsmScratch);
        Fr[] logs = new Fr[vectorCount];
        for (int i = 0; i < vectorCount * length; i++)
        {
            int log = random.Next(3) == 0 ? 0 : random.Next(100);
            points.Span[i] = G1Jacobian.Multiply(G1Affine.Generator, UInt256.FromUInt64((ulong)log)).ToAffine();
            logs[i / length] += Fr.FromInt(log) * Fr.FromInt(i % length);
        }

        G1Affine[] sums = new G1Affine[vectorCount * (bits + 1)];
        bitSums.Compute(
            summer, points.Pointer, length, vectorCount, new uint[bitSums.MaxReferences], new int[bitSums.MaxSegments], sums);
        for (int vector = 0; vector < vectorCount; vector++)
        {
            G1Jacobian sum = default;
            for (int bit = bits - 1; bit >= 0; bit--)
            {
                sum = G1Jacobian.Double(sum) + sums[(vector * (bits + 1)) + bit];
            }

            Assert.Equal(G1Jacobian.Multiply(G1Affine.Generator, logs[vector].ToInteger()).ToAffine(), sum.ToAffine());
        }
    }
}
