using System.Numerics;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Logic;
using Chonk.Prover.Fields;
using Chonk.Prover.Tests.Acir.Gates;
using Xunit;

namespace Chonk.Prover.Tests.Circuits;

public sealed class BitwiseLogicTests
{
    public static TheoryData<int> Widths => [1, 2, 8, 13, 14, 15, 16, 31, 32, 33, 64, 65, 96, 128, 251, 252];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Add_RandomAndExtremeOperands_HasTheValueOfTheOperation(int bitCount)
    {
        BigInteger largest = (BigInteger.One << bitCount) - 1;
        Random random = new(bitCount);
        BigInteger[] operands = [BigInteger.Zero, largest, RandomBelow(random, bitCount), RandomBelow(random, bitCount)];
        foreach (bool isXor in (bool[])[false, true])
        {
            for (int i = 0; i < operands.Length; i++)
            {
                BigInteger left = operands[i];
                BigInteger right = operands[(i + 1) % operands.Length];
                using MegaCircuitBuilder builder = new([ToField(left), ToField(right)], []);
                uint result = BitwiseLogic.Add(builder, isXor, 0, 1, bitCount);
                Assert.Equal(ToField(isXor ? left ^ right : left & right), builder.ValueOf(result));
                if (bitCount is 1 or 33 or 64)
                {
                    Assert.Null(CircuitSatisfaction.FindViolation(builder));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Add_OperandOfOneBitMore_Fails(int bitCount)
    {
        Fr tooLarge = ToField(BigInteger.One << bitCount);
        using MegaCircuitBuilder first = new([tooLarge, Fr.One], []);
        BitwiseLogic.Add(first, isXor: true, 0, 1, bitCount);
        Assert.Contains("first operand", first.Failure, StringComparison.Ordinal);
        using MegaCircuitBuilder second = new([Fr.One, tooLarge], []);
        BitwiseLogic.Add(second, isXor: false, 0, 1, bitCount);
        Assert.Contains("second operand", second.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(253)]
    public void Add_ImpossibleWidth_Throws(int bitCount)
    {
        using MegaCircuitBuilder builder = new([Fr.One, Fr.One], []);
        Assert.Throws<ArgumentOutOfRangeException>(() => BitwiseLogic.Add(builder, isXor: true, 0, 1, bitCount));
    }

    private static BigInteger RandomBelow(Random random, int bitCount)
    {
        byte[] bytes = new byte[33];
        random.NextBytes(bytes.AsSpan(0, 32));
        return new BigInteger(bytes) & ((BigInteger.One << bitCount) - 1);
    }

    private static Fr ToField(BigInteger value)
    {
        byte[] bytes = new byte[32];
        byte[] digits = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(bytes.AsSpan(32 - digits.Length));
        return Fr.FromInteger(UInt256.ReadBigEndian(bytes));
    }
}
