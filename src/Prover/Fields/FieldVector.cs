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
    private const int Lanes = 8;

    // Below this a call costs more than it saves.
    private const int MinVectorLength = 16;

    // The eight lanes' products are inverted one by one.
    private const int MinInvertLength = 64;

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
        int done = 0;
        if (VectorPath.IsVectorized<TParameters>() && destination.Length >= MinVectorLength)
        {
            int blocks = destination.Length / Lanes;
            done = blocks * Lanes;
            fixed (PrimeField<TParameters>* leftBase = left)
            fixed (PrimeField<TParameters>* rightBase = right)
            fixed (PrimeField<TParameters>* destinationBase = destination)
            {
                if (typeof(TParameters) == typeof(Bn254BaseField))
                {
                    FieldVector512<FqKernel512>.Multiply((ulong*)leftBase, (ulong*)rightBase, (ulong*)destinationBase, blocks);
                }
                else
                {
                    FieldVector512<FrKernel512>.Multiply((ulong*)leftBase, (ulong*)rightBase, (ulong*)destinationBase, blocks);
                }
            }
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
        int done = 0;
        if (VectorPath.IsVectorized<TParameters>() && destination.Length >= MinVectorLength)
        {
            int blocks = destination.Length / Lanes;
            done = blocks * Lanes;
            UInt256 times16 = FieldVector512<FrKernel512>.Times16(factor);
            fixed (PrimeField<TParameters>* sourceBase = source)
            fixed (PrimeField<TParameters>* destinationBase = destination)
            {
                if (typeof(TParameters) == typeof(Bn254BaseField))
                {
                    FieldVector512<FqKernel512>.Scale((ulong*)sourceBase, times16, (ulong*)destinationBase, blocks);
                }
                else
                {
                    FieldVector512<FrKernel512>.Scale((ulong*)sourceBase, times16, (ulong*)destinationBase, blocks);
                }
            }
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
        int done = 0;
        if (VectorPath.IsVectorized<TParameters>() && destination.Length >= MinVectorLength)
        {
            int blocks = destination.Length / Lanes;
            done = blocks * Lanes;
            fixed (PrimeField<TParameters>* leftBase = left)
            fixed (PrimeField<TParameters>* rightBase = right)
            fixed (PrimeField<TParameters>* addendBase = addend)
            fixed (PrimeField<TParameters>* destinationBase = destination)
            {
                if (typeof(TParameters) == typeof(Bn254BaseField))
                {
                    FieldVector512<FqKernel512>.MultiplyAdd((ulong*)leftBase, (ulong*)rightBase, (ulong*)addendBase, (ulong*)destinationBase, blocks);
                }
                else
                {
                    FieldVector512<FrKernel512>.MultiplyAdd((ulong*)leftBase, (ulong*)rightBase, (ulong*)addendBase, (ulong*)destinationBase, blocks);
                }
            }
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
        int done = 0;
        if (VectorPath.IsVectorized<TParameters>() && destination.Length >= MinVectorLength)
        {
            int blocks = destination.Length / Lanes;
            done = blocks * Lanes;
            UInt256 times16 = FieldVector512<FrKernel512>.Times16(factor);
            fixed (PrimeField<TParameters>* sourceBase = source)
            fixed (PrimeField<TParameters>* destinationBase = destination)
            {
                if (typeof(TParameters) == typeof(Bn254BaseField))
                {
                    FieldVector512<FqKernel512>.AddScaled((ulong*)sourceBase, times16, (ulong*)destinationBase, blocks);
                }
                else
                {
                    FieldVector512<FrKernel512>.AddScaled((ulong*)sourceBase, times16, (ulong*)destinationBase, blocks);
                }
            }
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
        int done = 0;
        if (VectorPath.IsVectorized<TParameters>() && destination.Length >= MinVectorLength)
        {
            int blocks = destination.Length / Lanes;
            done = blocks * Lanes;
            UInt256 times16 = FieldVector512<FrKernel512>.Times16(factor);
            fixed (PrimeField<TParameters>* lowBase = low)
            fixed (PrimeField<TParameters>* highBase = high)
            fixed (PrimeField<TParameters>* destinationBase = destination)
            {
                if (typeof(TParameters) == typeof(Bn254BaseField))
                {
                    FieldVector512<FqKernel512>.Fold((ulong*)lowBase, (ulong*)highBase, times16, (ulong*)destinationBase, blocks);
                }
                else
                {
                    FieldVector512<FrKernel512>.Fold((ulong*)lowBase, (ulong*)highBase, times16, (ulong*)destinationBase, blocks);
                }
            }
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
        int done = 0;
        if (VectorPath.IsVectorized<TParameters>() && destination.Length >= MinVectorLength)
        {
            int blocks = destination.Length / Lanes;
            done = blocks * Lanes;
            UInt256 times16 = FieldVector512<FrKernel512>.Times16(factor);
            fixed (PrimeField<TParameters>* sourceBase = source)
            fixed (PrimeField<TParameters>* destinationBase = destination)
            {
                if (typeof(TParameters) == typeof(Bn254BaseField))
                {
                    FieldVector512<FqKernel512>.FoldPairs((ulong*)sourceBase, times16, (ulong*)destinationBase, blocks);
                }
                else
                {
                    FieldVector512<FrKernel512>.FoldPairs((ulong*)sourceBase, times16, (ulong*)destinationBase, blocks);
                }
            }
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
        PrimeField<TParameters> sum = default;
        int done = 0;
        if (VectorPath.IsVectorized<TParameters>() && left.Length >= MinVectorLength)
        {
            int blocks = left.Length / Lanes;
            done = blocks * Lanes;
            fixed (PrimeField<TParameters>* leftBase = left)
            fixed (PrimeField<TParameters>* rightBase = right)
            {
                sum = typeof(TParameters) == typeof(Bn254BaseField)
                    ? FieldVector512<FqKernel512>.Dot<TParameters>((ulong*)leftBase, (ulong*)rightBase, blocks)
                    : FieldVector512<FrKernel512>.Dot<TParameters>((ulong*)leftBase, (ulong*)rightBase, blocks);
            }
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

        int done = 0;
        if (VectorPath.IsVectorized<TParameters>() && values.Length >= MinInvertLength)
        {
            int blocks = values.Length / Lanes;
            done = blocks * Lanes;
            fixed (PrimeField<TParameters>* valueBase = values)
            fixed (PrimeField<TParameters>* scratchBase = scratch)
            {
                if (typeof(TParameters) == typeof(Bn254BaseField))
                {
                    FieldVector512<FqKernel512>.Invert<TParameters>((ulong*)valueBase, (ulong*)scratchBase, blocks);
                }
                else
                {
                    FieldVector512<FrKernel512>.Invert<TParameters>((ulong*)valueBase, (ulong*)scratchBase, blocks);
                }
            }
        }

        if (done < values.Length)
        {
            BatchInverse.Invert(values[done..], scratch);
        }
    }

    /// <summary><c>destination[i]</c> is the canonical integer of <c>source[i]</c>.</summary>
    public static void ToIntegers<TParameters>(ReadOnlySpan<PrimeField<TParameters>> source, Span<UInt256> destination)
        where TParameters : struct, IPrimeFieldParameters
    {
        RequireSameLength(source.Length, source.Length, destination.Length);
        int done = 0;
        if (VectorPath.IsVectorized<TParameters>() && destination.Length >= MinVectorLength)
        {
            // The factor one, plain: x 2^256 * 16 / 2^260 = x.
            int blocks = destination.Length / Lanes;
            done = blocks * Lanes;
            UInt256 sixteen = UInt256.FromUInt64(16);
            fixed (PrimeField<TParameters>* sourceBase = source)
            fixed (UInt256* destinationBase = destination)
            {
                if (typeof(TParameters) == typeof(Bn254BaseField))
                {
                    FieldVector512<FqKernel512>.Scale((ulong*)sourceBase, sixteen, (ulong*)destinationBase, blocks);
                }
                else
                {
                    FieldVector512<FrKernel512>.Scale((ulong*)sourceBase, sixteen, (ulong*)destinationBase, blocks);
                }
            }
        }

        for (int i = done; i < destination.Length; i++)
        {
            destination[i] = source[i].ToInteger();
        }
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
