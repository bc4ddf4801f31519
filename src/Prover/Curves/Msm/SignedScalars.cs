using System.Runtime.InteropServices;
using Chonk.Prover.Fields;
using Chonk.Prover.Memory;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Curves.Msm;

/// <summary>
/// The scalars of one multiplication as magnitudes below half the group order with a sign: <c>n</c> 256-bit integers, the sign in bit
/// 255. The scalar of a point at infinity is replaced by zero, so later steps never meet such a point.
/// </summary>
internal sealed unsafe partial class SignedScalars : IDisposable
{
    private const ulong SignBit = 1UL << 63;
    private readonly NativeBuffer<UInt256> values;

    private SignedScalars(int length)
    {
        values = NativeBuffer<UInt256>.CreateUninitialized(length, BufferCategory.MsmScratch);
        CountByBits = new int[257];
    }

    /// <summary>Number of scalars.</summary>
    public int Length => values.Length;

    /// <summary>Entry b: number of magnitudes of exactly b bits.</summary>
    public int[] CountByBits { get; }

    /// <summary>Bits of the largest magnitude; 0 when all are zero.</summary>
    public int MaxBits { get; private set; }

    /// <summary>Converts scalars, in parallel.</summary>
    /// <param name="points">One point per scalar.</param>
    /// <param name="scalars">The scalars.</param>
    /// <param name="scheduler">The threads.</param>
    public static SignedScalars Create<TCurve, TBase, TScalar>(
        ReadOnlySpan<AffinePoint<TCurve, TBase, TScalar>> points, ReadOnlySpan<TScalar> scalars, WorkScheduler scheduler)
        where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
        where TBase : unmanaged, IField<TBase>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        fixed (TScalar* scalarBase = scalars)
        {
            TScalar* s = scalarBase;
            return Create(points[..scalars.Length], (first, target) => ToIntegers(new ReadOnlySpan<TScalar>(s + first, target.Length), target), scheduler);
        }
    }

    /// <summary>Takes scalars that are read as integers, in parallel.</summary>
    /// <param name="points">One point per scalar.</param>
    /// <param name="scalars">Called for disjoint pieces at once.</param>
    /// <param name="scheduler">The threads.</param>
    public static SignedScalars Create<TCurve, TBase, TScalar>(
        ReadOnlySpan<AffinePoint<TCurve, TBase, TScalar>> points, ScalarReader scalars, WorkScheduler scheduler)
        where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
        where TBase : unmanaged, IField<TBase>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        const int Grain = 4096;
        SignedScalars result = new(points.Length);
        UInt256 modulus = TScalar.Modulus;
        UInt256 half = modulus >> 1;
        Lock gate = new();
        fixed (AffinePoint<TCurve, TBase, TScalar>* pointBase = points)
        {
            AffinePoint<TCurve, TBase, TScalar>* p = pointBase;
            UInt256* target = result.values.Pointer;
            scheduler.For(points.Length, Grain, (start, end, _) =>
            {
                Span<int> counts = stackalloc int[257];
                counts.Clear();
                scalars(start, new Span<UInt256>(target + start, end - start));
                for (int i = start; i < end; i++)
                {
                    UInt256 value = target[i].IsZero || p[i].IsInfinity ? default : target[i];
                    ulong sign = 0;
                    if (value > half)
                    {
                        value = UInt256.Subtract(modulus, value, out bool _);
                        sign = SignBit;
                    }

                    counts[value.BitLength]++;
                    target[i] = new UInt256(value.L0, value.L1, value.L2, value.L3 | sign);
                }

                lock (gate)
                {
                    for (int i = 0; i < counts.Length; i++)
                    {
                        result.CountByBits[i] += counts[i];
                    }
                }
            });
        }

        int maxBits = 256;
        while (maxBits > 0 && result.CountByBits[maxBits] == 0)
        {
            maxBits--;
        }

        result.MaxBits = maxBits;
        return result;
    }

    /// <summary>
    /// Digit <paramref name="window"/> of each scalar in signed recoding: <c>d = v + b - 2^c t</c> with v the c bits of the window, t its top bit and
    /// b the bit below it, so that no carry runs from window to window. Source: [Booth 1951].
    /// </summary>
    /// <param name="first">Index of the first scalar.</param>
    /// <param name="count">Number of scalars.</param>
    /// <param name="window">Index of the window.</param>
    /// <param name="windowBits">Width c, at most 15.</param>
    /// <param name="digits">Per scalar twice the magnitude of the digit, plus 1 when the digit times the scalar's sign is negative.</param>
    public void Digits(int first, int count, int window, int windowBits, Span<ushort> digits)
    {
        if (narrow is not null)
        {
            DigitsOfNarrow(first, count, window, windowBits, digits);
            return;
        }

        UInt256* source = values.Pointer + first;
        int position = (window * windowBits) - 1;
        ulong mask = (2UL << windowBits) - 1;
        for (int i = 0; i < count; i++)
        {
            ulong* limbs = (ulong*)(source + i);
            ulong top = limbs[3] & ~SignBit;
            ulong bits;
            if (position < 0)
            {
                bits = limbs[0] << 1;
            }
            else
            {
                int limb = position >> 6;
                int offset = position & 63;
                ulong low = limb == 3 ? top : limb > 3 ? 0 : limbs[limb];
                ulong high = limb == 2 ? top : limb > 2 ? 0 : limbs[limb + 1];
                bits = (low >> offset) | ((high << 1) << (63 - offset));
            }

            // The c + 1 bits from the one below the window on: half of them, rounded up, is v + b.
            bits &= mask;
            uint negative = (uint)(bits >> windowBits);
            uint magnitude = (uint)((bits + 1) >> 1);
            magnitude = negative != 0 ? (1U << windowBits) - magnitude : magnitude;
            digits[i] = (ushort)((magnitude << 1) | (negative ^ (uint)(limbs[3] >> 63)));
        }
    }

    /// <summary>Canonical integers, on vectors for the two fields of BN254.</summary>
    private static void ToIntegers<TScalar>(ReadOnlySpan<TScalar> source, Span<UInt256> destination)
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        if (typeof(TScalar) == typeof(Fr))
        {
            FieldVector.ToIntegers(MemoryMarshal.Cast<TScalar, Fr>(source), destination);
        }
        else if (typeof(TScalar) == typeof(Fq))
        {
            FieldVector.ToIntegers(MemoryMarshal.Cast<TScalar, Fq>(source), destination);
        }
        else
        {
            for (int i = 0; i < source.Length; i++)
            {
                destination[i] = source[i].ToInteger();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        values.Dispose();
        narrow?.Dispose();
    }
}
