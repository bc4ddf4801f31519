using System.Numerics;
using Chonk.Prover.Fields;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Curves.Msm;

/// <content>Scalars of up to 31 bits and a sign, four bytes each, in a buffer that serves one multiplication after the other.</content>
internal sealed unsafe partial class SignedScalars
{
    private const int MaxNarrowBits = 31;
    private const int ReadLength = 256;
    private readonly NativeBuffer<int>? narrow;

    private SignedScalars(NativeBuffer<int> narrow)
    {
        this.narrow = narrow;
        values = NativeBuffer<UInt256>.CreateUninitialized(0, BufferCategory.MsmScratch);
        CountByBits = [];
    }

    /// <summary>Room for narrow scalars; nothing is read yet.</summary>
    public static SignedScalars CreateNarrow(int capacity) =>
        new(NativeBuffer<int>.CreateUninitialized(capacity, BufferCategory.MsmScratch));

    /// <summary>Reads the scalars of a multiplication unless one of them is too long.</summary>
    /// <param name="points">One point per scalar, at most the capacity.</param>
    /// <param name="scalars">The scalars.</param>
    /// <returns>False when a scalar and its negative have more than 31 bits.</returns>
    public bool TryReadNarrow<TCurve, TBase, TScalar>(ReadOnlySpan<AffinePoint<TCurve, TBase, TScalar>> points, ScalarReader scalars)
        where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
        where TBase : unmanaged, IField<TBase>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        UInt256* integers = stackalloc UInt256[ReadLength];
        Span<int> target = narrow!.Span;
        UInt256 modulus = TScalar.Modulus;
        uint all = 0;
        for (int start = 0; start < points.Length; start += ReadLength)
        {
            int length = Math.Min(ReadLength, points.Length - start);
            scalars(start, new Span<UInt256>(integers, length));
            for (int i = 0; i < length; i++)
            {
                UInt256 value = integers[i];
                bool isNegative = value.L3 != 0;
                if (isNegative)
                {
                    value = UInt256.Subtract(modulus, value, out bool _);
                }

                if ((value.L1 | value.L2 | value.L3 | (value.L0 >> MaxNarrowBits)) != 0)
                {
                    return false;
                }

                int magnitude = value.L0 == 0 || points[start + i].IsInfinity ? 0 : (int)value.L0;
                all |= (uint)magnitude;
                target[start + i] = isNegative ? -magnitude : magnitude;
            }
        }

        MaxBits = BitOperations.Log2(all) + (all == 0 ? 0 : 1);
        return true;
    }

    /// <summary>The digits of <see cref="Digits"/> of narrow scalars.</summary>
    private void DigitsOfNarrow(int first, int count, int window, int windowBits, Span<ushort> digits)
    {
        ReadOnlySpan<int> source = narrow!.Span.Slice(first, count);
        int position = window * windowBits;
        uint mask = (2U << windowBits) - 1;
        for (int i = 0; i < source.Length; i++)
        {
            // With a zero below bit 0, the c + 1 bits from the one below the window on.
            uint negated = (uint)source[i] >> 31;
            uint bits = (uint)(((ulong)(uint)Math.Abs(source[i]) << 1) >> position) & mask;
            uint negative = bits >> windowBits;
            uint magnitude = (bits + 1) >> 1;
            magnitude = negative != 0 ? (1U << windowBits) - magnitude : magnitude;
            digits[i] = (ushort)((magnitude << 1) | (negative ^ negated));
        }
    }
}
