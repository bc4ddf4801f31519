using System.IO.Compression;
using System.Text.Json;
using Chonk.Traces.Models;

namespace Chonk.Traces.Reading;

/// <summary>
/// Reads traces: the Chrome trace event JSON that bb and this prover write, and the protobuf form that this prover writes; either may
/// be compressed with gzip.
/// </summary>
public static class TraceReader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="TraceFormatException">The file is neither form.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Trace Read(string path)
    {
        byte[] bytes = Unpacked(path);
        int first = FirstCharacter(bytes);
        try
        {
            return first is '{' or '[' ? JsonTraceReader.Read(bytes) : PerfettoProtobufReader.Read(bytes);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException
            or OverflowException or Google.Protobuf.InvalidProtocolBufferException)
        {
            throw new TraceFormatException(path, $"not a trace: {exception.Message}");
        }
    }

    /// <summary>The file's bytes, unpacked if they are gzip.</summary>
    internal static byte[] Unpacked(string path)
    {
        byte[] bytes = InputFile.ReadAllBytes(path);
        if (bytes.Length < 2 || bytes[0] != 0x1f || bytes[1] != 0x8b)
        {
            return bytes;
        }

        try
        {
            using GZipStream unpacked = new(new MemoryStream(bytes), CompressionMode.Decompress);
            using MemoryStream result = new();
            unpacked.CopyTo(result);
            return result.ToArray();
        }
        catch (InvalidDataException exception)
        {
            throw new TraceFormatException(path, $"broken gzip: {exception.Message}");
        }
    }

    private static int FirstCharacter(ReadOnlySpan<byte> bytes)
    {
        int i = bytes.IndexOfAnyExcept(" \t\r\n"u8);
        return i < 0 ? -1 : bytes[i];
    }
}
