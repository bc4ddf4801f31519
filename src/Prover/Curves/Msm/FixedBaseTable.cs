using Chonk.Prover.Fields;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Curves.Msm;

/// <summary>
/// All multiples <c>d * 2^(8w) * P</c> for bytes d, so that a multiple of P is a sum of 32 of them: many scalars at once cost 32 batched affine
/// additions each. Takes <c>32 * 256</c> points. Source: [Brickell, Gordon, McCurley, Wilson 1992].
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">Field of the scalars.</typeparam>
public sealed unsafe class FixedBaseTable<TCurve, TBase, TScalar> : IDisposable
    where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
    where TBase : unmanaged, IField<TBase>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    private const int WindowBits = 8;
    private const int WindowSize = 1 << WindowBits;
    private const int WindowCount = 256 / WindowBits;

    private readonly NativeBuffer<AffinePoint<TCurve, TBase, TScalar>> table;

    /// <summary>Computes the table: about 8,000 additions.</summary>
    /// <param name="basePoint">P.</param>
    public FixedBaseTable(in AffinePoint<TCurve, TBase, TScalar> basePoint)
    {
        JacobianPoint<TCurve, TBase, TScalar>[] multiples = new JacobianPoint<TCurve, TBase, TScalar>[WindowCount * WindowSize];
        JacobianPoint<TCurve, TBase, TScalar> step = basePoint;
        for (int window = 0; window < WindowCount; window++)
        {
            Span<JacobianPoint<TCurve, TBase, TScalar>> row = multiples.AsSpan(window * WindowSize, WindowSize);
            for (int digit = 1; digit < WindowSize; digit++)
            {
                row[digit] = row[digit - 1] + step;
            }

            step += row[^1];
        }

        table = NativeBuffer<AffinePoint<TCurve, TBase, TScalar>>.CreateUninitialized(multiples.Length, BufferCategory.MsmScratch);
        JacobianPoint<TCurve, TBase, TScalar>.ToAffine(multiples, table.Span);
    }

    /// <summary><c>destination[i] = scalars[i] * P</c>. May run on several threads at once.</summary>
    /// <param name="scalars">The factors.</param>
    /// <param name="destination">As long as the scalars.</param>
    public void Multiply(ReadOnlySpan<TScalar> scalars, Span<AffinePoint<TCurve, TBase, TScalar>> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, scalars.Length);
        int count = scalars.Length;
        using AffineBatch<TCurve, TBase, TScalar> batch = new(count);
        using NativeBuffer<nint> references = NativeBuffer<nint>.CreateUninitialized(2 * count, BufferCategory.MsmScratch);
        using NativeBuffer<UInt256> integers = NativeBuffer<UInt256>.CreateUninitialized(count, BufferCategory.MsmScratch);
        using NativeBuffer<AffinePoint<TCurve, TBase, TScalar>> partial = new(2 * count, BufferCategory.MsmScratch);
        nint* left = references.Pointer;
        nint* right = left + count;
        AffinePoint<TCurve, TBase, TScalar>* source = partial.Pointer;
        AffinePoint<TCurve, TBase, TScalar>* target = source + count;
        for (int i = 0; i < count; i++)
        {
            integers.Span[i] = scalars[i].ToInteger();
        }

        for (int window = 0; window < WindowCount; window++)
        {
            for (int i = 0; i < count; i++)
            {
                left[i] = (nint)(source + i);
                right[i] = (nint)(table.Pointer + (window * WindowSize) + (int)integers.Span[i].GetBits(window * WindowBits, WindowBits));
            }

            batch.Add(left, right, count, target);
            AffinePoint<TCurve, TBase, TScalar>* swap = source;
            source = target;
            target = swap;
        }

        new ReadOnlySpan<AffinePoint<TCurve, TBase, TScalar>>(source, count).CopyTo(destination);
    }

    /// <inheritdoc/>
    public void Dispose() => table.Dispose();
}
