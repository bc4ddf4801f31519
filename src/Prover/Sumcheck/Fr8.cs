using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Chonk.Prover.Fields;
using Chonk.Prover.Fields.Vector;

namespace Chonk.Prover.Sumcheck;

/// <summary>
/// Eight elements of Fr side by side: five vectors of doubles, limb i of an element having weight <c>2^(52 i)</c>. Limbs are integers of magnitude
/// at most <c>2^51 + 8</c> but for the last, which carries the sign and whatever the value exceeds; an element's value is congruent to
/// <c>a * 2^260</c> modulo p and may exceed p several times. Every operation carries, so the limbs stay within bounds as long as values stay
/// below <see cref="MaxMagnitude"/> p; that they do in every relation is proved by running the same code over magnitudes in a test. The kernels'
/// bound of <c>2^51 * 2^52</c> for a product of limbs leaves room for the few units beyond 2^51.
/// </summary>
internal struct Fr8 : IRing<Fr8>, IEquatable<Fr8>
{
    /// <summary>Largest magnitude of a factor, in units of p: the last limb must stay below 2^51, and <c>2^259 / p</c> is 42.3.</summary>
    public const double MaxMagnitude = 42;

    /// <summary><c>p / 2^260</c>: a product has magnitude at most this times the factors' magnitudes, in units of p, plus <see cref="ProductExcess"/>.</summary>
    public const double ProductScale = 1 / 84.6;

    /// <summary>What the reduction of a product adds to its magnitude, in units of p.</summary>
    public const double ProductExcess = 0.57;

    private const double RoundingShift = 1.5 * (1L << 52) * (1L << 52);
    private const double NextLimb = 1.0 / (1L << 52);

    private static readonly Fr8 OneValue = Broadcast(Fr.One);

    private Vector512<double> l0;
    private Vector512<double> l1;
    private Vector512<double> l2;
    private Vector512<double> l3;
    private Vector512<double> l4;

    /// <inheritdoc/>
    public static Fr8 Zero => default;

    /// <inheritdoc/>
    public static Fr8 One => OneValue;

    /// <inheritdoc/>
    public static Fr8 FromInt(long value) => Broadcast(Fr.FromInt(value));

    /// <inheritdoc/>
    public static Fr8 FromInteger(in UInt256 value) => Broadcast(Fr.FromInteger(value));

    /// <summary>The same element in all lanes, of magnitude below p.</summary>
    public static unsafe Fr8 Broadcast(in Fr value)
    {
        Fr8 result;
        Packing512.Broadcast(FieldVector.Times16(value), (double*)&result);
        return result;
    }

    /// <summary>Eight consecutive pairs: the first elements and the second ones, in order, of magnitude at most p.</summary>
    /// <param name="source">16 elements.</param>
    /// <param name="first">Elements 0, 2, 4, ....</param>
    /// <param name="second">Elements 1, 3, 5, ....</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void LoadPairs(Fr* source, out Fr8 first, out Fr8 second)
    {
        fixed (Fr8* a = &first, b = &second)
        {
            Packing512.LoadPairs((ulong*)source, (double*)a, (double*)b);
        }

        Fr8Reduction.FromMemory(ref first);
        Fr8Reduction.FromMemory(ref second);
    }

    /// <summary>The sum of the eight elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly unsafe Fr Sum()
    {
        // A product by 2^256 takes the factor 2^260 back to the 2^256 of memory, and the magnitude below p.
        Fr8 scale;
        Fr8 product;
        Packing512.Broadcast(Bn254ScalarField.RModP, (double*)&scale);
        fixed (Fr8* self = &this)
        {
            FrKernel512.Multiply((double*)&product, (double*)self, (double*)&scale);
        }

        Fr* elements = stackalloc Fr[8];
        Packing512.Store<FrKernel512>((double*)&product, (ulong*)elements, 1);
        Fr sum = default;
        for (int i = 0; i < 8; i++)
        {
            sum += elements[i];
        }

        return sum;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Fr8 operator +(in Fr8 left, in Fr8 right)
    {
        Fr8 sum;
        sum.l0 = left.l0 + right.l0;
        sum.l1 = left.l1 + right.l1;
        sum.l2 = left.l2 + right.l2;
        sum.l3 = left.l3 + right.l3;
        sum.l4 = left.l4 + right.l4;
        sum.Carry();
        return sum;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Fr8 operator -(in Fr8 left, in Fr8 right)
    {
        Fr8 difference;
        difference.l0 = left.l0 - right.l0;
        difference.l1 = left.l1 - right.l1;
        difference.l2 = left.l2 - right.l2;
        difference.l3 = left.l3 - right.l3;
        difference.l4 = left.l4 - right.l4;
        difference.Carry();
        return difference;
    }

    /// <inheritdoc/>
    public static Fr8 operator -(in Fr8 value) => Zero - value;

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe Fr8 operator *(in Fr8 left, in Fr8 right)
    {
        Fr8 product;
        fixed (Fr8* a = &left, b = &right)
        {
            if (a == b)
            {
                FrKernel512.Square((double*)&product, (double*)a);
            }
            else
            {
                FrKernel512.Multiply((double*)&product, (double*)a, (double*)b);
            }
        }

        return product;
    }

    /// <summary><c>target += addend</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref Fr8 target, in Fr8 addend)
    {
        target.l0 += addend.l0;
        target.l1 += addend.l1;
        target.l2 += addend.l2;
        target.l3 += addend.l3;
        target.l4 += addend.l4;
        target.Carry();
    }

    /// <inheritdoc/>
    /// <remarks>One reduction for all terms.</remarks>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe Fr8 Dot(ReadOnlySpan<Fr8> left, ReadOnlySpan<Fr8> right)
    {
        Fr8 product;
        fixed (Fr8* a = left, b = right)
        {
            FrKernel512.Dot((double*)&product, (double*)a, (double*)b, left.Length);
        }

        return product;
    }

    /// <summary>Equality of representations; equal elements may differ by multiples of p.</summary>
    public readonly bool Equals(Fr8 other) =>
        l0 == other.l0 && l1 == other.l1 && l2 == other.l2 && l3 == other.l3 && l4 == other.l4;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Fr8 other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(l0, l1, l2, l3, l4);

    /// <summary>The element's top limb, which is its value over <c>2^208</c> up to one half.</summary>
    internal readonly Vector512<double> Top => l4;

    /// <summary>
    /// Cuts every limb but the last to the nearest multiple of 2^52, all at once, and adds what was cut off to the next limb. Exact for limbs below
    /// 2^57 that are integers with at most 53 significant bits; the limbs are then at most 2^51 and the carry, a few units.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Carry()
    {
        Vector512<double> shift = Vector512.Create(RoundingShift);
        Vector512<double> next = Vector512.Create(NextLimb);
        Vector512<double> c0 = (l0 + shift) - shift;
        Vector512<double> c1 = (l1 + shift) - shift;
        Vector512<double> c2 = (l2 + shift) - shift;
        Vector512<double> c3 = (l3 + shift) - shift;
        l0 -= c0;
        l1 = Avx512F.FusedMultiplyAdd(c0, next, l1 - c1);
        l2 = Avx512F.FusedMultiplyAdd(c1, next, l2 - c2);
        l3 = Avx512F.FusedMultiplyAdd(c2, next, l3 - c3);
        l4 = Avx512F.FusedMultiplyAdd(c3, next, l4);
    }

    /// <summary>Multiplies every limb by a power of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Scale(double power)
    {
        Vector512<double> factor = Vector512.Create(power);
        l0 *= factor;
        l1 *= factor;
        l2 *= factor;
        l3 *= factor;
        l4 *= factor;
    }

    /// <summary>Subtracts five vectors from the limbs, without carrying.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void SubtractLimbs(
        Vector512<double> d0, Vector512<double> d1, Vector512<double> d2, Vector512<double> d3, Vector512<double> d4)
    {
        l0 -= d0;
        l1 -= d1;
        l2 -= d2;
        l3 -= d3;
        l4 -= d4;
    }
}
