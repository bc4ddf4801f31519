using Chonk.Prover.Curves;
using Chonk.Prover.Curves.Msm;
using Chonk.Prover.Fields;
using Chonk.Prover.Fields.Vector;
using Chonk.Prover.Memory;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Prover.Tests.Curves.Msm;

/// <summary>Sums of eight pairs at once against sums one by one; pairs with equal abscissae must be refused, wherever they stand.</summary>
public sealed unsafe class AffineBatch512Tests
{
    private const int Seed = 512;
    private const int Most = 130;

    [VectorFact]
    public void TryAdd_Bn254_EqualsSingleSums() => Compare<Bn254, Fq, Fr, FqKernel512>();

    [VectorFact]
    public void TryAdd_Grumpkin_EqualsSingleSums() => Compare<Grumpkin, Fr, Fq, FrKernel512>();

    private static void Compare<TCurve, TBase, TScalar, TKernel>()
        where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
        where TBase : unmanaged, IField<TBase>
        where TScalar : unmanaged, IPrimeField<TScalar>
        where TKernel : struct, IKernel512
    {
        System.Random random = new(Seed);
        AffinePoint<TCurve, TBase, TScalar>[] points = new AffinePoint<TCurve, TBase, TScalar>[2 * Most];
        JacobianPoint<TCurve, TBase, TScalar>[] walk = new JacobianPoint<TCurve, TBase, TScalar>[2 * Most];
        JacobianPoint<TCurve, TBase, TScalar> point = JacobianPoint<TCurve, TBase, TScalar>.Generator;
        for (int i = 0; i < walk.Length; i++)
        {
            point = JacobianPoint<TCurve, TBase, TScalar>.Double(point) + AffinePoint<TCurve, TBase, TScalar>.Generator;
            walk[i] = point;
        }

        JacobianPoint<TCurve, TBase, TScalar>.ToAffine(walk, points);
        AffinePoint<TCurve, TBase, TScalar>[] sums = new AffinePoint<TCurve, TBase, TScalar>[Most];
        nint[] left = new nint[Most], right = new nint[Most];
        using NativeBuffer<byte> scratch = new(AffineBatch512<TKernel, TBase>.ScratchBytes(Most), BufferCategory.MsmScratch);
        AffineBatch512<TKernel, TBase> batch = new((double*)scratch.Pointer);
        fixed (AffinePoint<TCurve, TBase, TScalar>* p = points)
        fixed (AffinePoint<TCurve, TBase, TScalar>* s = sums)
        fixed (nint* a = left)
        fixed (nint* b = right)
        {
            foreach (int count in new[] { 1, 2, 7, 8, 9, 16, 33, 64, 127, 130 })
            {
                for (int i = 0; i < count; i++)
                {
                    a[i] = (nint)(p + i) | random.Next(2);
                    b[i] = (nint)(p + Most + random.Next(Most)) | random.Next(2);
                }

                Assert.True(batch.TryAdd(a, b, count, (ulong*)s));
                for (int i = 0; i < count; i++)
                {
                    JacobianPoint<TCurve, TBase, TScalar> expected =
                        (JacobianPoint<TCurve, TBase, TScalar>)AffineBatch<TCurve, TBase, TScalar>.Load(a[i]) + AffineBatch<TCurve, TBase, TScalar>.Load(b[i]);
                    Assert.Equal(expected.ToAffine(), s[i]);
                }

                // One pair equal or opposite: refused, and the sums of before stand.
                AffinePoint<TCurve, TBase, TScalar>[] before = [.. sums];
                int position = random.Next(count);
                b[position] = a[position] ^ random.Next(2);
                Assert.False(batch.TryAdd(a, b, count, (ulong*)s));
                Assert.Equal(before, sums);
            }
        }
    }
}
