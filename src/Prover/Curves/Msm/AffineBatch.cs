using Chonk.Prover.Fields;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Curves.Msm;

/// <summary>
/// Sums of many independent pairs of affine points with one shared inversion: 5 products and 1 square each. Complete: equal, opposite
/// and infinite operands give the right sum.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">Field of the scalars.</typeparam>
internal sealed unsafe class AffineBatch<TCurve, TBase, TScalar> : IDisposable
    where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
    where TBase : unmanaged, IField<TBase>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    private readonly NativeBuffer<TBase> scratch;
    private readonly int capacity;

    /// <summary>Scratch of <c>2 * capacity</c> field elements.</summary>
    /// <param name="capacity">Most pairs per call.</param>
    public AffineBatch(int capacity)
    {
        this.capacity = capacity;
        scratch = NativeBuffer<TBase>.CreateUninitialized(2 * capacity, BufferCategory.MsmScratch);
    }

    /// <summary><c>sums[i] = left[i] + right[i]</c>.</summary>
    /// <param name="left">Addresses of points; an address with bit 0 set stands for the mirrored point.</param>
    /// <param name="right">The same for the second operands.</param>
    /// <param name="count">Number of pairs, at most the capacity.</param>
    /// <param name="sums">Written after all operands were read; may not overlap them.</param>
    public void Add(nint* left, nint* right, int count, AffinePoint<TCurve, TBase, TScalar>* sums)
    {
        TBase* denominators = scratch.Pointer;
        TBase* prefixes = denominators + capacity;
        TBase product = TBase.One;
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
