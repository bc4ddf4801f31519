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

    /// <summary>An operation with its operands, to be run on a kernel.</summary>
    private interface IOperation
    {
        /// <summary>Runs it on whole blocks.</summary>
        void Run<TKernel>(int blocks)
            where TKernel : struct, IVectorKernel;
    }

    /// <inheritdoc cref="LaneVector{TKernel}.Multiply"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Multiply<TParameters>(ulong* left, ulong* right, ulong* destination, int length)
        where TParameters : struct, IPrimeFieldParameters
    {
        Multiplication operation = new(left, right, destination);
        return Run<TParameters, Multiplication>(ref operation, length, MinLength);
    }

    /// <inheritdoc cref="LaneVector{TKernel}.MultiplyAdd"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int MultiplyAdd<TParameters>(ulong* left, ulong* right, ulong* addend, ulong* destination, int length)
        where TParameters : struct, IPrimeFieldParameters
    {
        MultiplicationAndSum operation = new(left, right, addend, destination);
        return Run<TParameters, MultiplicationAndSum>(ref operation, length, MinLength);
    }

    /// <inheritdoc cref="LaneVector{TKernel}.Scale"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Scale<TParameters>(ulong* source, in UInt256 scalar, ulong* destination, int length)
        where TParameters : struct, IPrimeFieldParameters
    {
        Scaling operation = new(source, scalar, destination);
        return Run<TParameters, Scaling>(ref operation, length, MinLength);
    }

    /// <inheritdoc cref="LaneVector{TKernel}.AddScaled"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int AddScaled<TParameters>(ulong* source, in UInt256 scalar, ulong* destination, int length)
        where TParameters : struct, IPrimeFieldParameters
    {
        ScalingAndSum operation = new(source, scalar, destination);
        return Run<TParameters, ScalingAndSum>(ref operation, length, MinLength);
    }

    /// <inheritdoc cref="LaneVector{TKernel}.Fold"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Fold<TParameters>(ulong* low, ulong* high, in UInt256 scalar, ulong* destination, int length)
        where TParameters : struct, IPrimeFieldParameters
    {
        Folding operation = new(low, high, scalar, destination);
        return Run<TParameters, Folding>(ref operation, length, MinLength);
    }

    /// <inheritdoc cref="LaneVector{TKernel}.FoldPairs"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FoldPairs<TParameters>(ulong* source, in UInt256 scalar, ulong* destination, int length)
        where TParameters : struct, IPrimeFieldParameters
    {
        FoldingOfPairs operation = new(source, scalar, destination);
        return Run<TParameters, FoldingOfPairs>(ref operation, length, MinLength);
    }

    /// <inheritdoc cref="LaneVector{TKernel}.Dot"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Dot<TParameters>(ulong* left, ulong* right, int length, out PrimeField<TParameters> sum)
        where TParameters : struct, IPrimeFieldParameters
    {
        DotProduct<TParameters> operation = new(left, right);
        int done = Run<TParameters, DotProduct<TParameters>>(ref operation, length, MinLength);
        sum = operation.Sum;
        return done;
    }

    /// <inheritdoc cref="LaneVector{TKernel}.Invert"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Invert<TParameters>(ulong* values, ulong* products, int length)
        where TParameters : struct, IPrimeFieldParameters
    {
        Inversion<TParameters> operation = new(values, products);
        return Run<TParameters, Inversion<TParameters>>(ref operation, length, MinInvertLength);
    }

    /// <summary>Runs an operation on the kernel of the field and the path.</summary>
    /// <returns>The number of elements done; 0 where the vector is too short or no kernel runs.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Run<TParameters, TOperation>(ref TOperation operation, int length, int minLength)
        where TParameters : struct, IPrimeFieldParameters
        where TOperation : struct, IOperation
    {
        if (!VectorPath.IsVectorized<TParameters>() || length < minLength)
        {
            return 0;
        }

        int blocks = length / VectorPath.Lanes;
        bool isBaseField = typeof(TParameters) == typeof(Bn254BaseField);
        if (VectorPath.UsesAvx512 && isBaseField)
        {
            operation.Run<FqKernel512>(blocks);
        }
        else if (VectorPath.UsesAvx512)
        {
            operation.Run<FrKernel512>(blocks);
        }
        else if (isBaseField)
        {
            operation.Run<FqKernel256>(blocks);
        }
        else
        {
            operation.Run<FrKernel256>(blocks);
        }

        return blocks * VectorPath.Lanes;
    }

    private readonly struct Multiplication(ulong* left, ulong* right, ulong* destination) : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TKernel>(int blocks)
            where TKernel : struct, IVectorKernel => LaneVector<TKernel>.Multiply(left, right, destination, blocks);
    }

    private readonly struct MultiplicationAndSum(ulong* left, ulong* right, ulong* addend, ulong* destination) : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TKernel>(int blocks)
            where TKernel : struct, IVectorKernel => LaneVector<TKernel>.MultiplyAdd(left, right, addend, destination, blocks);
    }

    private readonly struct Scaling(ulong* source, UInt256 scalar, ulong* destination) : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TKernel>(int blocks)
            where TKernel : struct, IVectorKernel => LaneVector<TKernel>.Scale(source, scalar, destination, blocks);
    }

    private readonly struct ScalingAndSum(ulong* source, UInt256 scalar, ulong* destination) : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TKernel>(int blocks)
            where TKernel : struct, IVectorKernel => LaneVector<TKernel>.AddScaled(source, scalar, destination, blocks);
    }

    private readonly struct Folding(ulong* low, ulong* high, UInt256 scalar, ulong* destination) : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TKernel>(int blocks)
            where TKernel : struct, IVectorKernel => LaneVector<TKernel>.Fold(low, high, scalar, destination, blocks);
    }

    private readonly struct FoldingOfPairs(ulong* source, UInt256 scalar, ulong* destination) : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TKernel>(int blocks)
            where TKernel : struct, IVectorKernel => LaneVector<TKernel>.FoldPairs(source, scalar, destination, blocks);
    }

    private struct DotProduct<TParameters>(ulong* left, ulong* right) : IOperation
        where TParameters : struct, IPrimeFieldParameters
    {
        public PrimeField<TParameters> Sum { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TKernel>(int blocks)
            where TKernel : struct, IVectorKernel => Sum = LaneVector<TKernel>.Dot<TParameters>(left, right, blocks);
    }

    private readonly struct Inversion<TParameters>(ulong* values, ulong* products) : IOperation
        where TParameters : struct, IPrimeFieldParameters
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TKernel>(int blocks)
            where TKernel : struct, IVectorKernel => LaneVector<TKernel>.Invert<TParameters>(values, products, blocks);
    }
}
