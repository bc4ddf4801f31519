using System.Runtime.CompilerServices;

namespace Chonk.Prover.Fields.Vector;

/// <summary>
/// Hands a vector operation to the kernel of its field and of the process's instruction set. Both conditions are constants of the compiled code, so
/// one call is left. Every method handles whole blocks and returns the number of elements done; 0 on the scalar path.
/// </summary>
internal static unsafe class KernelChoice
{
    // Below this a call costs more than it saves.
    private const int MinLength = 16;
    private const int MinInvertLength = 64;

    /// <inheritdoc cref="LaneVector{TKernel}.Multiply"/>
    public static int Multiply<TParameters>(ulong* left, ulong* right, ulong* destination, int length)
        where TParameters : struct, IPrimeFieldParameters
    {
        int blocks = Blocks<TParameters>(length, MinLength);
        if (blocks == 0)
        {
            return 0;
        }

        if (VectorPath.UsesAvx512)
        {
            if (IsBaseField<TParameters>())
            {
                LaneVector<FqKernel512>.Multiply(left, right, destination, blocks);
            }
            else
            {
                LaneVector<FrKernel512>.Multiply(left, right, destination, blocks);
            }
        }
        else if (IsBaseField<TParameters>())
        {
            LaneVector<FqKernel256>.Multiply(left, right, destination, blocks);
        }
        else
        {
            LaneVector<FrKernel256>.Multiply(left, right, destination, blocks);
        }

        return blocks * VectorPath.Lanes;
    }

    /// <inheritdoc cref="LaneVector{TKernel}.MultiplyAdd"/>
    public static int MultiplyAdd<TParameters>(ulong* left, ulong* right, ulong* addend, ulong* destination, int length)
        where TParameters : struct, IPrimeFieldParameters
    {
        int blocks = Blocks<TParameters>(length, MinLength);
        if (blocks == 0)
        {
            return 0;
        }

        if (VectorPath.UsesAvx512)
        {
            if (IsBaseField<TParameters>())
            {
                LaneVector<FqKernel512>.MultiplyAdd(left, right, addend, destination, blocks);
            }
            else
            {
                LaneVector<FrKernel512>.MultiplyAdd(left, right, addend, destination, blocks);
            }
        }
        else if (IsBaseField<TParameters>())
        {
            LaneVector<FqKernel256>.MultiplyAdd(left, right, addend, destination, blocks);
        }
        else
        {
            LaneVector<FrKernel256>.MultiplyAdd(left, right, addend, destination, blocks);
        }

        return blocks * VectorPath.Lanes;
    }

    /// <inheritdoc cref="LaneVector{TKernel}.Scale"/>
    public static int Scale<TParameters>(ulong* source, in UInt256 scalar, ulong* destination, int length)
        where TParameters : struct, IPrimeFieldParameters
    {
        int blocks = Blocks<TParameters>(length, MinLength);
        if (blocks == 0)
        {
            return 0;
        }

        if (VectorPath.UsesAvx512)
        {
            if (IsBaseField<TParameters>())
            {
                LaneVector<FqKernel512>.Scale(source, scalar, destination, blocks);
            }
            else
            {
                LaneVector<FrKernel512>.Scale(source, scalar, destination, blocks);
            }
        }
        else if (IsBaseField<TParameters>())
        {
            LaneVector<FqKernel256>.Scale(source, scalar, destination, blocks);
        }
        else
        {
            LaneVector<FrKernel256>.Scale(source, scalar, destination, blocks);
        }

        return blocks * VectorPath.Lanes;
    }

    /// <inheritdoc cref="LaneVector{TKernel}.AddScaled"/>
    public static int AddScaled<TParameters>(ulong* source, in UInt256 scalar, ulong* destination, int length)
        where TParameters : struct, IPrimeFieldParameters
    {
        int blocks = Blocks<TParameters>(length, MinLength);
        if (blocks == 0)
        {
            return 0;
        }

        if (VectorPath.UsesAvx512)
        {
            if (IsBaseField<TParameters>())
            {
                LaneVector<FqKernel512>.AddScaled(source, scalar, destination, blocks);
            }
            else
            {
                LaneVector<FrKernel512>.AddScaled(source, scalar, destination, blocks);
            }
        }
        else if (IsBaseField<TParameters>())
        {
            LaneVector<FqKernel256>.AddScaled(source, scalar, destination, blocks);
        }
        else
        {
            LaneVector<FrKernel256>.AddScaled(source, scalar, destination, blocks);
        }

        return blocks * VectorPath.Lanes;
    }

    /// <inheritdoc cref="LaneVector{TKernel}.Fold"/>
    public static int Fold<TParameters>(ulong* low, ulong* high, in UInt256 scalar, ulong* destination, int length)
        where TParameters : struct, IPrimeFieldParameters
    {
        int blocks = Blocks<TParameters>(length, MinLength);
        if (blocks == 0)
        {
            return 0;
        }

        if (VectorPath.UsesAvx512)
        {
            if (IsBaseField<TParameters>())
            {
                LaneVector<FqKernel512>.Fold(low, high, scalar, destination, blocks);
            }
            else
            {
                LaneVector<FrKernel512>.Fold(low, high, scalar, destination, blocks);
            }
        }
        else if (IsBaseField<TParameters>())
        {
            LaneVector<FqKernel256>.Fold(low, high, scalar, destination, blocks);
        }
        else
        {
            LaneVector<FrKernel256>.Fold(low, high, scalar, destination, blocks);
        }

        return blocks * VectorPath.Lanes;
    }

    /// <inheritdoc cref="LaneVector{TKernel}.FoldPairs"/>
    public static int FoldPairs<TParameters>(ulong* source, in UInt256 scalar, ulong* destination, int length)
        where TParameters : struct, IPrimeFieldParameters
    {
        int blocks = Blocks<TParameters>(length, MinLength);
        if (blocks == 0)
        {
            return 0;
        }

        if (VectorPath.UsesAvx512)
        {
            if (IsBaseField<TParameters>())
            {
                LaneVector<FqKernel512>.FoldPairs(source, scalar, destination, blocks);
            }
            else
            {
                LaneVector<FrKernel512>.FoldPairs(source, scalar, destination, blocks);
            }
        }
        else if (IsBaseField<TParameters>())
        {
            LaneVector<FqKernel256>.FoldPairs(source, scalar, destination, blocks);
        }
        else
        {
            LaneVector<FrKernel256>.FoldPairs(source, scalar, destination, blocks);
        }

        return blocks * VectorPath.Lanes;
    }

    /// <inheritdoc cref="LaneVector{TKernel}.Dot"/>
    public static int Dot<TParameters>(ulong* left, ulong* right, int length, out PrimeField<TParameters> sum)
        where TParameters : struct, IPrimeFieldParameters
    {
        int blocks = Blocks<TParameters>(length, MinLength);
        sum = blocks == 0 ? default
            : VectorPath.UsesAvx512
            ? IsBaseField<TParameters>()
                ? LaneVector<FqKernel512>.Dot<TParameters>(left, right, blocks)
                : LaneVector<FrKernel512>.Dot<TParameters>(left, right, blocks)
            : IsBaseField<TParameters>()
            ? LaneVector<FqKernel256>.Dot<TParameters>(left, right, blocks)
            : LaneVector<FrKernel256>.Dot<TParameters>(left, right, blocks);
        return blocks * VectorPath.Lanes;
    }

    /// <inheritdoc cref="LaneVector{TKernel}.Invert"/>
    public static int Invert<TParameters>(ulong* values, ulong* products, int length)
        where TParameters : struct, IPrimeFieldParameters
    {
        int blocks = Blocks<TParameters>(length, MinInvertLength);
        if (blocks == 0)
        {
            return 0;
        }

        if (VectorPath.UsesAvx512)
        {
            if (IsBaseField<TParameters>())
            {
                LaneVector<FqKernel512>.Invert<TParameters>(values, products, blocks);
            }
            else
            {
                LaneVector<FrKernel512>.Invert<TParameters>(values, products, blocks);
            }
        }
        else if (IsBaseField<TParameters>())
        {
            LaneVector<FqKernel256>.Invert<TParameters>(values, products, blocks);
        }
        else
        {
            LaneVector<FrKernel256>.Invert<TParameters>(values, products, blocks);
        }

        return blocks * VectorPath.Lanes;
    }

    /// <summary>Whole blocks in a vector; 0 where it is too short or no kernel runs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Blocks<TParameters>(int length, int minLength)
        where TParameters : struct, IPrimeFieldParameters =>
        VectorPath.IsVectorized<TParameters>() && length >= minLength ? length / VectorPath.Lanes : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBaseField<TParameters>() => typeof(TParameters) == typeof(Bn254BaseField);
}
