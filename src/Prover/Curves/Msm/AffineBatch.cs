using Chonk.Prover.Fields;
using Chonk.Prover.Fields.Vector;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Curves.Msm;

/// <summary>
/// Sums of many independent pairs of affine points with one shared inversion: 5 products and 1 square each. Complete: equal, opposite
/// and infinite operands give the right sum. Where the processor allows, eight pairs are added side by side.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">Field of the scalars.</typeparam>
internal sealed unsafe class AffineBatch<TCurve, TBase, TScalar> : IDisposable
    where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
    where TBase : unmanaged, IField<TBase>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    // Below this the eight lanes' own inversion costs more than they save.
    private const int MinVectorCount = 32;

    // Above this the complete path adds all pairs.
    private const int MaxApart = 128;

    private readonly NativeBuffer<byte> scratch;
    private readonly AffineBatch512<FqKernel512, TBase>? overFq;
    private readonly AffineBatch512<FrKernel512, TBase>? overFr;
    private readonly int capacity;

    // Two points of different abscissae.
    private readonly NativeBuffer<AffinePoint<TCurve, TBase, TScalar>> spares;

    /// <summary>
    /// Scratch of 240 bytes a pair. Both paths take the same, so that the memory profile of a proof does not depend on the processor.
    /// </summary>
    /// <param name="capacity">Most pairs per call.</param>
    public AffineBatch(int capacity)
    {
        this.capacity = capacity;
        bool vectors = VectorPath.UsesAvx512 && capacity >= MinVectorCount;
        scratch = NativeBuffer<byte>.CreateUninitialized(
            Math.Max(2 * capacity * sizeof(TBase), AffineBatch512<FqKernel512, TBase>.ScratchBytes(capacity)), BufferCategory.MsmScratch);
        spares = NativeBuffer<AffinePoint<TCurve, TBase, TScalar>>.CreateUninitialized(2, BufferCategory.MsmScratch);
        spares.Span[0] = AffinePoint<TCurve, TBase, TScalar>.Generator;
        spares.Span[1] = JacobianPoint<TCurve, TBase, TScalar>.Double(JacobianPoint<TCurve, TBase, TScalar>.Generator).ToAffine();
        overFq = vectors && typeof(TBase) == typeof(Fq) ? new((double*)scratch.Pointer) : null;
        overFr = vectors && typeof(TBase) == typeof(Fr) ? new((double*)scratch.Pointer) : null;
    }

    /// <summary>
    /// <c>sums[i] = left[i] + right[i]</c> for finite operands, on vectors where possible; as soon as one sum may be infinite, the caller must pass
    /// to <see cref="Add"/>.
    /// </summary>
    /// <param name="left">Addresses of points; an address with bit 0 set stands for the mirrored point.</param>
    /// <param name="right">The same for the second operands.</param>
    /// <param name="count">Number of pairs, at most the capacity.</param>
    /// <param name="sums">Written after all operands were read; may not overlap them.</param>
    /// <returns>Whether all sums are certain to be finite.</returns>
    public bool AddFinite(nint* left, nint* right, int count, AffinePoint<TCurve, TBase, TScalar>* sums)
    {
        if (count < MinVectorCount || (overFq is null && overFr is null))
        {
            return Add(left, right, count, sums);
        }

        return TryAddVectors(left, right, count, sums) || AddApart(left, right, count, sums);
    }

    /// <summary><c>sums[i] = left[i] + right[i]</c>, complete.</summary>
    /// <param name="left">Addresses of points; an address with bit 0 set stands for the mirrored point.</param>
    /// <param name="right">The same for the second operands.</param>
    /// <param name="count">Number of pairs, at most the capacity.</param>
    /// <param name="sums">Written after all operands were read; may not overlap them.</param>
    /// <returns>Whether all sums are certain to be finite.</returns>
    public bool Add(nint* left, nint* right, int count, AffinePoint<TCurve, TBase, TScalar>* sums)
    {
        TBase* denominators = (TBase*)scratch.Pointer;
        TBase* prefixes = denominators + capacity;
        TBase product = TBase.One;
        bool finite = true;
        for (int i = 0; i < count; i++)
        {
            AffinePoint<TCurve, TBase, TScalar> a = Load(left[i]);
            AffinePoint<TCurve, TBase, TScalar> b = Load(right[i]);
            TBase denominator = b.X - a.X;
            if (a.IsInfinity || b.IsInfinity)
            {
                denominator = default;
            }
            else if (denominator.IsZero && a.Y.Equals(b.Y))
            {
                denominator = TBase.Double(a.Y);
            }

            // A zero denominator marks a sum that needs no slope: an operand or the result is infinity.
            denominators[i] = denominator;
            prefixes[i] = product;
            if (!denominator.IsZero)
            {
                product *= denominator;
            }
            else
            {
                finite = false;
            }
        }

        TBase inverse = TBase.InverseOrZero(product);
        for (int i = count - 1; i >= 0; i--)
        {
            AffinePoint<TCurve, TBase, TScalar> a = Load(left[i]);
            AffinePoint<TCurve, TBase, TScalar> b = Load(right[i]);
            TBase denominator = denominators[i];
            if (denominator.IsZero)
            {
                sums[i] = a.IsInfinity ? b : b.IsInfinity ? a : default;
                continue;
            }

            TBase slope = inverse * prefixes[i];
            inverse *= denominator;
            TBase square = TBase.Square(a.X);
            slope *= a.X.Equals(b.X) ? TBase.Double(square) + square : b.Y - a.Y;
            TBase x = TBase.Square(slope) - a.X - b.X;
            sums[i] = AffinePoint<TCurve, TBase, TScalar>.CreateUnchecked(x, (slope * (a.X - x)) - a.Y);
        }

        return finite;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        scratch.Dispose();
        spares.Dispose();
    }

    private bool TryAddVectors(nint* left, nint* right, int count, AffinePoint<TCurve, TBase, TScalar>* sums) =>
        (overFq is not null && overFq.TryAdd(left, right, count, (ulong*)sums))
        || (overFr is not null && overFr.TryAdd(left, right, count, (ulong*)sums));

    /// <summary>
    /// Takes the pairs with equal abscissae apart where they are few: the vectors add something else in their place, and the complete path adds them.
    /// </summary>
    private bool AddApart(nint* left, nint* right, int count, AffinePoint<TCurve, TBase, TScalar>* sums)
    {
        int* places = stackalloc int[MaxApart];
        nint* lefts = stackalloc nint[MaxApart];
        nint* rights = stackalloc nint[MaxApart];
        int apart = 0;
        bool areFew = true;
        for (int i = 0; i < count && areFew; i++)
        {
            AffinePoint<TCurve, TBase, TScalar>* point = (AffinePoint<TCurve, TBase, TScalar>*)(left[i] & ~1);
            if (point->X.Equals(((AffinePoint<TCurve, TBase, TScalar>*)(right[i] & ~1))->X))
            {
                areFew = apart < MaxApart;
                if (areFew)
                {
                    places[apart] = i;
                    lefts[apart] = left[i];
                    rights[apart++] = right[i];
                    right[i] = (nint)(spares.Pointer + (point->X.Equals(spares.Pointer->X) ? 1 : 0));
                }
            }
        }

        bool isDone = areFew && TryAddVectors(left, right, count, sums);
        for (int i = 0; i < apart; i++)
        {
            right[places[i]] = rights[i];
        }

        if (!isDone)
        {
            return Add(left, right, count, sums);
        }

        AffinePoint<TCurve, TBase, TScalar>* others = stackalloc AffinePoint<TCurve, TBase, TScalar>[MaxApart];
        bool finite = Add(lefts, rights, apart, others);
        for (int i = 0; i < apart; i++)
        {
            sums[places[i]] = others[i];
        }

        return finite;
    }

    /// <summary>The point that an address with a sign in bit 0 stands for.</summary>
    internal static AffinePoint<TCurve, TBase, TScalar> Load(nint reference)
    {
        AffinePoint<TCurve, TBase, TScalar> point = *(AffinePoint<TCurve, TBase, TScalar>*)(reference & ~1);
        return (reference & 1) == 0 ? point : -point;
    }
}
