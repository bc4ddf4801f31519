using System.Numerics;
using System.Runtime.CompilerServices;
using Chonk.Prover.Fields.Vector;

namespace Chonk.Prover.Fields;

/// <summary>
/// Element by element arithmetic over long vectors of field elements. Destinations come last and must be as long as the sources; a
/// destination may be one of the sources (same start), but must not overlap one otherwise. Every method gives the same bits whichever
/// kernel runs it. One call works on one thread; callers split ranges over threads.
/// </summary>
public static unsafe class FieldVector
{
    /// <summary><c>destination[i] = left[i] + right[i]</c>.</summary>
    public static void Add<TParameters>(
        ReadOnlySpan<PrimeField<TParameters>> left, ReadOnlySpan<PrimeField<TParameters>> right, Span<PrimeField<TParameters>> destination)
        where TParameters : struct, IPrimeFieldParameters
    {
        RequireSameLength(left.Length, right.Length, destination.Length);
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = left[i] + right[i];
        }
    }

    /// <summary><c>destination[i] = left[i] - right[i]</c>.</summary>
    public static void Subtract<TParameters>(
        ReadOnlySpan<PrimeField<TParameters>> left, ReadOnlySpan<PrimeField<TParameters>> right, Span<PrimeField<TParameters>> destination)
        where TParameters : struct, IPrimeFieldParameters
    {
        RequireSameLength(left.Length, right.Length, destination.Length);
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = left[i] - right[i];
        }
    }

    /// <summary><c>destination[i] = left[i] * right[i]</c>.</summary>
    public static void Multiply<TParameters>(
        ReadOnlySpan<PrimeField<TParameters>> left, ReadOnlySpan<PrimeField<TParameters>> right, Span<PrimeField<TParameters>> destination)
        where TParameters : struct, IPrimeFieldParameters
    {
        RequireSameLength(left.Length, right.Length, destination.Length);
        int done;
        fixed (PrimeField<TParameters>* leftBase = left)
        fixed (PrimeField<TParameters>* rightBase = right)
        fixed (PrimeField<TParameters>* destinationBase = destination)
        {
            done = KernelChoice.Multiply<TParameters>((ulong*)leftBase, (ulong*)rightBase, (ulong*)destinationBase, destination.Length);
        }

        for (int i = done; i < destination.Length; i++)
        {
            destination[i] = left[i] * right[i];
        }
    }

    /// <summary><c>destination[i] = scalar * source[i]</c>.</summary>
    public static void Scale<TParameters>(
        ReadOnlySpan<PrimeField<TParameters>> source, in PrimeField<TParameters> scalar, Span<PrimeField<TParameters>> destination)
        where TParameters : struct, IPrimeFieldParameters
    {
        RequireSameLength(source.Length, source.Length, destination.Length);
        PrimeField<TParameters> factor = scalar;
        UInt256 times16 = Times16(factor);
        int done;
        fixed (PrimeField<TParameters>* sourceBase = source)
        fixed (PrimeField<TParameters>* destinationBase = destination)
        {
            done = KernelChoice.Scale<TParameters>((ulong*)sourceBase, times16, (ulong*)destinationBase, destination.Length);
        }

        for (int i = done; i < destination.Length; i++)
        {
            destination[i] = source[i] * factor;
        }
    }

    /// <summary><c>destination[i] = source[i]^2</c>.</summary>
    public static void Square<TParameters>(ReadOnlySpan<PrimeField<TParameters>> source, Span<PrimeField<TParameters>> destination)
        where TParameters : struct, IPrimeFieldParameters => Multiply(source, source, destination);

    /// <summary><c>destination[i] = left[i] * right[i] + addend[i]</c>.</summary>
    public static void MultiplyAdd<TParameters>(
        ReadOnlySpan<PrimeField<TParameters>> left,
        ReadOnlySpan<PrimeField<TParameters>> right,
        ReadOnlySpan<PrimeField<TParameters>> addend,
        Span<PrimeField<TParameters>> destination)
        where TParameters : struct, IPrimeFieldParameters
    {
        RequireSameLength(left.Length, right.Length, destination.Length);
        RequireSameLength(addend.Length, addend.Length, destination.Length);
        int done;
        fixed (PrimeField<TParameters>* leftBase = left)
        fixed (PrimeField<TParameters>* rightBase = right)
        fixed (PrimeField<TParameters>* addendBase = addend)
        fixed (PrimeField<TParameters>* destinationBase = destination)
        {
            done = KernelChoice.MultiplyAdd<TParameters>((ulong*)leftBase, (ulong*)rightBase, (ulong*)addendBase, (ulong*)destinationBase, destination.Length);
        }

        for (int i = done; i < destination.Length; i++)
        {
            destination[i] = (left[i] * right[i]) + addend[i];
        }
    }

    /// <summary><c>destination[i] += scalar * source[i]</c>.</summary>
    public static void AddScaled<TParameters>(
        ReadOnlySpan<PrimeField<TParameters>> source, in PrimeField<TParameters> scalar, Span<PrimeField<TParameters>> destination)
        where TParameters : struct, IPrimeFieldParameters
    {
        RequireSameLength(source.Length, source.Length, destination.Length);
        PrimeField<TParameters> factor = scalar;
        UInt256 times16 = Times16(factor);
        int done;
        fixed (PrimeField<TParameters>* sourceBase = source)
        fixed (PrimeField<TParameters>* destinationBase = destination)
        {
            done = KernelChoice.AddScaled<TParameters>((ulong*)sourceBase, times16, (ulong*)destinationBase, destination.Length);
        }

        for (int i = done; i < destination.Length; i++)
        {
            destination[i] += source[i] * factor;
        }
    }

    /// <summary>The point at <c>r</c> of each line through two values: <c>destination[i] = low[i] + r * (high[i] - low[i])</c>.</summary>
    public static void Fold<TParameters>(
        ReadOnlySpan<PrimeField<TParameters>> low,
        ReadOnlySpan<PrimeField<TParameters>> high,
        in PrimeField<TParameters> r,
        Span<PrimeField<TParameters>> destination)
        where TParameters : struct, IPrimeFieldParameters
    {
        RequireSameLength(low.Length, high.Length, destination.Length);
        PrimeField<TParameters> factor = r;
        UInt256 times16 = Times16(factor);
        int done;
        fixed (PrimeField<TParameters>* lowBase = low)
        fixed (PrimeField<TParameters>* highBase = high)
        fixed (PrimeField<TParameters>* destinationBase = destination)
        {
            done = KernelChoice.Fold<TParameters>((ulong*)lowBase, (ulong*)highBase, times16, (ulong*)destinationBase, destination.Length);
        }

        for (int i = done; i < destination.Length; i++)
        {
            destination[i] = low[i] + (factor * (high[i] - low[i]));
        }
    }

    /// <summary>
    /// Partial evaluation of a multilinear polynomial in its lowest variable:
    /// <c>destination[i] = source[2i] + r * (source[2i + 1] - source[2i])</c>. The destination may start where the source starts.
    /// </summary>
    /// <param name="source">An even number of values.</param>
    /// <param name="r">The point.</param>
    /// <param name="destination">Half as long as <paramref name="source"/>.</param>
    public static void FoldPairs<TParameters>(
        ReadOnlySpan<PrimeField<TParameters>> source, in PrimeField<TParameters> r, Span<PrimeField<TParameters>> destination)
        where TParameters : struct, IPrimeFieldParameters
    {
        RequireSameLength(source.Length, source.Length, 2 * destination.Length);
        PrimeField<TParameters> factor = r;
        UInt256 times16 = Times16(factor);
        int done;
        fixed (PrimeField<TParameters>* sourceBase = source)
        fixed (PrimeField<TParameters>* destinationBase = destination)
        {
            done = KernelChoice.FoldPairs<TParameters>((ulong*)sourceBase, times16, (ulong*)destinationBase, destination.Length);
        }

        for (int i = done; i < destination.Length; i++)
        {
            PrimeField<TParameters> low = source[2 * i];
            destination[i] = low + (factor * (source[(2 * i) + 1] - low));
        }
    }

    /// <summary><c>sum of left[i] * right[i]</c>; zero for empty vectors.</summary>
    public static PrimeField<TParameters> DotProduct<TParameters>(
        ReadOnlySpan<PrimeField<TParameters>> left, ReadOnlySpan<PrimeField<TParameters>> right)
        where TParameters : struct, IPrimeFieldParameters
    {
        RequireSameLength(left.Length, right.Length, right.Length);
        PrimeField<TParameters> sum;
        int done;
        fixed (PrimeField<TParameters>* leftBase = left)
        fixed (PrimeField<TParameters>* rightBase = right)
        {
            done = KernelChoice.Dot<TParameters>((ulong*)leftBase, (ulong*)rightBase, left.Length, out sum);
        }

        for (int i = done; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    /// <summary><c>sum of source[i]</c>; zero for an empty vector.</summary>
    public static PrimeField<TParameters> Sum<TParameters>(ReadOnlySpan<PrimeField<TParameters>> source)
        where TParameters : struct, IPrimeFieldParameters
    {
        PrimeField<TParameters> sum = default;
        for (int i = 0; i < source.Length; i++)
        {
            sum += source[i];
        }

        return sum;
    }

    /// <summary>Replaces every non-zero element by its inverse; zeros stay zero.</summary>
    /// <param name="values">The elements, inverted in place.</param>
    /// <param name="scratch">At least as long, not overlapping; its content is overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="scratch"/> is too short.</exception>
    public static void Invert<TParameters>(Span<PrimeField<TParameters>> values, Span<PrimeField<TParameters>> scratch)
        where TParameters : struct, IPrimeFieldParameters
    {
        if (scratch.Length < values.Length)
        {
            throw new ArgumentException("Scratch must be as long as the values.", nameof(scratch));
        }

        int done;
        fixed (PrimeField<TParameters>* valueBase = values)
        fixed (PrimeField<TParameters>* scratchBase = scratch)
        {
            done = KernelChoice.Invert<TParameters>((ulong*)valueBase, (ulong*)scratchBase, values.Length);
        }

        if (done < values.Length)
        {
            BatchInverse.Invert(values[done..], scratch);
        }
    }

    /// <summary><c>destination[i]</c> is the element of a signed integer of at most 64 bits; negative ones are subtracted from p.</summary>
    public static void FromIntegers<TParameters, TInteger>(ReadOnlySpan<TInteger> source, Span<PrimeField<TParameters>> destination)
        where TParameters : struct, IPrimeFieldParameters
        where TInteger : struct, IBinaryInteger<TInteger>
    {
        RequireSameLength(source.Length, source.Length, destination.Length);
        UInt256 modulus = PrimeField<TParameters>.Modulus;
        for (int i = 0; i < source.Length; i++)
        {
            long value = long.CreateTruncating(source[i]);
            destination[i] = PrimeField<TParameters>.FromMontgomeryUnchecked(value >= 0
                ? UInt256.FromUInt64((ulong)value)
                : UInt256.Subtract(modulus, UInt256.FromUInt64(0UL - (ulong)value), out _));
        }

        // What stands for x / 2^256 so far, times 2^256.
        Scale(destination, PrimeField<TParameters>.FromMontgomeryUnchecked(TParameters.RSquaredModP), destination);
    }

    /// <summary><c>destination[i]</c> is the canonical integer of <c>source[i]</c>.</summary>
    public static void ToIntegers<TParameters>(ReadOnlySpan<PrimeField<TParameters>> source, Span<UInt256> destination)
        where TParameters : struct, IPrimeFieldParameters
    {
        RequireSameLength(source.Length, source.Length, destination.Length);
        // The factor one, plain: x 2^256 * 16 / 2^260 = x.
        UInt256 sixteen = UInt256.FromUInt64(16);
        int done;
        fixed (PrimeField<TParameters>* sourceBase = source)
        fixed (UInt256* destinationBase = destination)
        {
            done = KernelChoice.Scale<TParameters>((ulong*)sourceBase, sixteen, (ulong*)destinationBase, destination.Length);
        }

        for (int i = done; i < destination.Length; i++)
        {
            destination[i] = source[i].ToInteger();
        }
    }

    /// <summary>The limbs of 16 times a factor, as kernels take it: they divide by 2^260 where memory holds multiples of 2^256.</summary>
    internal static UInt256 Times16<TParameters>(in PrimeField<TParameters> value)
        where TParameters : struct, IPrimeFieldParameters
    {
        PrimeField<TParameters> result = value + value;
        result += result;
        result += result;
        result += result;
        return new(result.L0, result.L1, result.L2, result.L3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RequireSameLength(int first, int second, int destination)
    {
        if (first != destination || second != destination)
        {
            ThrowLengths();
        }
    }

    private static void ThrowLengths() => throw new ArgumentException("The vectors differ in length.");
}
