using System.Buffers;
using System.IO.Compression;
using Chonk.Prover.Tests.Support;
using MessagePack;

namespace Chonk.Cli.Tests.Support;

/// <summary>A temporary folder with a flow of two circuits of 2^5 and 2^7 rows, made of the vector programs.</summary>
internal sealed class SmallFlow : IDisposable
{
    /// <summary>Programs of the flow, in order.</summary>
    public static readonly string[] Programs = ["assert_mul_linear_5", "ram_two"];

    /// <summary>Makes the folder and the flow file in it.</summary>
    /// <param name="alteredWitness">Index of the circuit whose last witness is altered; -1 for none.</param>
    /// <param name="alterProgram">Changes the unpacked program of the second circuit; null for no change.</param>
    public SmallFlow(int alteredWitness = -1, Func<byte[], byte[]>? alterProgram = null)
    {
        Folder = Directory.CreateTempSubdirectory("chonk flow +").FullName;
        Path = System.IO.Path.Combine(Folder, "ivc-inputs.msgpack");
        File.WriteAllBytes(Path, Encode(alteredWitness, alterProgram));
    }

    /// <summary>The folder; its name holds a blank and a plus sign on purpose.</summary>
    public string Folder { get; }

    /// <summary>The flow file.</summary>
    public string Path { get; }

    /// <summary>The reference prover's keys of the circuits, one after the other.</summary>
    public static byte[] Keys() => [.. Programs.SelectMany(name => VectorPrograms.Get(name).VerificationKey.ToArray())];

    /// <summary>A path in the folder.</summary>
    public string In(string name) => System.IO.Path.Combine(Folder, name);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static byte[] Encode(int alteredWitness, Func<byte[], byte[]>? alterProgram)
    {
        ArrayBufferWriter<byte> buffer = new();
        MessagePackWriter writer = new(buffer);
        writer.WriteArrayHeader(Programs.Length);
        for (int i = 0; i < Programs.Length; i++)
        {
            VectorProgram program = VectorPrograms.Get(Programs[i]);
            writer.WriteMapHeader(4);
            writer.Write("bytecode");
            writer.Write(i == 1 && alterProgram is not null ? Gzip(alterProgram(VectorProgram.Gunzip(program.Bytecode))) : program.Bytecode.Span);
            writer.Write("witness");
            writer.Write(i == alteredWitness ? WithLastValueAltered(program.Witness) : program.Witness.Span);
            writer.Write("vk");
            writer.Write(program.VerificationKey.Span);
            writer.Write("functionName");
            writer.Write(Programs[i]);
        }

        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Adds one to the low byte of the last 32-byte value of a packed witness stack.</summary>
    private static byte[] WithLastValueAltered(ReadOnlyMemory<byte> packed)
    {
        byte[] bytes = VectorProgram.Gunzip(packed);
        int value = bytes.AsSpan().LastIndexOf([MessagePackCode.Bin8, (byte)32]) + 2;
        bytes[value + 31]++;
        return Gzip(bytes);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream result = new();
        using (GZipStream gzip = new(result, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return result.ToArray();
    }
}
