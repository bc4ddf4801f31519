using Chonk.Prover.Fields;
using Chonk.Prover.Fields.Vector;
using Xunit;

namespace Chonk.Prover.Tests.Fields.Vector;

/// <summary>Vector results against the scalar path on operands whose 52-bit digits sit at the kernels' boundaries, and on random ones.</summary>
/// <typeparam name="TParameters">The field's constants.</typeparam>
public abstract class KernelBoundaryTests<TParameters>
    where TParameters : struct, IPrimeFieldParameters
{
    private const int Chunk = 4096;

    [Fact]
    public void AllOperations_BoundaryAndRandomOperands_EqualScalar() => Compare(100_000);

    [Fact]
    [Trait("Category", "Slow")]
    public void AllOperations_TenMillionOperands_EqualScalar() => Compare(10_000_000);

    [Fact]
    public void Path_OnThisMachine_IsKnown() => Assert.Contains(VectorPath.Name, new[] { "avx512", "avx2", "scalar" });

    private static void Compare(int operandCount)
    {
        const int Seed = 52;
        System.Random random = new(Seed);
        PrimeField<TParameters>[] a = new PrimeField<TParameters>[Chunk], b = new PrimeField<TParameters>[Chunk], c = new PrimeField<TParameters>[Chunk];
        PrimeField<TParameters>[] actual = new PrimeField<TParameters>[Chunk];
        for (int done = 0; done < operandCount; done += Chunk)
        {
            Fill(random, a);
            Fill(random, b);
            Fill(random, c);
            PrimeField<TParameters> r = c[17];
            FieldVector.Multiply<TParameters>(a, b, actual);
            Check(actual, i => a[i] * b[i]);
            FieldVector.Square<TParameters>(a, actual);
            Check(actual, i => a[i] * a[i]);
            FieldVector.MultiplyAdd<TParameters>(a, b, c, actual);
            Check(actual, i => (a[i] * b[i]) + c[i]);
            FieldVector.Scale<TParameters>(a, r, actual);
            Check(actual, i => a[i] * r);
            b.CopyTo(actual, 0);
            FieldVector.AddScaled<TParameters>(a, r, actual);
            Check(actual, i => b[i] + (a[i] * r));
            FieldVector.Fold<TParameters>(a, b, r, actual);
            Check(actual, i => a[i] + (r * (b[i] - a[i])));
            FieldVector.FoldPairs<TParameters>(a, r, actual.AsSpan(0, Chunk / 2));
            Check(actual.AsSpan(0, Chunk / 2), i => a[2 * i] + (r * (a[(2 * i) + 1] - a[2 * i])));
            UInt256[] integers = new UInt256[Chunk];
            FieldVector.ToIntegers<TParameters>(a, integers);
            Assert.True(integers.AsSpan().SequenceEqual([.. a.Select(value => value.ToInteger())]));
            a.CopyTo(actual, 0);
            FieldVector.Invert<TParameters>(actual, new PrimeField<TParameters>[Chunk]);
            PrimeField<TParameters>[] inverses = [.. a];
            BatchInverse.Invert<PrimeField<TParameters>>(inverses);
            Check(actual, i => inverses[i]);
            PrimeField<TParameters> dot = default;
            for (int i = 0; i < Chunk; i++)
            {
                dot += a[i] * b[i];
            }

            Assert.Equal(dot, FieldVector.DotProduct<TParameters>(a, b));
        }
    }

    private static void Check(ReadOnlySpan<PrimeField<TParameters>> actual, Func<int, PrimeField<TParameters>> expected)
    {
        for (int i = 0; i < actual.Length; i++)
        {
            if (actual[i] != expected(i))
            {
                Assert.Equal(expected(i), actual[i]);
            }
        }
    }

    /// <summary>Montgomery forms below p, half of them assembled from digits 0, 1, 2^51 - 1, 2^51, 2^51 + 1, 2^52 - 1 and random ones.</summary>
    private static void Fill(System.Random random, PrimeField<TParameters>[] values)
    {
        UInt256 modulus = PrimeField<TParameters>.Modulus;
        ulong[] edges = [0, 1, (1UL << 51) - 1, 1UL << 51, (1UL << 51) + 1, (1UL << 52) - 1];
        for (int i = 0; i < values.Length; i++)
        {
            UInt256 value;
            do
            {
                ulong Digit() => random.Next(3) == 0 ? (ulong)random.NextInt64(1L << 52) : edges[random.Next(edges.Length)];
                ulong d0 = Digit(), d1 = Digit(), d2 = Digit(), d3 = Digit();
                ulong d4 = random.Next(2) == 0 ? modulus.L3 >> 16 : (ulong)random.NextInt64(1L << 46);
                value = (i & 1) == 0
                    ? new UInt256(d0 | (d1 << 52), (d1 >> 12) | (d2 << 40), (d2 >> 24) | (d3 << 28), (d3 >> 36) | (d4 << 16))
                    : new UInt256((ulong)random.NextInt64(), (ulong)random.NextInt64() << 1, (ulong)random.NextInt64() << 1, (ulong)random.NextInt64(1L << 62));
            }
            while (value >= modulus);

            values[i] = PrimeField<TParameters>.FromMontgomeryUnchecked(value);
        }
    }
}

/// <summary>BN254's scalar field.</summary>
public sealed class ScalarFieldKernelTests : KernelBoundaryTests<Bn254ScalarField>;

/// <summary>BN254's base field.</summary>
public sealed class BaseFieldKernelTests : KernelBoundaryTests<Bn254BaseField>;
