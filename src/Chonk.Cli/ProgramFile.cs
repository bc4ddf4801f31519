using System.Text.Json;
using Chonk.Prover.Acir;
using Chonk.Prover.Ivc.Inputs;
using Chonk.Traces.Reading;

namespace Chonk.Cli;

/// <summary>A compiled Noir program on disk: the compiler's JSON artifact (<c>bytecode</c> in base64) or the gzip of the bytecode.</summary>
internal static class ProgramFile
{
    private const byte GzipMark = 0x1f;

    /// <summary>Reads the program.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="CommandException">It is not a program; the message names file and reason.</exception>
    public static AcirProgram Read(string path)
    {
        byte[] bytes = InputFile.ReadAllBytes(path);
        try
        {
            ReadOnlyMemory<byte> packed = bytes is [GzipMark, ..] ? bytes : BytecodeOf(bytes);
            return AcirReader.ReadProgram(BoundedGzip.Decompress(packed));
        }
        catch (Exception exception) when (exception is AcirFormatException or InvalidDataException or JsonException or FormatException)
        {
            throw new CommandException($"{path}: not a compiled program: {exception.Message}");
        }
    }

    private static byte[] BytecodeOf(byte[] artifact)
    {
        using JsonDocument document = JsonDocument.Parse(artifact);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("bytecode", out JsonElement bytecode)
            && bytecode.ValueKind == JsonValueKind.String
            ? bytecode.GetBytesFromBase64()
            : throw new FormatException("there is no \"bytecode\" string in it");
    }
}
