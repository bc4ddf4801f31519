using System.Numerics;
using System.Runtime.InteropServices;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Relations;
using Chonk.Prover.Fields;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Relations;
using Chonk.Prover.Scheduling;
using Chonk.Prover.Sumcheck;
using Chonk.Prover.Tests.Arithmetization.Relations;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Prover.Tests.Sumcheck;

/// <summary>The ring of eight lanes against the field, lane by lane; only where its instructions exist.</summary>
public sealed unsafe class Fr8Tests
{
    private static readonly BigInteger P = BigInteger.Parse("21888242871839275222246405745257275088548364400416034343698204186575808495617");

    [VectorFact]
    public void Operators_RandomAndEdgeOperands_AgreeWithTheFieldInEveryLane()
    {
        Random random = new(31);
        for (int trial = 0; trial < 300; trial++)
        {
            Fr[] a = Operands(random);
            Fr[] b = Operands(random);
            Fr[] c = Operands(random);
            Fr8 x = Load(a);
            Fr8 y = Load(b);
            Fr8 z = Load(c);
            AssertLanes(x + y, i => a[i] + b[i]);
            Fr8 sum = x;
            Fr8.Add(ref sum, y);
            AssertLanes(sum, i => a[i] + b[i]);
            AssertLanes(x - y, i => a[i] - b[i]);
            AssertLanes(x * y, i => a[i] * b[i]);
            AssertLanes(-x, i => -a[i]);
            AssertLanes(((x + y) * (x - z)) + (y * z), i => ((a[i] + b[i]) * (a[i] - c[i])) + (b[i] * c[i]));
            AssertLanes(Fr8.Dot([x, y, z, x], [y, z, x, x]), i => (a[i] * b[i]) + (b[i] * c[i]) + (c[i] * a[i]) + (a[i] * a[i]));
            Assert.Equal(a.Aggregate((s, v) => s + v), x.Sum());
            Assert.Equal(Fr.FromInt(8) * a[3], Fr8.Broadcast(a[3]).Sum());
        }
    }

    [VectorFact]
    public void Operators_AtTheLargestMagnitudes_StayExact()
    {
        // Elements next to p added up to 40 times, then multiplied with each other.
        Fr[] a = [.. Enumerable.Range(1, 8).Select(i => Fr.FromInt(-i))];
        Fr8 x = Load(a);
        Fr8 sum = x;
        Fr factor = Fr.One;
        while (Size(sum) < (Fr8.MaxMagnitude - 2))
        {
            sum += x;
            factor += Fr.One;
            AssertLanes(sum * sum, i => factor * a[i] * factor * a[i]);
            AssertLanes(sum * -sum, i => -(factor * a[i] * factor * a[i]));
            if (factor == Fr.FromInt(4000))
            {
                break;
            }
        }
    }

    [VectorFact]
    public void Reduce_AnySmallMultiple_KeepsTheElementAndItsBound()
    {
        Random random = new(32);
        for (int trial = 0; trial < 200; trial++)
        {
            Fr[] a = Operands(random);
            Fr8 x = Load(a);
            Assert.True(Size(x) <= Fr8Reduction.Bound(8));
            Fr8 y = x;
            int additions = random.Next(12);
            for (int i = 0; i < additions; i++)
            {
                y += x;
            }

            double before = Size(y);
            Fr8Reduction.Reduce(ref y);
            Assert.True(Size(y) <= Fr8Reduction.Bound(before), $"{before} became {Size(y)}");
            AssertLanes(y, i => Fr.FromInt(additions + 1) * a[i]);
        }
    }

    [Fact]
    public void RoundProver_OverMagnitudes_NeverLeavesTheKernelsRange()
    {
        Random random = new(33);
        Polynomial[] columns = [.. Enumerable.Range(0, MegaColumns.Count).Select(_ => Polynomial.CreateFull(256, BufferCategory.Other))];
        foreach (Polynomial column in columns)
        {
            foreach (ref Fr value in column.Coefficients)
            {
                value = RelationTesting.RandomFr(random);
            }
        }

        using ColumnTable table = new(columns);
        using WorkScheduler scheduler = new(1);
        RoundProver<MegaRelations, Magnitude, MagnitudeLane> prover = new(Fr.One, RelationTesting.RandomParameters(random), scheduler);
        Magnitude.LargestFactor = 0;
        prover.Evaluate(table, new PowWeights([.. Enumerable.Repeat(Fr.One, 8)], 8), new Fr[8]);
        Assert.InRange(Magnitude.LargestFactor, 5, Fr8.MaxMagnitude);
        SampleTrace.Dispose(columns);
    }

    [Fact]
    public void NeedsReduction_OfTheRelations_HoldsForTheWideSumsOnly()
    {
        Reductions reductions = new() { Names = [] };
        MegaRelations.Visit(ref reductions);
        Assert.Equal(
            ["Poseidon2 initial layer", "Poseidon2 partial rounds", "Poseidon2 partial rounds, entry"], reductions.Names);
    }

    [Fact]
    public void Constants_OfMagnitudes_BoundTheExactQuotients()
    {
        BigInteger scale = BigInteger.One << 260;
        Assert.True((double)P / (double)scale <= Fr8.ProductScale);
        Assert.True(Fr8.MaxMagnitude * (double)P <= Math.Pow(2, 259));
    }

    private static Fr[] Operands(Random random)
    {
        Fr[] edges = [Fr.Zero, Fr.One, -Fr.One, Fr.FromInt(2), Fr.FromInteger(UInt256.One << 253), -Fr.FromInteger(UInt256.One << 52)];
        return [.. Enumerable.Range(0, 8).Select(_ => random.Next(3) == 0 ? edges[random.Next(edges.Length)] : RelationTesting.RandomFr(random))];
    }

    private static Fr8 Load(Fr[] lanes)
    {
        Fr* pairs = stackalloc Fr[16];
        for (int i = 0; i < 8; i++)
        {
            pairs[2 * i] = lanes[i];
            pairs[(2 * i) + 1] = lanes[7 - i];
        }

        Fr8.LoadPairs(pairs, out Fr8 first, out Fr8 second);
        Assert.Equal(first.Sum(), second.Sum());
        return first;
    }

    private static void AssertLanes(Fr8 actual, Func<int, Fr> expected)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            Fr[] unit = new Fr[8];
            unit[lane] = Fr.One;
            Assert.Equal(expected(lane), (actual * Fr8Lane.LoadWeights(unit)).Sum());
        }
    }

    /// <summary>The largest magnitude of the lanes in units of p, and a check that the limbs are in range.</summary>
    private static double Size(Fr8 value)
    {
        ReadOnlySpan<double> limbs = MemoryMarshal.Cast<Fr8, double>(MemoryMarshal.CreateReadOnlySpan(ref value, 1));
        double size = 0;
        for (int lane = 0; lane < 8; lane++)
        {
            BigInteger integer = 0;
            for (int i = 4; i >= 0; i--)
            {
                double limb = limbs[(8 * i) + lane];
                Assert.Equal(Math.Floor(limb), limb);
                Assert.InRange(Math.Abs(limb), 0, Math.Pow(2, 51) + 8);
                integer = (integer << 52) + new BigInteger(limb);
            }

            size = Math.Max(size, Math.Abs((double)integer / (double)P));
        }

        return size;
    }

    private struct Reductions : IRelationVisitor
    {
        public required List<string> Names;

        public readonly void Visit<TRelation>()
            where TRelation : struct, IRelation
        {
            if (RelationRange<TRelation>.NeedsReduction)
            {
                Names.Add(TRelation.Name);
            }
        }
    }
}
