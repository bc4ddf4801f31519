using System.Runtime.CompilerServices;

namespace Chonk.Prover.Fields.Vector;

/// <summary>
/// Vector operations of one field on one instruction set, a block of elements at a time. Memory holds the Montgomery form with 2^256, kernels divide by 2^260; so one
/// factor is loaded times 16. Every result is canonical, hence equal bit for bit to the scalar path's.
/// </summary>
/// <typeparam name="TKernel">The field's kernel.</typeparam>
internal static unsafe class LaneVector<TKernel>
    where TKernel : struct, IVectorKernel
{
    // The widest block there is, for the size of scratch.
    private const int MaxLanes = 8;
    private const int MaxBlock = 5 * MaxLanes;

    // Blocks per dot product: two chunks of 32 blocks are at most 20 KiB, and 64 is the most one reduction takes.
    private const int DotBlocks = 32;

    private static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TKernel.Lanes;
    }

    private static int Block
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 5 * TKernel.Lanes;
    }

    private static int Words
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4 * TKernel.Lanes;
    }

    /// <summary><c>destination = left * right</c> for all blocks' elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(ulong* left, ulong* right, ulong* destination, int blocks)
    {
        double* scratch = stackalloc double[(3 * MaxBlock) + MaxLanes];
        double* a = Align(scratch), b = a + Block, r = b + Block;
        for (int i = 0; i < blocks; i++)
        {
            TKernel.LoadBalanced(left, a);
            TKernel.LoadUnsigned(right, b, 4);
            TKernel.Multiply(r, a, b);
            TKernel.Store(r, destination, 1);
            left += Words;
            right += Words;
            destination += Words;
        }
    }

    /// <summary><c>destination = left * right + addend</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyAdd(ulong* left, ulong* right, ulong* addend, ulong* destination, int blocks)
    {
        double* scratch = stackalloc double[(4 * MaxBlock) + MaxLanes];
        double* a = Align(scratch), b = a + Block, d = b + Block, r = d + Block;
        for (int i = 0; i < blocks; i++)
        {
            TKernel.LoadBalanced(left, a);
            TKernel.LoadUnsigned(right, b, 4);
            TKernel.LoadBalanced(addend, d);
            TKernel.MultiplyAdd(r, a, b, d);
            TKernel.Store(r, destination, 2);
            left += Words;
            right += Words;
            addend += Words;
            destination += Words;
        }
    }

    /// <summary><c>destination = source * scalar</c>.</summary>
    /// <param name="source">Elements.</param>
    /// <param name="scalar">16 times the scalar, canonical.</param>
    /// <param name="destination">Results.</param>
    /// <param name="blocks">Their number over the lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(ulong* source, in UInt256 scalar, ulong* destination, int blocks)
    {
        double* scratch = stackalloc double[(3 * MaxBlock) + MaxLanes];
        double* a = Align(scratch), b = a + Block, r = b + Block;
        TKernel.Broadcast(scalar, a);
        for (int i = 0; i < blocks; i++)
        {
            TKernel.LoadUnsigned(source, b, 0);
            TKernel.Multiply(r, a, b);
            TKernel.Store(r, destination, 1);
            source += Words;
            destination += Words;
        }
    }

    /// <summary><c>destination += source * scalar</c>; the scalar is given times 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(ulong* source, in UInt256 scalar, ulong* destination, int blocks)
    {
        double* scratch = stackalloc double[(4 * MaxBlock) + MaxLanes];
        double* a = Align(scratch), b = a + Block, d = b + Block, r = d + Block;
        TKernel.Broadcast(scalar, a);
        for (int i = 0; i < blocks; i++)
        {
            TKernel.LoadUnsigned(source, b, 0);
            TKernel.LoadBalanced(destination, d);
            TKernel.MultiplyAdd(r, a, b, d);
            TKernel.Store(r, destination, 2);
            source += Words;
            destination += Words;
        }
    }

    /// <summary><c>destination = low + scalar * (high - low)</c>; the scalar is given times 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fold(ulong* low, ulong* high, in UInt256 scalar, ulong* destination, int blocks)
    {
        double* scratch = stackalloc double[(4 * MaxBlock) + MaxLanes];
        double* a = Align(scratch), b = a + Block, d = b + Block, r = d + Block;
        TKernel.Broadcast(scalar, a);
        for (int i = 0; i < blocks; i++)
        {
            TKernel.LoadBalanced(low, d);
            TKernel.LoadBalanced(high, b);
            TKernel.Subtract(b, d);
            TKernel.MultiplyAdd(r, a, b, d);
            TKernel.Store(r, destination, 2);
            low += Words;
            high += Words;
            destination += Words;
        }
    }

    /// <summary><c>destination[i] = source[2i] + scalar * (source[2i + 1] - source[2i])</c>; the scalar is given times 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FoldPairs(ulong* source, in UInt256 scalar, ulong* destination, int blocks)
    {
        double* scratch = stackalloc double[(4 * MaxBlock) + MaxLanes];
        double* a = Align(scratch), b = a + Block, d = b + Block, r = d + Block;
        TKernel.Broadcast(scalar, a);
        for (int i = 0; i < blocks; i++)
        {
            TKernel.LoadPairs(source, d, b);
            TKernel.Subtract(b, d);
            TKernel.MultiplyAdd(r, a, b, d);
            TKernel.StoreInOrder(r, destination, 2);
            source += 2 * Words;
            destination += Words;
        }
    }

    /// <summary>Sums, lane by lane, whose total is <c>sum of left * right</c>.</summary>
    /// <param name="left">Elements.</param>
    /// <param name="right">Elements.</param>
    /// <param name="blocks">Their number over the lanes, 1 to 32.</param>
    /// <param name="scratch"><c>2 * 32</c> blocks, aligned to 64 bytes.</param>
    /// <param name="sums">One element a lane.</param>
    /// <param name="one">2^260 mod p, which carries a value through one more reduction.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void DotBlock(ulong* left, ulong* right, int blocks, double* scratch, ulong* sums, in UInt256 one)
    {
        double* a = scratch, b = scratch + (DotBlocks * Block);
        for (int i = 0; i < blocks; i++)
        {
            TKernel.LoadBalanced(left + ((long)i * Words), a + (i * Block));
            TKernel.LoadUnsigned(right + ((long)i * Words), b + (i * Block), 4);
        }

        // The sum of up to 32 products has magnitude up to 0.19 * 32 p + 0.57 p; a product by one brings it below p.
        TKernel.Dot(a, a, b, blocks);
        TKernel.Broadcast(one, b);
        TKernel.Multiply(a, a, b);
        TKernel.Store(a, sums, 1);
    }

    /// <summary><c>sum of left * right</c> over all blocks' elements.</summary>
    public static PrimeField<TParameters> Dot<TParameters>(ulong* left, ulong* right, int blocks)
        where TParameters : struct, IPrimeFieldParameters
    {
        double* memory = stackalloc double[(2 * DotBlocks * MaxBlock) + MaxLanes];
        double* scratch = Align(memory);
        PrimeField<TParameters>* sums = stackalloc PrimeField<TParameters>[MaxLanes];
        PrimeField<TParameters> total = default;
        UInt256 one = FieldVector.Times16(PrimeField<TParameters>.One);
        for (int i = 0; i < blocks; i += DotBlocks)
        {
            DotBlock(left + ((long)i * Words), right + ((long)i * Words), Math.Min(DotBlocks, blocks - i), scratch, (ulong*)sums, one);
            for (int lane = 0; lane < Lanes; lane++)
            {
                total += sums[lane];
            }
        }

        return total;
    }

    /// <summary>Replaces the elements that are not zero by their inverses.</summary>
    /// <remarks>
    /// Running products side by side, kept in standard form: the first factor is 2^256 and each further one x 2^260. Zeros take part as ones.
    /// Backwards, the inverse of the running product in the kernels' form (2^260 / P) times the product before gives 2^256 / x.
    /// </remarks>
    /// <param name="values">Elements, inverted in place.</param>
    /// <param name="products">Scratch of as many elements.</param>
    /// <param name="blocks">Their number over the lanes, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Invert<TParameters>(ulong* values, ulong* products, int blocks)
        where TParameters : struct, IPrimeFieldParameters
    {
        double* scratch = stackalloc double[(7 * MaxBlock) + MaxLanes];
        double* original = Align(scratch), x = original + Block, running = x + Block, before = running + Block, result = before + Block, one = result + Block, zero = one + Block;
        PrimeField<TParameters>* lanes = stackalloc PrimeField<TParameters>[2 * MaxLanes];
        TKernel.Broadcast(TParameters.RModP, running);
        TKernel.Broadcast(FieldVector.Times16(PrimeField<TParameters>.One), one);
        TKernel.Broadcast(default, zero);
        for (int i = 0; i < blocks; i++)
        {
            TKernel.Store(running, products + ((long)i * Words), 1);
            TKernel.LoadUnsigned(values + ((long)i * Words), x, 4);
            TKernel.ReplaceZeros(x, x, one);
            TKernel.Multiply(running, running, x);
        }

        TKernel.Store(running, (ulong*)lanes, 1);
        BatchInverse.Invert(new Span<PrimeField<TParameters>>(lanes, Lanes), new Span<PrimeField<TParameters>>(lanes + Lanes, Lanes));
        for (int lane = 0; lane < Lanes; lane++)
        {
            UInt256 times16 = FieldVector.Times16(lanes[lane]);
            lanes[lane] = PrimeField<TParameters>.FromMontgomeryUnchecked(times16);
        }

        TKernel.LoadBalanced((ulong*)lanes, running);
        for (int i = blocks - 1; i >= 0; i--)
        {
            TKernel.LoadUnsigned(values + ((long)i * Words), original, 4);
            TKernel.LoadUnsigned(values + ((long)i * Words), x, 4);
            TKernel.LoadUnsigned(products + ((long)i * Words), before, 0);
            TKernel.ReplaceZeros(original, x, one);
            TKernel.Multiply(result, running, before);
            TKernel.Multiply(running, running, x);
            TKernel.ReplaceZeros(original, result, zero);
            TKernel.Store(result, values + ((long)i * Words), 1);
        }
    }

    /// <summary>The first address divisible by 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double* Align(double* pointer) => (double*)(((nuint)pointer + 63) & ~(nuint)63);
}
