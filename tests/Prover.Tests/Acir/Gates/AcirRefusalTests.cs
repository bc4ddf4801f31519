using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Acir.Opcodes;
using Chonk.Prover.Arithmetization;
using Xunit;

namespace Chonk.Prover.Tests.Acir.Gates;

/// <summary>Programs that no circuit can be made of: one error that names circuit, opcode and position.</summary>
public sealed class AcirRefusalTests
{
    private static readonly AcirOpcode Fine = new RangeOpcode(W(0), 8);

    public static TheoryData<string, AcirOpcode[]> Refused => new()
    {
        { "opcode 1 (BigIntAdd): this opcode is not supported", [Fine, new UnsupportedOpcode("BigIntAdd")] },
        { "opcode 0 (Call): this opcode is not supported", [new CallOpcode(1, [1], [2]), Fine] },
        {
            "opcode 1 (RecursiveAggregation): this opcode is not supported",
            [Fine, new RecursiveAggregationOpcode([W(0)], [], [], W(1), 1, WitnessOrConstant.FromConstant(Fr.One)), new UnsupportedOpcode("X")]
        },
        { "opcode 0 (RANGE): 254 bits", [new RangeOpcode(W(0), 254)] },
        { "opcode 0 (RANGE): 0 bits", [new RangeOpcode(W(0), 0)] },
        { "opcode 0 (RANGE): the input is a constant", [new RangeOpcode(C, 8)] },
        { "opcode 0 (XOR): operands of 0 bits", [new LogicOpcode(IsXor: true, W(0), W(1), 0, 2)] },
        { "opcode 0 (AND): operands of 4294967295 bits", [new LogicOpcode(IsXor: false, W(0), W(1), uint.MaxValue, 2)] },
        { "opcode 0 (AND): both operands are constants", [new LogicOpcode(IsXor: false, C, C, 8, 2)] },
        { "opcode 0 (AssertZero): a constant that is not zero", [new AssertZeroOpcode(new([], [], Fr.One))] },
        { "opcode 0 (AssertZero): the expression is empty", [new AssertZeroOpcode(new([], [], Fr.Zero))] },
        {
            "opcode 0 (AssertZero): the expression has a gate without terms",
            [new AssertZeroOpcode(new([], [new(Fr.One, 3), new(-Fr.One, 3)], Fr.Zero))]
        },
        { "opcode 0 (MemoryOp): block 7 is not initialised", [new MemoryAccessOpcode(7, IsWrite: false, 0, 1)] },
        { "opcode 1 (MemoryInit): block 7 is initialised twice", [Memory(7), Memory(7)] },
        { "opcode 1 (MemoryOp): block 7 is empty", [Memory(7), new MemoryAccessOpcode(7, IsWrite: false, 0, 1)] },
        { "opcode 0 (MemoryInit): calldata 4", [new MemoryInitOpcode(0, [1], MemoryBlockKind.CallData, 4)] },
        { "opcode 1 (MemoryInit): the databus column is filled twice", [Bus(0, MemoryBlockKind.ReturnData), Bus(1, MemoryBlockKind.ReturnData)] },
        { "opcode 1 (MemoryInit): the databus column is filled twice", [Bus(0, MemoryBlockKind.CallData), Bus(1, MemoryBlockKind.CallData)] },
        { "opcode 1 (MemoryOp): calldata is not written", [Bus(0, MemoryBlockKind.CallData), new MemoryAccessOpcode(0, IsWrite: true, 0, 1)] },
        {
            "opcode 1 (MemoryOp): return data is neither read nor written",
            [Bus(0, MemoryBlockKind.ReturnData), new MemoryAccessOpcode(0, IsWrite: false, 0, 1)]
        },
    };

    private static WitnessOrConstant C => WitnessOrConstant.FromConstant(Fr.One);

    [Theory]
    [MemberData(nameof(Refused))]
    public void Build_ProgramWithoutCircuit_NamesCircuitOpcodeAndPosition(string expected, AcirOpcode[] opcodes)
    {
        AcirFunction main = AcirReader.ReadProgram(AcirEncoder.Program(compact: true, opcodes)).Main;
        AcirCircuitException exception = Assert.Throws<AcirCircuitException>(() => AcirCircuit.BuildWithoutWitness(main, "Token:transfer"));
        Assert.StartsWith("Token:transfer: " + expected, exception.Message, StringComparison.Ordinal);
        Assert.Equal("Token:transfer", exception.Circuit);
        Assert.Equal(main.Opcodes[exception.Position].Name, exception.Opcode);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void Build_MoreRowsThanACircuitHas_IsRefusedBeforeAnyGate()
    {
        AcirOpcode[] opcodes = new AcirOpcode[400_000];
        Array.Fill(opcodes, new LogicOpcode(IsXor: true, W(0), W(1), 252, 2));
        AcirFunction main = new("main", opcodes, [], [], [], 3);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(
            "opcode 349525 (XOR): the circuit has more than 16777216 rows",
            Assert.Throws<AcirCircuitException>(() => AcirCircuit.BuildWithoutWitness(main, "c")).Message,
            StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
    }

    /// <summary>Every kind of opcode counts towards the rows: as few of them as fill all rows are refused without building any.</summary>
    [Fact]
    public void Validate_RowsOfEachKindOfOpcode_AreCounted()
    {
        WitnessOrConstant[] inputs = [.. Enumerable.Repeat(W(0), 64)];
        (int Count, AcirOpcode Opcode)[] kinds =
        [
            (1_000, new Keccakf1600Opcode(inputs[..25], new uint[25])),
            (420, new EcdsaOpcode(IsSecp256r1: true, inputs[..32], inputs[..32], inputs, inputs[..32], W(0), 1)),
            (4_400, new Sha256CompressionOpcode(inputs[..16], inputs[..8], new uint[8])),
            (9_000, new Aes128EncryptOpcode(inputs[..32], inputs[..16], inputs[..16], new uint[32])),
            (6_000, new Blake2sOpcode(inputs, new uint[32])),
            (9_000, new Blake3Opcode(inputs, new uint[32])),
            (18_000, new MultiScalarMulOpcode(inputs[..4], inputs[..4], W(0), new uint[2])),
            (900_000, new EmbeddedCurveAddOpcode(inputs[..2], inputs[..2], W(0), new uint[2])),
            (630_000, new Poseidon2PermutationOpcode(inputs[..4], new uint[4])),
        ];
        foreach ((int count, AcirOpcode opcode) in kinds)
        {
            AcirOpcode[] opcodes = new AcirOpcode[count];
            Array.Fill(opcodes, opcode);
            AcirCircuitException exception = Assert.Throws<AcirCircuitException>(() => AcirCircuit.Validate(new("main", opcodes, [], [], [], 2), "c"));
            Assert.Contains($"({opcode.Name}): the circuit has more than 16777216 rows", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Build_ViolatedExpression_IsNamedByItsPosition()
    {
        AcirOpcode[] opcodes = [Fine, new AssertZeroOpcode(new([], [new(Fr.One, 1)], Fr.One))];
        using MegaCircuitBuilder held = AcirCircuit.Build(new("main", opcodes, [], [], [], 2), [Fr.One, -Fr.One], "c");
        Assert.Null(held.Failure);
        using MegaCircuitBuilder violated = AcirCircuit.Build(new("main", opcodes, [], [], [], 2), [Fr.One, Fr.One], "c");
        Assert.Equal("Opcode 1 (AssertZero) is violated.", violated.Failure);
    }

    private static WitnessOrConstant W(uint index) => WitnessOrConstant.FromWitness(index);

    private static MemoryInitOpcode Memory(uint block) => new(block, [], MemoryBlockKind.Memory, 0);

    private static MemoryInitOpcode Bus(uint block, MemoryBlockKind kind) => new(block, [1, 2], kind, 0);
}
