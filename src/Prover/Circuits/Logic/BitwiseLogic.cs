using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Lookups;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Circuits.Logic;

/// <summary>
/// AND and XOR of integers by lookups of 32-bit chunks. A whole chunk is bounded by its table; a shorter last one is range-constrained.
/// </summary>
public static class BitwiseLogic
{
    /// <summary>Largest operand width: below the bit length of the modulus, so that recomposition does not wrap.</summary>
    public const int MaxBitCount = 252;

    private const int ChunkBits = 32;

    /// <summary>Adds <c>result = left op right</c>, which also bounds both operands by <c>2^bitCount</c>.</summary>
    /// <param name="builder">The circuit.</param>
    /// <param name="isXor">XOR if true, else AND.</param>
    /// <param name="left">Variable of the first operand.</param>
    /// <param name="right">Variable of the second operand.</param>
    /// <param name="bitCount">Width of the operands, 1 to <see cref="MaxBitCount"/>.</param>
    /// <returns>The variable of the result. Cost: 6 lookup rows a chunk, 3 gates for each chunk after the first.</returns>
    public static uint Add(MegaCircuitBuilder builder, bool isXor, uint left, uint right, int bitCount)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThan(bitCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bitCount, MaxBitCount);
        UInt256 leftValue = builder.ValueOf(left).ToInteger();
        UInt256 rightValue = builder.ValueOf(right).ToInteger();
        MultiTable table = isXor ? BitwiseTables.Xor32 : BitwiseTables.And32;
        uint leftSum = 0, rightSum = 0, result = 0;
        for (int start = 0; start < bitCount; start += ChunkBits)
        {
            int chunkBits = Math.Min(ChunkBits, bitCount - start);
            uint leftChunk = builder.AddVariable(Fr.FromUInt64(leftValue.GetBits(start, chunkBits)));
            uint rightChunk = builder.AddVariable(Fr.FromUInt64(rightValue.GetBits(start, chunkBits)));
            uint resultChunk = builder.AddLookup(table, leftChunk, rightChunk).Column3[0];
            leftSum = Accumulate(builder, leftSum, leftChunk, start);
            rightSum = Accumulate(builder, rightSum, rightChunk, start);
            if (chunkBits != ChunkBits)
            {
                builder.DecomposeIntoLimbs(leftChunk, chunkBits, MegaCircuitBuilder.RangeLimbBits, "The first operand of AND or XOR exceeds its width.");
                builder.DecomposeIntoLimbs(rightChunk, chunkBits, MegaCircuitBuilder.RangeLimbBits, "The second operand of AND or XOR exceeds its width.");
            }

            result = Accumulate(builder, result, resultChunk, start);
        }

        builder.AssertEqual(left, leftSum, "The first operand of AND or XOR exceeds its width.");
        builder.AssertEqual(right, rightSum, "The second operand of AND or XOR exceeds its width.");
        return result;
    }

    /// <summary><c>sum + 2^start chunk</c>; the first chunk is the sum itself.</summary>
    private static uint Accumulate(MegaCircuitBuilder builder, uint sum, uint chunk, int start)
    {
        if (start == 0)
        {
            return chunk;
        }

        Fr weight = Fr.FromInteger(UInt256.One << start);
        uint next = builder.AddVariable(builder.ValueOf(sum) + (weight * builder.ValueOf(chunk)));
        builder.AddGate(new(sum, chunk, next, builder.ZeroVariable) { QA = Fr.One, QB = weight, QC = -Fr.One });
        return next;
    }
}
