using System.Buffers.Binary;
using System.Numerics;
using Xunit;

namespace Chonk.Prover.Tests.Support;

/// <summary>The vectors are whole: what their JSON says of key and programs is what the bytes say.</summary>
public sealed class VectorProgramsTests
{
    private const int ElementBytes = 32;
    private const int KeyElements = 163;

    [Theory]
    [MemberData(nameof(VectorPrograms.All), MemberType = typeof(VectorPrograms))]
    public void Key_OfEachProgram_AgreesWithItsDescription(string name)
    {
        var program = VectorPrograms.Get(name);
        Assert.Equal(KeyElements * ElementBytes, program.VerificationKey.Length);
        Assert.Equal(program.LogSize, Element(program, 0));
        Assert.Equal(program.PublicInputCount, Element(program, 1));
        Assert.Equal(program.PublicInputOffset, Element(program, 2));
        // The printed count leaves the rows of the public inputs out.
        Assert.Equal(program.GateCount, program.Blocks.Values.Sum() - program.Blocks["pub_inputs"]);
        // Zero row, gates and public inputs fit into the rows; nothing smaller than the floor of 2^5 is made.
        Assert.InRange(program.LogSize, Math.Max(5, BitOperations.Log2((uint)program.GateCount)), 20);
    }

    [Theory]
    [MemberData(nameof(VectorPrograms.All), MemberType = typeof(VectorPrograms))]
    public void BytecodeAndWitness_OfEachProgram_AreCompactMessagePack(string name)
    {
        const byte CompactFormat = 0x03;
        var program = VectorPrograms.Get(name);
        Assert.Equal(CompactFormat, VectorProgram.Gunzip(program.Bytecode)[0]);
        Assert.Equal(CompactFormat, VectorProgram.Gunzip(program.Witness)[0]);
    }

    [Fact]
    public void Basic_CoversEachOpcodeOfTheList()
    {
        Assert.True(VectorPrograms.Basic.Count >= 40);
        foreach (var opcode in (string[])["AssertZero", "RANGE", "AND", "XOR", "Poseidon2Permutation", "MemoryInit", "MemoryOp", "BrilligCall"])
        {
            Assert.NotEmpty(VectorPrograms.With(opcode));
        }
    }

    [Theory]
    [InlineData("Sha256Compression")]
    [InlineData("Keccakf1600")]
    [InlineData("EcdsaSecp256r1")]
    [InlineData("EcdsaSecp256k1")]
    [InlineData("MultiScalarMul")]
    [InlineData("EmbeddedCurveAdd")]
    [InlineData("AES128Encrypt")]
    [InlineData("Blake2s")]
    [InlineData("Blake3")]
    public void Extended_CoversTheOpcode_AloneAndInPairs(string opcode)
    {
        Assert.Contains(VectorPrograms.With(opcode), program => !program.Name.StartsWith("pair_", StringComparison.Ordinal));
        Assert.Contains(VectorPrograms.With(opcode), program => program.Name.StartsWith("pair_", StringComparison.Ordinal));
    }

    private static int Element(VectorProgram program, int index) =>
        BinaryPrimitives.ReadInt32BigEndian(program.VerificationKey.Span.Slice((index * ElementBytes) + ElementBytes - sizeof(int), sizeof(int)));
}
