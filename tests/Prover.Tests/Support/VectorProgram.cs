using System.IO.Compression;
using System.Text.Json;

namespace Chonk.Prover.Tests.Support;

/// <summary>
/// One small Noir program as a test vector: what the compiler, the witness solver and the reference prover made of it
/// (<c>Vectors/README.md</c> has the commands).
/// </summary>
public sealed record VectorProgram
{
    /// <summary>Folder name under <c>Vectors/programs</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gates the reference prover prints for the circuit (<c>bb gates --scheme chonk</c>): all blocks but the public inputs.</summary>
    public required int GateCount { get; init; }

    /// <summary>Gates by block of the trace, under the reference prover's names; empty blocks are absent.</summary>
    public required IReadOnlyDictionary<string, int> Blocks { get; init; }

    /// <summary>log2 of the number of rows: element 0 of the key.</summary>
    public required int LogSize { get; init; }

    /// <summary>Number of public inputs: element 1 of the key.</summary>
    public required int PublicInputCount { get; init; }

    /// <summary>First row of the public inputs: element 2 of the key.</summary>
    public required int PublicInputOffset { get; init; }

    /// <summary>How often each kind of opcode occurs in all functions of the program.</summary>
    public required IReadOnlyDictionary<string, int> Opcodes { get; init; }

    /// <summary>The program as it stands in a flow file: gzip of an ACIR program.</summary>
    public required ReadOnlyMemory<byte> Bytecode { get; init; }

    /// <summary>The witness as it stands in a flow file: gzip of a witness stack.</summary>
    public required ReadOnlyMemory<byte> Witness { get; init; }

    /// <summary>The verification key of the reference prover, raw: 163 big-endian elements of 32 bytes.</summary>
    public required ReadOnlyMemory<byte> VerificationKey { get; init; }

    internal static VectorProgram Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var root = document.RootElement;
        return new VectorProgram
        {
            Name = root.GetProperty("name").GetString()!,
            GateCount = root.GetProperty("gateCount").GetInt32(),
            LogSize = root.GetProperty("logSize").GetInt32(),
            PublicInputCount = root.GetProperty("publicInputCount").GetInt32(),
            PublicInputOffset = root.GetProperty("publicInputOffset").GetInt32(),
            Blocks = Counts(root.GetProperty("blocks")),
            Opcodes = Counts(root.GetProperty("opcodes")),
            Bytecode = root.GetProperty("bytecode").GetBytesFromBase64(),
            Witness = root.GetProperty("witness").GetBytesFromBase64(),
            VerificationKey = Gunzip(root.GetProperty("vk").GetBytesFromBase64()),
        };
    }

    /// <summary>The plain bytes of a gzip stream.</summary>
    public static byte[] Gunzip(ReadOnlyMemory<byte> compressed)
    {
        using var source = new GZipStream(new MemoryStream(compressed.ToArray()), CompressionMode.Decompress);
        using var target = new MemoryStream();
        source.CopyTo(target);
        return target.ToArray();
    }

    private static Dictionary<string, int> Counts(JsonElement counts) =>
        counts.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetInt32());
}
