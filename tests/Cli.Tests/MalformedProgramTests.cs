using System.Buffers;
using Chonk.Cli.Tests.Support;
using Chonk.Prover.Tests.Support;
using MessagePack;
using Xunit;

namespace Chonk.Cli.Tests;

/// <summary>
/// Programs that make no sense, in a flow whose first circuit is sound: one line that names the second circuit, exit code 1 and no file, before
/// anything is proved. <c>AcirMutationTests</c> has ten thousand of them, below the command line.
/// </summary>
public sealed class MalformedProgramTests
{
    private delegate void WriteOpcode(ref MessagePackWriter writer);

    [Fact]
    public void Prove_CallOfItself_IsRefused() => Refuses("(Call): this opcode is not supported", static (ref writer) =>
    {
        Begin(ref writer, "Call", 4);
        writer.Write(0);
        Indices(ref writer, 0);
        Indices(ref writer, 1);
        writer.WriteNil();
    });

    [Fact]
    public void Prove_MemoryBlockThatIsNotThere_IsRefused() => Refuses("(MemoryOp): block 7 is not initialised", static (ref writer) =>
    {
        Begin(ref writer, "MemoryOp", 2);
        writer.Write(7);
        writer.WriteArrayHeader(3);
        writer.Write(false);
        writer.Write(0);
        writer.Write(1);
    });

    [Fact]
    public void Prove_WitnessIndexBeyondReason_IsRefused() => Refuses("witness index 4000000000", static (ref writer) =>
    {
        Begin(ref writer, "MemoryInit", 3);
        writer.Write(0);
        Indices(ref writer, 4_000_000_000);
        writer.Write("Memory");
    });

    [Fact]
    public void Prove_ListLongerThanTheFile_IsRefused() => Refuses("bytecode", static (ref writer) =>
    {
        Begin(ref writer, "MemoryInit", 3);
        writer.Write(0);
        writer.WriteArrayHeader(int.MaxValue);
    });

    [Fact]
    public void Prove_WrongArity_IsRefused() => Refuses("inputs where 4 are due", static (ref writer) =>
    {
        writer.WriteMapHeader(1);
        writer.Write("BlackBoxFuncCall");
        Begin(ref writer, "Poseidon2Permutation", 2);
        writer.WriteArrayHeader(0);
        Indices(ref writer, 1, 2, 3, 4);
    });

    /// <summary>Damage may leave a sound program, such as one of another name: then it is proved.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Prove_DamagedBytes_IsOneLineAndNoFileOrAProof(int seed)
    {
        Random random = new(seed);
        using SmallFlow flow = new(alterProgram: bytes => ByteMutator.Mutate(bytes, random));
        string output = flow.In("out");
        ChonkResult run = ChonkProcess.Run("prove", "--ivc_inputs_path", flow.Path, "-c", ChonkProcess.DevelopmentSrs, "-o", output);
        if (run.ExitCode == 0)
        {
            Assert.True(File.Exists(Path.Combine(output, "proof")));
            return;
        }

        run.FailedWith(SmallFlow.Programs[1]);
        Assert.False(Directory.Exists(output));
    }

    private static void Refuses(string reason, WriteOpcode write)
    {
        using SmallFlow flow = new(alterProgram: _ => Program(write));
        string output = flow.In("out");
        ChonkProcess.Run("prove", "--ivc_inputs_path", flow.Path, "-c", ChonkProcess.DevelopmentSrs, "-o", output).FailedWith(SmallFlow.Programs[1], reason);
        Assert.False(Directory.Exists(output));
        ChonkProcess.Run("check", "--ivc_inputs_path", flow.Path, "-c", ChonkProcess.DevelopmentSrs).FailedWith(SmallFlow.Programs[1], reason);
    }

    /// <summary>A program of one function with one opcode, structs as arrays.</summary>
    private static byte[] Program(WriteOpcode write)
    {
        ArrayBufferWriter<byte> buffer = new();
        buffer.Write([(byte)3]);
        MessagePackWriter writer = new(buffer);
        writer.WriteArrayHeader(2);
        writer.WriteArrayHeader(1);
        writer.WriteArrayHeader(5);
        writer.Write("main");
        writer.WriteArrayHeader(1);
        write(ref writer);
        for (int parameters = 0; parameters < 3; parameters++)
        {
            writer.WriteArrayHeader(0);
        }

        writer.WriteArrayHeader(0);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Begin(ref MessagePackWriter writer, string name, int fieldCount)
    {
        writer.WriteMapHeader(1);
        writer.Write(name);
        writer.WriteArrayHeader(fieldCount);
    }

    private static void Indices(ref MessagePackWriter writer, params uint[] indices)
    {
        writer.WriteArrayHeader(indices.Length);
        foreach (uint index in indices)
        {
            writer.Write(index);
        }
    }
}
