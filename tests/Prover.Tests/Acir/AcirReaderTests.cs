using System.Buffers;
using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Opcodes;
using Chonk.Prover.Memory;
using Chonk.Prover.Tests.Support;
using MessagePack;
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

    /// <summary>The bound grows by 16 for each byte: the last index and the first one above it.</summary>
    [Fact]
    public void ReadProgram_LargestWitnessIndexOfItsLength_IsAccepted()
    {
        int length = Program(AcirDecoder.FreeWitnessCount).Length - 1;
        uint largest = AcirDecoder.FreeWitnessCount + (16 * (uint)length);
        Assert.Equal(largest + 1, AcirReader.ReadProgram(Program(largest)).Main.WitnessCount);
        AssertRefused("above", () => AcirReader.ReadProgram(Program(largest + 1)));

        static byte[] Program(uint index) => AcirEncoder.Program(true, new RangeOpcode(W(index), 1));
    }

    [Theory]
    [InlineData("", "the stream is empty")]
    [InlineData("01C0", "format marker 1")]
    [InlineData("04C0", "format marker 4")]
    [InlineData("0382A166C0A167C0", "the compact format starts with an array")]
    [InlineData("039090", "without functions")]
    public void ReadProgram_NotAProgram_SaysWhy(string hex, string reason) =>
        AssertRefused(reason, () => AcirReader.ReadProgram(Convert.FromHexString(hex)));

    [Fact]
    public void ReadProgram_ByteBehindTheEnd_SaysSo() =>
        AssertRefused("behind the end", () => AcirReader.ReadProgram((byte[])[.. AcirEncoder.Program(true), 0]));

    [Fact]
    public void ReadProgram_ListsOfTheWrongLength_AreRefused()
    {
        Sha256CompressionOpcode sha256 = new(Inputs(16), Inputs(8), Outputs(8));
        foreach (bool compact in new[] { false, true })
        {
            AssertRefused("15 inputs where 16 are due", () => AcirReader.ReadProgram(AcirEncoder.Program(compact, sha256 with { Inputs = Inputs(15) })));
            AssertRefused("9 inputs where 8 are due", () => AcirReader.ReadProgram(AcirEncoder.Program(compact, sha256 with { HashValues = Inputs(9) })));
            AssertRefused("7 witnesses where 8 are due", () => AcirReader.ReadProgram(AcirEncoder.Program(compact, sha256 with { Outputs = Outputs(7) })));
        }
    }

    [Fact]
    public void ReadProgram_MalformedOpcodes_SayWhy()
    {
        Refuse("a variant is a map of one pair", static (ref writer) =>
        {
            writer.WriteMapHeader(2);
            writer.Write("AssertZero");
            WriteExpression(ref writer, 32, 3);
            writer.Write("More");
            writer.WriteNil();
        });
        Refuse("a field element of 31 bytes", static (ref writer) => WriteAssertZero(ref writer, 31, 3));
        Refuse("a field element of 33 bytes", static (ref writer) => WriteAssertZero(ref writer, 33, 3));
        Refuse("a tuple of 4 where 3 are due", static (ref writer) => WriteAssertZero(ref writer, 32, 4));
        Refuse("a tuple of 2 where 3 are due", static (ref writer) => WriteAssertZero(ref writer, 32, 2));
        Refuse("letters and digits", static (ref writer) => writer.Write(new string('a', 65)));
        Refuse("letters and digits", static (ref writer) => writer.Write("an opcode"));
        Refuse("letters and digits", static (ref writer) => writer.Write(""));
        Assert.Equal(new string('a', 64), Assert.Single(AcirReader.ReadProgram(Program(static (ref writer) => writer.Write(new string('a', 64)))).Main.Opcodes).Name);
        Assert.Single(AcirReader.ReadProgram(Program(static (ref writer) => WriteAssertZero(ref writer, 32, 3))).Main.Opcodes);

        static void Refuse(string reason, WriteValue opcode) => AssertRefused(reason, () => AcirReader.ReadProgram(Program(opcode)));

        static byte[] Program(WriteValue opcode) => Stream(3, (ref writer) =>
        {
            writer.WriteArrayHeader(2);
            writer.WriteArrayHeader(1);
            writer.WriteArrayHeader(6);
            writer.Write("main");
            writer.WriteArrayHeader(1);
            opcode(ref writer);
            for (int i = 0; i < 5; i++)
            {
                writer.WriteArrayHeader(0);
            }
        });

        static void WriteAssertZero(ref MessagePackWriter writer, int fieldBytes, int tupleLength)
        {
            writer.WriteMapHeader(1);
            writer.Write("AssertZero");
            WriteExpression(ref writer, fieldBytes, tupleLength);
        }

        static void WriteExpression(ref MessagePackWriter writer, int fieldBytes, int tupleLength)
        {
            writer.WriteArrayHeader(3);
            writer.WriteArrayHeader(1);
            writer.WriteArrayHeader(tupleLength);
            writer.Write(new byte[fieldBytes]);
            for (int i = 1; i < tupleLength; i++)
            {
                writer.Write(1);
            }

            writer.WriteArrayHeader(0);
            writer.Write(new byte[32]);
        }
    }

    [Theory]
    [InlineData(1, "stack", 2, "index", "witness", null)]
    [InlineData(2, "stack", 2, "index", "witness", "a map of 1 that starts with stack")]
    [InlineData(1, "heap", 2, "index", "witness", "a map of 1 that starts with stack")]
    [InlineData(1, "stack", 3, "index", "witness", "a map of 2 that starts with index")]
    [InlineData(1, "stack", 2, "place", "witness", "a map of 2 that starts with index")]
    [InlineData(1, "stack", 2, "index", "values", "no field witness")]
    public void ReadWitness_StackOfNamedFields_NeedsThose(int outerCount, string stack, int innerCount, string index, string values, string? reason)
    {
        byte[] bytes = Stream(2, (ref writer) =>
        {
            writer.WriteMapHeader(outerCount);
            writer.Write(stack);
            writer.WriteArrayHeader(1);
            writer.WriteMapHeader(innerCount);
            writer.Write(index);
            writer.Write(0);
            writer.Write(values);
            writer.WriteMapHeader(1);
            writer.Write(0);
            writer.Write(new byte[32]);
        });
        if (reason is null)
        {
            using NativeBuffer<Fr> witness = AcirReader.ReadWitness(bytes, 1);
            Assert.Equal(1, witness.Length);
        }
        else
        {
            AssertRefused(reason, () => AcirReader.ReadWitness(bytes, 1));
        }
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

    private delegate void WriteValue(ref MessagePackWriter writer);

    private static byte[] Stream(byte marker, WriteValue write)
    {
        ArrayBufferWriter<byte> buffer = new();
        MessagePackWriter writer = new(buffer);
        write(ref writer);
        writer.Flush();
        return [marker, .. buffer.WrittenSpan];
    }

    private static void AssertRefused(string reason, Func<object> read) =>
        Assert.Contains(reason, Assert.Throws<AcirFormatException>(read).Message, StringComparison.Ordinal);

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
