using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Opcodes;
using Chonk.Prover.Memory;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Prover.Tests.Acir;

public sealed class AcirReaderTests
{
    private static readonly WitnessOrConstant Constant = WitnessOrConstant.FromConstant(-Fr.One);

    private static readonly AcirOpcode[] OneOfEach =
    [
        new AssertZeroOpcode(new AcirExpression([new(Fr.FromUInt64(2), 1, 2), new(-Fr.One, 3, 3)], [new(Fr.One, 4)], Fr.FromUInt64(5))),
        new AssertZeroOpcode(new AcirExpression([], [], Fr.Zero)),
        new RangeOpcode(W(7), 32),
        new LogicOpcode(IsXor: true, W(1), Constant, 32, 9),
        new LogicOpcode(IsXor: false, Constant, W(2), 8, 10),
        new Poseidon2PermutationOpcode(Inputs(4), Outputs(4)),
        new Keccakf1600Opcode(Inputs(25), Outputs(25)),
        new Sha256CompressionOpcode(Inputs(16), Inputs(8), Outputs(8)),
        new Blake2sOpcode(Inputs(3), Outputs(32)),
        new Blake3Opcode(Inputs(0), Outputs(32)),
        new Aes128EncryptOpcode(Inputs(32), Inputs(16), Inputs(16), Outputs(32)),
        new EcdsaOpcode(IsSecp256r1: true, Inputs(32), Inputs(32), Inputs(64), Inputs(32), Constant, 11),
        new EcdsaOpcode(IsSecp256r1: false, Inputs(32), Inputs(32), Inputs(64), Inputs(32), W(3), 12),
        new MultiScalarMulOpcode(Inputs(4), Inputs(4), Constant, Outputs(2)),
        new EmbeddedCurveAddOpcode(Inputs(2), Inputs(2), W(4), Outputs(2)),
        new RecursiveAggregationOpcode(Inputs(163), [], Inputs(1), W(5), 7, Constant),
        new UnsupportedOpcode("BigIntAdd"),
        new MemoryInitOpcode(3, [1, 2, 3], MemoryBlockKind.Memory, 0),
        new MemoryInitOpcode(4, [1], MemoryBlockKind.CallData, 2),
        new MemoryInitOpcode(5, [], MemoryBlockKind.ReturnData, 0),
        new MemoryAccessOpcode(3, IsWrite: false, 1, 2),
        new MemoryAccessOpcode(3, IsWrite: true, 3, 4),
        new CallOpcode(1, [1], [2, 3]),
        new BrilligCallOpcode(6),
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ReadProgram_OneOfEachOpcode_GivesEveryFieldBack(bool compact)
    {
        AcirProgram program = AcirReader.ReadProgram(AcirEncoder.Program(compact, OneOfEach, [20], [21]));
        AcirFunction main = Assert.Single(program.Functions);
        Assert.Equal("main", main.Name);
        Assert.Equal(OneOfEach.Length, main.Opcodes.Count);
        for (int i = 0; i < OneOfEach.Length; i++)
        {
            Assert.Equivalent(OneOfEach[i], main.Opcodes[i], strict: true);
            Assert.Equal(OneOfEach[i].GetType(), main.Opcodes[i].GetType());
        }

        Assert.Equal([999u], main.PrivateParameters);
        Assert.Equal([20u, 21u], main.PublicInputs);
    }

    [Fact]
    public void WitnessCount_CountsOpcodesAndPublicWitnesses_NotPrivateParameters()
    {
        Assert.Equal(1, Main([]).WitnessCount);
        Assert.Equal(8, Main([new RangeOpcode(W(7), 1)]).WitnessCount);
        Assert.Equal(6, Main([new BrilligCallOpcode(0)]).WitnessCount);
        Assert.Equal(41, AcirReader.ReadProgram(AcirEncoder.Program(true, [], [40], [3])).Main.WitnessCount);
        Assert.Equal(31, AcirReader.ReadProgram(AcirEncoder.Program(true, [], [], [30])).Main.WitnessCount);

        static AcirFunction Main(AcirOpcode[] opcodes) => AcirReader.ReadProgram(AcirEncoder.Program(true, opcodes)).Main;
    }

    [Theory]
    [MemberData(nameof(VectorPrograms.All), MemberType = typeof(VectorPrograms))]
    public void ReadProgram_VectorProgram_HasTheOpcodesAndTheWitnessesOfItsDescription(string name)
    {
        VectorProgram vector = VectorPrograms.Get(name);
        AcirProgram program = AcirReader.ReadProgram(VectorProgram.Gunzip(vector.Bytecode));
        Dictionary<string, int> counts = program.Functions.SelectMany(function => function.Opcodes)
            .GroupBy(opcode => opcode.Name).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(vector.Opcodes.OrderBy(entry => entry.Key), counts.OrderBy(entry => entry.Key));
        Assert.DoesNotContain(program.Main.Opcodes, opcode => opcode is UnsupportedOpcode);
        if (program.Functions.Count == 1)
        {
            using NativeBuffer<Fr> witness = AcirReader.ReadWitness(VectorProgram.Gunzip(vector.Witness), program.Main.WitnessCount);
            Assert.All(
                program.Main.Opcodes.OfType<AssertZeroOpcode>(), opcode => Assert.True(Evaluate(opcode.Expression, witness).IsZero));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ReadWitness_SparseStack_IsDenseWithZerosBetween(bool compact)
    {
        byte[] bytes = AcirEncoder.Witness(compact, [new(4, -Fr.One), new(0, Fr.FromUInt64(3))]);
        MemoryLedger ledger = new();
        using (NativeBuffer<Fr> witness = AcirReader.ReadWitness(bytes, 5, ledger))
        {
            Assert.Equal([Fr.FromUInt64(3), Fr.Zero, Fr.Zero, Fr.Zero, -Fr.One], witness.Span.ToArray());
            Assert.Equal(160, ledger.LiveBytesOf(BufferCategory.Input));
        }

        Assert.Throws<AcirFormatException>(() => AcirReader.ReadWitness(bytes, 4, ledger));
        Assert.Throws<AcirFormatException>(() => AcirReader.ReadWitness(bytes, 6, ledger));
        Assert.Equal(0, ledger.LiveBytes);
    }

    [Fact]
    public void ReadWitness_SameIndexTwice_IsRefused()
    {
        byte[] bytes = AcirEncoder.Witness(true, [new(1, Fr.One), new(1, Fr.One)]);
        Assert.Contains("twice", Assert.Throws<AcirFormatException>(() => AcirReader.ReadWitness(bytes, 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadWitness_ValueAtOrAboveTheModulus_IsRefused()
    {
        byte[] bytes = AcirEncoder.Witness(true, [new(0, -Fr.One)]);
        bytes[^1]++;
        Assert.Contains("modulus", Assert.Throws<AcirFormatException>(() => AcirReader.ReadWitness(bytes, 1)).Message, StringComparison.Ordinal);
        bytes.AsSpan(^32..).Fill(0xff);
        Assert.Throws<AcirFormatException>(() => AcirReader.ReadWitness(bytes, 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("04")]
    [InlineData("03")]
    [InlineData("0380")]
    [InlineData("039090")]
    [InlineData("03929090")]
    [InlineData("0392DDFFFFFFFF90")]
    [InlineData("0392DD7FFFFFFF90")]
    [InlineData("03929105")]
    [InlineData("039291C090")]
    [InlineData("0280")]
    public void ReadProgram_NotAProgram_IsAFormatException(string hex) =>
        Assert.Throws<AcirFormatException>(() => AcirReader.ReadProgram(Convert.FromHexString(hex)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ReadProgram_EveryPrefix_IsAFormatException(bool compact)
    {
        byte[] bytes = AcirEncoder.Program(compact, OneOfEach);
        for (int length = 0; length < bytes.Length; length += 7)
        {
            Assert.Throws<AcirFormatException>(() => AcirReader.ReadProgram(bytes.AsMemory(0, length)));
        }

        Assert.Throws<AcirFormatException>(() => AcirReader.ReadProgram((byte[])[.. bytes, 0]));
    }

    [Fact]
    public void ReadProgram_DeepNestingInAPartPassedOver_CostsNoStack()
    {
        byte[] program = AcirEncoder.Program(true);
        byte[] bytes = new byte[4_000_000];
        bytes.AsSpan().Fill(0x91);
        program.AsSpan(..^1).CopyTo(bytes);
        bytes[^1] = 0xc0;
        Assert.Single(AcirReader.ReadProgram(bytes).Functions);
    }

    [Fact]
    public void ReadProgram_MoreOpcodesThanPossible_IsRefusedAtOnce()
    {
        byte[] bytes = new byte[5_000_000];
        Convert.FromHexString("03929196A0DD00400001").CopyTo(bytes, 0);
        Assert.Contains(
            "4194305 opcodes", Assert.Throws<AcirFormatException>(() => AcirReader.ReadProgram(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadProgram_HugeWitnessIndex_IsRefused() =>
        Assert.Contains(
            "above",
            Assert.Throws<AcirFormatException>(
                () => AcirReader.ReadProgram(AcirEncoder.Program(true, new RangeOpcode(W(uint.MaxValue), 1)))).Message,
            StringComparison.Ordinal);

    /// <summary>A short program cannot name witnesses for which gigabytes would be allocated.</summary>
    [Theory]
    [InlineData(AcirDecoder.FreeWitnessCount, true)]
    [InlineData(AcirDecoder.FreeWitnessCount * 2, false)]
    [InlineData(AcirDecoder.MaxWitnessIndex, false)]
    public void ReadProgram_WitnessIndexOfAShortProgram_IsBounded(uint index, bool accepted)
    {
        byte[] program = AcirEncoder.Program(true, new RangeOpcode(W(index), 1));
        Exception? exception = Record.Exception(() => Assert.Equal(index + 1, AcirReader.ReadProgram(program).Main.WitnessCount));
        Assert.Equal(accepted, exception is null);
        Assert.True(accepted || exception is AcirFormatException, exception?.ToString());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(6, false)]
    [InlineData(7, true)]
    [InlineData(8, true)]
    [InlineData(9, false)]
    public void IsKernel_ProofTypes_AreThoseOfFoldings(uint proofType, bool expected)
    {
        RecursiveAggregationOpcode recursion = new(Inputs(3), [], Inputs(2), W(1), proofType, WitnessOrConstant.FromConstant(Fr.One));
        Assert.Equal(expected, AcirReader.ReadProgram(AcirEncoder.Program(true, new RangeOpcode(W(1), 8), recursion)).Main.IsKernel);
    }

    private static Fr Evaluate(AcirExpression expression, NativeBuffer<Fr> witness)
    {
        Fr sum = expression.Constant;
        foreach (MultiplicationTerm term in expression.MultiplicationTerms)
        {
            sum += term.Coefficient * witness.Span[(int)term.Left] * witness.Span[(int)term.Right];
        }

        foreach (LinearTerm term in expression.LinearTerms)
        {
            sum += term.Coefficient * witness.Span[(int)term.Witness];
        }

        return sum;
    }

    private static WitnessOrConstant W(uint index) => WitnessOrConstant.FromWitness(index);

    private static WitnessOrConstant[] Inputs(int count) =>
        [.. Enumerable.Range(0, count).Select(i => i % 3 == 2 ? WitnessOrConstant.FromConstant(Fr.FromUInt64((ulong)i)) : W((uint)i))];

    private static uint[] Outputs(int count) => [.. Enumerable.Range(50, count).Select(i => (uint)i)];
}
