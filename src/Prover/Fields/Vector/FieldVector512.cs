using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Chonk.Prover.Fields.Vector;

/// <summary>
/// Vector operations of one field on AVX-512, eight elements at a time. Memory holds the Montgomery form with 2^256, kernels divide by 2^260; so one
/// factor is loaded times 16. Every result is canonical, hence equal bit for bit to the scalar path's.
/// </summary>
/// <typeparam name="TKernel">The field's kernel.</typeparam>
internal static unsafe class FieldVector512<TKernel>
    where TKernel : struct, IKernel512
{
    private const int Block = Packing512.Block;
    private const int Lanes = 8;
    private const int Words = 4 * Lanes;

    // Blocks per dot product: two chunks of 32 blocks are 20 KiB, and 64 is the most one reduction takes.
    private const int DotBlocks = 32;

    /// <summary><c>destination = left * right</c> for <c>8 * blocks</c> elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(ulong* left, ulong* right, ulong* destination, int blocks)
    {
        double* scratch = stackalloc double[(3 * Block) + Lanes];
        double* a = Align(scratch), b = a + Block, r = b + Block;
        for (int i = 0; i < blocks; i++)
        {
            Packing512.LoadBalanced(left, a);
            Packing512.LoadUnsigned(right, b, 4);
            TKernel.Multiply(r, a, b);
            Packing512.Store<TKernel>(r, destination, 1);
            left += Words;
            right += Words;
            destination += Words;
        }
    }

    /// <summary><c>destination = left * right + addend</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyAdd(ulong* left, ulong* right, ulong* addend, ulong* destination, int blocks)
    {
        double* scratch = stackalloc double[(4 * Block) + Lanes];
        double* a = Align(scratch), b = a + Block, d = b + Block, r = d + Block;
        for (int i = 0; i < blocks; i++)
        {
            Packing512.LoadBalanced(left, a);
            Packing512.LoadUnsigned(right, b, 4);
            Packing512.LoadUnsigned(addend, d, 0);
            TKernel.MultiplyAdd(r, a, b, d);
            Packing512.Store<TKernel>(r, destination, 2);
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
    /// <param name="blocks">Eighth of their number.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(ulong* source, in UInt256 scalar, ulong* destination, int blocks)
    {
        double* scratch = stackalloc double[(3 * Block) + Lanes];
        double* a = Align(scratch), b = a + Block, r = b + Block;
        Packing512.Broadcast(scalar, a);
        for (int i = 0; i < blocks; i++)
        {
            Packing512.LoadUnsigned(source, b, 0);
            TKernel.Multiply(r, a, b);
            Packing512.Store<TKernel>(r, destination, 1);
            source += Words;
            destination += Words;
        }
    }

    /// <summary><c>destination += source * scalar</c>; the scalar is given times 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(ulong* source, in UInt256 scalar, ulong* destination, int blocks)
    {
        double* scratch = stackalloc double[(4 * Block) + Lanes];
        double* a = Align(scratch), b = a + Block, d = b + Block, r = d + Block;
        Packing512.Broadcast(scalar, a);
        for (int i = 0; i < blocks; i++)
        {
            Packing512.LoadUnsigned(source, b, 0);
            Packing512.LoadUnsigned(destination, d, 0);
            TKernel.MultiplyAdd(r, a, b, d);
            Packing512.Store<TKernel>(r, destination, 2);
            source += Words;
            destination += Words;
        }
    }

    /// <summary><c>destination = low + scalar * (high - low)</c>; the scalar is given times 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fold(ulong* low, ulong* high, in UInt256 scalar, ulong* destination, int blocks)
    {
        double* scratch = stackalloc double[(4 * Block) + Lanes];
        double* a = Align(scratch), b = a + Block, d = b + Block, r = d + Block;
        Packing512.Broadcast(scalar, a);
        for (int i = 0; i < blocks; i++)
        {
            Packing512.LoadUnsigned(low, d, 0);
            Packing512.LoadUnsigned(high, b, 0);
            Subtract(b, d);
            TKernel.MultiplyAdd(r, a, b, d);
            Packing512.Store<TKernel>(r, destination, 2);
            low += Words;
            high += Words;
            destination += Words;
        }
    }

    /// <summary><c>destination[i] = source[2i] + scalar * (source[2i + 1] - source[2i])</c>; the scalar is given times 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FoldPairs(ulong* source, in UInt256 scalar, ulong* destination, int blocks)
    {
        double* scratch = stackalloc double[(4 * Block) + Lanes];
        double* a = Align(scratch), b = a + Block, d = b + Block, r = d + Block;
        Packing512.Broadcast(scalar, a);
        for (int i = 0; i < blocks; i++)
        {
            Packing512.LoadPairs(source, d, b);
            Subtract(b, d);
            TKernel.MultiplyAdd(r, a, b, d);
            Packing512.StoreInOrder<TKernel>(r, destination, 2);
            source += 2 * Words;
            destination += Words;
        }
    }

    /// <summary>Eight sums, lane by lane, whose total is <c>sum of left * right</c>.</summary>
    /// <param name="left">Elements.</param>
    /// <param name="right">Elements.</param>
    /// <param name="blocks">Eighth of their number, 1 to 32.</param>
    /// <param name="scratch"><c>2 * 32</c> blocks, aligned to 64 bytes.</param>
    /// <param name="sums">Eight elements.</param>
    /// <param name="one">2^260 mod p, which carries a value through one more reduction.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void DotBlock(ulong* left, ulong* right, int blocks, double* scratch, ulong* sums, in UInt256 one)
    {
        double* a = scratch, b = scratch + (DotBlocks * Block);
        for (int i = 0; i < blocks; i++)
        {
            Packing512.LoadBalanced(left + ((long)i * Words), a + (i * Block));
            Packing512.LoadUnsigned(right + ((long)i * Words), b + (i * Block), 4);
        }

        // The sum of up to 32 products has magnitude up to 0.19 * 32 p + 0.57 p; a product by one brings it below p.
        TKernel.Dot(a, a, b, blocks);
        Packing512.Broadcast(one, b);
        TKernel.Multiply(a, a, b);
        Packing512.Store<TKernel>(a, sums, 1);
    }

    /// <summary><c>sum of left * right</c> over <c>8 * blocks</c> elements.</summary>
    public static PrimeField<TParameters> Dot<TParameters>(ulong* left, ulong* right, int blocks)
        where TParameters : struct, IPrimeFieldParameters
    {
        double* memory = stackalloc double[(2 * DotBlocks * Block) + Lanes];
        double* scratch = Align(memory);
        PrimeField<TParameters>* sums = stackalloc PrimeField<TParameters>[Lanes];
        PrimeField<TParameters> total = default;
        UInt256 one = Times16(PrimeField<TParameters>.One);
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
    /// Eight running products side by side, kept in standard form: the first factor is 2^256 and each further one x 2^260. Zeros take part as ones.
    /// Backwards, the inverse of the running product in the kernels' form (2^260 / P) times the product before gives 2^256 / x.
    /// </remarks>
    /// <param name="values">Elements, inverted in place.</param>
    /// <param name="products">Scratch of as many elements.</param>
    /// <param name="blocks">Eighth of their number, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Invert<TParameters>(ulong* values, ulong* products, int blocks)
        where TParameters : struct, IPrimeFieldParameters
    {
        double* scratch = stackalloc double[(6 * Block) + Lanes];
        double* x = Align(scratch), running = x + Block, before = running + Block, result = before + Block, one = result + Block, zero = one + Block;
        PrimeField<TParameters>* lanes = stackalloc PrimeField<TParameters>[2 * Lanes];
        Packing512.Broadcast(TParameters.RModP, running);
        Packing512.Broadcast(Times16(PrimeField<TParameters>.One), one);
        Packing512.Broadcast(default, zero);
        for (int i = 0; i < blocks; i++)
        {
            Packing512.Store<TKernel>(running, products + ((long)i * Words), 1);
            Packing512.LoadUnsigned(values + ((long)i * Words), x, 4);
            Replace(x, ZeroLanes(x), one);
            TKernel.Multiply(running, running, x);
        }

        Packing512.Store<TKernel>(running, (ulong*)lanes, 1);
        BatchInverse.Invert(new Span<PrimeField<TParameters>>(lanes, Lanes), new Span<PrimeField<TParameters>>(lanes + Lanes, Lanes));
        for (int lane = 0; lane < Lanes; lane++)
        {
            UInt256 times16 = Times16(lanes[lane]);
            lanes[lane] = PrimeField<TParameters>.FromMontgomeryUnchecked(times16);
        }

        Packing512.LoadBalanced((ulong*)lanes, running);
        for (int i = blocks - 1; i >= 0; i--)
        {
            Packing512.LoadUnsigned(values + ((long)i * Words), x, 4);
            Packing512.LoadUnsigned(products + ((long)i * Words), before, 0);
            Vector512<double> isZero = ZeroLanes(x);
            Replace(x, isZero, one);
            TKernel.Multiply(result, running, before);
            TKernel.Multiply(running, running, x);
            Replace(result, isZero, zero);
            Packing512.Store<TKernel>(result, values + ((long)i * Words), 1);
        }
    }

    /// <summary>The limbs of 16 times an element.</summary>
    public static UInt256 Times16<TParameters>(in PrimeField<TParameters> value)
        where TParameters : struct, IPrimeFieldParameters
    {
        PrimeField<TParameters> result = value + value;
        result += result;
        result += result;
        result += result;
        return new(result.L0, result.L1, result.L2, result.L3);
    }

    /// <summary>The first address divisible by 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double* Align(double* pointer) => (double*)(((nuint)pointer + 63) & ~(nuint)63);

    /// <summary><c>a -= b</c>, digit by digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Subtract(double* a, double* b)
    {
        for (int i = 0; i < Block; i += Lanes)
        {
            Vector512.Store(Avx512F.Subtract(Vector512.Load(a + i), Vector512.Load(b + i)), a + i);
        }
    }

    /// <summary>All ones in the lanes whose unsigned digits are all zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ZeroLanes(double* block) =>
        Vector512.Equals(
            Vector512.Load(block) + Vector512.Load(block + 8) + Vector512.Load(block + 16) + Vector512.Load(block + 24) + Vector512.Load(block + 32),
            Vector512<double>.Zero);

    /// <summary>Takes the digits of another block in the chosen lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Replace(double* block, Vector512<double> lanes, double* other)
    {
        for (int i = 0; i < Block; i += Lanes)
        {
            Vector512.Store(Vector512.ConditionalSelect(lanes, Vector512.Load(other + i), Vector512.Load(block + i)), block + i);
        }
    }
}
