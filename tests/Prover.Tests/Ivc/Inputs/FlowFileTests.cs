using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using Chonk.Prover.Acir;
using Chonk.Prover.Ivc.Inputs;
using Chonk.Prover.Memory;
using Chonk.Prover.Tests.Support;
using MessagePack;
using Xunit;

namespace Chonk.Prover.Tests.Ivc.Inputs;

public sealed class FlowFileTests
{
    private static readonly string DefaultFlow = Path.Combine(RepositoryRoot.Path, "flows", "four_apps", "ivc-inputs.msgpack");

    [Fact]
    public void Read_DefaultFlow_AgreesWithItsDescription()
    {
        FlowFile flow = FlowFile.Read(DefaultFlow);
        using JsonDocument expected = JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(DefaultFlow)!, "expected.json")));
        JsonElement circuits = expected.RootElement.GetProperty("circuits");
        Assert.Equal(circuits.GetArrayLength(), flow.Circuits.Count);
        foreach ((FlowCircuit circuit, JsonElement description) in flow.Circuits.Zip(circuits.EnumerateArray()))
        {
            Assert.Equal(description.GetProperty("functionName").GetString(), circuit.Name);
            Assert.Equal(163 * 32, circuit.VerificationKey.Length);
            AcirProgram program = circuit.ReadProgram();
            Dictionary<string, int> counts = program.Main.Opcodes.GroupBy(opcode => opcode.Name).ToDictionary(g => g.Key, g => g.Count());
            Assert.Equal(
                description.GetProperty("opcodes").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetInt32())
                    .OrderBy(entry => entry.Key),
                counts.OrderBy(entry => entry.Key));
            using NativeBuffer<Fr> witness = circuit.ReadWitness(program.Main);
            Assert.Equal(program.Main.WitnessCount, witness.Length);
        }
    }

    [SharedTheory]
    [InlineData("mock", "mock:app", 16)]
    [InlineData("ecdsar1+transfer_0_recursions+sponsored_fpc", "EcdsaRAccount:entrypoint", 3581)]
    [InlineData("ecdsar1+transfer_1_recursions+sponsored_fpc", "EcdsaRAccount:entrypoint", 3581)]
    public void Read_ReferenceFlow_EveryProgramAndWitnessFitTogether(string name, string firstName, int firstOpcodeCount)
    {
        FlowFile flow = FlowFile.Read(Path.Combine(RepositoryRoot.Shared!, "flows", name, "ivc-inputs.msgpack"));
        Assert.Equal(firstName, flow.Circuits[0].Name);
        Assert.Equal(firstOpcodeCount, flow.Circuits[0].ReadProgram().Main.Opcodes.Count);
        foreach (FlowCircuit circuit in flow.Circuits)
        {
            AcirProgram program = circuit.ReadProgram();
            using NativeBuffer<Fr> witness = circuit.ReadWitness(program.Main);
            Assert.Equal(program.Main.WitnessCount, witness.Length);
        }
    }

    [Fact]
    public void Read_MissingFileOrFolder_NamesIt()
    {
        FlowFormatException exception = Assert.Throws<FlowFormatException>(() => FlowFile.Read("/no/such/flow.msgpack"));
        Assert.Equal("/no/such/flow.msgpack: no such file", exception.Message);
        Assert.Throws<FlowFormatException>(() => FlowFile.Read(RepositoryRoot.Path));
    }

    [Fact]
    public void Read_FileLargerThanItMayBe_IsRefusedUnread()
    {
        string path = Path.GetTempFileName();
        try
        {
            using (FileStream sparse = File.OpenWrite(path))
            {
                sparse.SetLength((1L << 30) + 1);
            }

            Assert.Equal($"{path}: 1073741825 bytes, more than 1073741824", Assert.Throws<FlowFormatException>(() => FlowFile.Read(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("", "ends early")]
    [InlineData("C0", "not a flow: no MessagePack array")]
    [InlineData("90", "without circuits")]
    [InlineData("9080", "behind the end")]
    [InlineData("9180", "no functionName")]
    [InlineData("91C0", "nil")]
    [InlineData("DDFFFFFFFF80", "out of range")]
    [InlineData("DD7FFFFFFF80", "ends early")]
    [InlineData("9181A26E6FDD7FFFFFFF", "ends early")]
    [InlineData("9181AC66756E6374696F6E4E616D65A2610A", "control characters")]
    [InlineData("9182AC66756E6374696F6E4E616D65A161A862797465636F6465C400", "circuit 0 (a): no bytecode")]
    [InlineData("9182A2766BC400A2766BC400", "vk comes twice")]
    [InlineData("9182A77769746E657373C400A77769746E657373C400", "witness comes twice")]
    [InlineData("9182A862797465636F6465C40101A862797465636F6465C40101", "bytecode comes twice")]
    [InlineData("9182AC66756E6374696F6E4E616D65A161AC66756E6374696F6E4E616D65A162", "functionName comes twice")]
    [InlineData("9181A862797465636F6465C6FFFFFFFF", "ends early")]
    public void Parse_NotAFlow_TellsWhy(string hex, string reason)
    {
        FlowFormatException exception = Assert.Throws<FlowFormatException>(() => FlowFile.Parse("f", Convert.FromHexString(hex)));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("f: ", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void Parse_AnyMapHeaderKeyOrderAndForeignKeys_IsAccepted()
    {
        byte[] wide = Convert.FromHexString(
            "DC0001DE0005" + "AC66756E6374696F6E4E616D65D90161" + "A2766BC0" + "A3666F6F9192C0C3" + "A862797465636F6465C403010203" + "A3626172DF00000001C081C3C0");
        FlowCircuit circuit = Assert.Single(FlowFile.Parse("f", wide).Circuits);
        Assert.Equal("a", circuit.Name);
        Assert.False(circuit.HasWitness);
        Assert.True(circuit.VerificationKey.IsEmpty);
        FlowFormatException exception = Assert.Throws<FlowFormatException>(circuit.ReadProgram);
        Assert.Equal("f: circuit 0 (a): bytecode: not a gzip stream", exception.Message);
        Assert.Equal((0, "a"), (exception.CircuitIndex, exception.CircuitName));
    }

    [Fact]
    public void ReadWitness_OfAnotherProgram_IsRefused()
    {
        FlowFile flow = FlowFile.Read(DefaultFlow);
        AcirFunction other = flow.Circuits[1].ReadProgram().Main;
        FlowFormatException exception = Assert.Throws<FlowFormatException>(() => flow.Circuits[0].ReadWitness(other));
        Assert.Contains("circuit 0 (MerkleMembership:prove_membership): witness: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decompress_DamagedAnywhere_IsRefused()
    {
        byte[] plain = new byte[5000];
        new Random(1).NextBytes(plain);
        byte[] packed = Gzip(plain);
        Assert.True(plain.AsSpan().SequenceEqual(BoundedGzip.Decompress(packed).Span));
        for (int cut = 0; cut < packed.Length; cut += 61)
        {
            Assert.Throws<InvalidDataException>(() => BoundedGzip.Decompress(packed.AsMemory(0, cut)));
        }

        for (int i = 10; i < packed.Length; i += 37)
        {
            packed[i] ^= 4;
            Assert.Throws<InvalidDataException>(() => BoundedGzip.Decompress(packed));
            packed[i] ^= 4;
        }

        for (int i = packed.Length - 8; i < packed.Length; i++)
        {
            packed[i] ^= 1;
            Assert.Throws<InvalidDataException>(() => BoundedGzip.Decompress(packed));
            packed[i] ^= 1;
        }

        Assert.Throws<InvalidDataException>(() => BoundedGzip.Decompress((byte[])[.. packed, .. packed]));
    }

    [Fact]
    public void Decompress_MoreThanTheBound_IsRefusedAfterTheBound()
    {
        byte[] packed = Gzip(new byte[3_000_000]);
        Assert.Equal(3_000_000, BoundedGzip.Decompress(packed, 3_000_000).Length);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(
            "more than 100000 bytes",
            Assert.Throws<InvalidDataException>(() => BoundedGzip.Decompress(packed, 100_000)).Message,
            StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 600_000);
    }

    internal static byte[] Gzip(ReadOnlySpan<byte> plain)
    {
        using MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        return stream.ToArray();
    }

    internal static byte[] Flow(params (string Name, byte[] Bytecode, byte[] Witness)[] circuits)
    {
        ArrayBufferWriter<byte> buffer = new();
        MessagePackWriter writer = new(buffer);
        writer.WriteArrayHeader(circuits.Length);
        foreach ((string name, byte[] bytecode, byte[] witness) in circuits)
        {
            writer.WriteMapHeader(4);
            writer.Write("bytecode");
            writer.Write(bytecode);
            writer.Write("witness");
            writer.Write(witness);
            writer.Write("vk");
            writer.WriteNil();
            writer.Write("functionName");
            writer.Write(name);
        }

        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
