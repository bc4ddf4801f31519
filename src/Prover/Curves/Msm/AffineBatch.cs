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

    private readonly NativeBuffer<byte> scratch;
    private readonly AffineBatch512<FqKernel512, TBase>? overFq;
    private readonly AffineBatch512<FrKernel512, TBase>? overFr;
    private readonly int capacity;

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
        if (count >= MinVectorCount
            && ((overFq is not null && overFq.TryAdd(left, right, count, (ulong*)sums))
                || (overFr is not null && overFr.TryAdd(left, right, count, (ulong*)sums))))
        {
            return true;
        }

        return Add(left, right, count, sums);
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
    public void Dispose() => scratch.Dispose();

    /// <summary>The point that an address with a sign in bit 0 stands for.</summary>
    internal static AffinePoint<TCurve, TBase, TScalar> Load(nint reference)
    {
        AffinePoint<TCurve, TBase, TScalar> point = *(AffinePoint<TCurve, TBase, TScalar>*)(reference & ~1);
        return (reference & 1) == 0 ? point : -point;
    }
}
