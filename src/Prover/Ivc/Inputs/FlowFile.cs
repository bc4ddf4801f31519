using System.Buffers;
using MessagePack;

namespace Chonk.Prover.Ivc.Inputs;

/// <summary>
/// A flow: the circuits to be folded, in order. The file is a MessagePack array of maps with the keys <c>bytecode</c>, <c>witness</c>
/// (gzip each), <c>vk</c> and <c>functionName</c>, in any order; other keys are passed over.
/// </summary>
public sealed class FlowFile
{
    private const long MaxFileBytes = 1L << 30;
    private const int MaxNameBytes = 256;

    private FlowFile(string path, FlowCircuit[] circuits)
    {
        Path = path;
        Circuits = circuits;
    }

    /// <summary>Where it was read from.</summary>
    public string Path { get; }

    /// <summary>The circuits, at least one.</summary>
    public IReadOnlyList<FlowCircuit> Circuits { get; }

    /// <summary>Reads the file's frame; programs and witnesses are read on demand from the bytes, which are kept.</summary>
    /// <exception cref="FlowFormatException">The file is missing, unreadable or no flow.</exception>
    public static FlowFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            FileInfo file = new(path);
            if (!file.Exists)
            {
                throw new FlowFormatException(path, Directory.Exists(path) ? "is a folder" : "no such file");
            }

            return file.Length <= MaxFileBytes
                ? Parse(path, File.ReadAllBytes(path))
                : throw new FlowFormatException(path, $"{file.Length} bytes, more than {MaxFileBytes}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FlowFormatException(path, exception.Message, exception);
        }
    }

    /// <summary>Reads a flow from memory.</summary>
    /// <param name="path">What to call the file in errors.</param>
    /// <param name="bytes">The file; must not change afterwards.</param>
    /// <exception cref="FlowFormatException">The bytes are no flow.</exception>
    public static FlowFile Parse(string path, ReadOnlyMemory<byte> bytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        MessagePackReader reader = new(bytes);
        List<FlowCircuit> circuits = [];
        bool isInsideCircuits = false;
        try
        {
            int count = reader.ReadArrayHeader();
            isInsideCircuits = true;
            while (circuits.Count < count)
            {
                circuits.Add(ReadCircuit(path, circuits.Count, ref reader));
            }
        }
        catch (Exception exception) when (exception is EndOfStreamException or MessagePackSerializationException or OverflowException)
        {
            string reason = exception switch
            {
                EndOfStreamException => "the file ends early",
                OverflowException => "a number is out of range",
                _ when !isInsideCircuits => "no MessagePack array",
                _ => exception.Message,
            };
            reason = $"{(isInsideCircuits ? "" : "not a flow: ")}{reason} at byte {reader.Consumed}";
            throw isInsideCircuits
                ? new FlowFormatException(path, circuits.Count, null, reason, exception)
                : new FlowFormatException(path, reason, exception);
        }

        if (!reader.End)
        {
            throw new FlowFormatException(path, $"bytes behind the end, from byte {reader.Consumed}");
        }

        return circuits.Count > 0 ? new FlowFile(path, [.. circuits]) : throw new FlowFormatException(path, "a flow without circuits");
    }

    private static FlowCircuit ReadCircuit(string path, int index, ref MessagePackReader reader)
    {
        string? name = null;
        ReadOnlyMemory<byte>? bytecode = null, witness = null, verificationKey = null;
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            string? key = reader.ReadString();
            bool isRepeated = false;
            switch (key)
            {
                case "bytecode":
                    isRepeated = bytecode is not null;
                    bytecode = ReadBytes(ref reader);
                    break;
                case "witness":
                    isRepeated = witness is not null;
                    witness = ReadBytes(ref reader);
                    break;
                case "vk":
                    isRepeated = verificationKey is not null;
                    verificationKey = ReadBytes(ref reader);
                    break;
                case "functionName":
                    isRepeated = name is not null;
                    name = ReadName(ref reader);
                    break;
                default:
                    Skip(ref reader);
                    break;
            }

            if (isRepeated)
            {
                throw new FlowFormatException(path, index, name, $"key {key} comes twice");
            }
        }

        if (name is null || bytecode is not { IsEmpty: false } program)
        {
            throw new FlowFormatException(path, index, name, $"no {(name is null ? "functionName" : "bytecode")}");
        }

        return new FlowCircuit(path, index, name, program, witness ?? default, verificationKey ?? default);
    }

    /// <summary>The bytes in place, or none for nil.</summary>
    private static ReadOnlyMemory<byte> ReadBytes(ref MessagePackReader reader)
    {
        ReadOnlySequence<byte> sequence = reader.ReadBytes() ?? ReadOnlySequence<byte>.Empty;
        return sequence.IsSingleSegment ? sequence.First : sequence.ToArray();
    }

    private static string? ReadName(ref MessagePackReader reader)
    {
        MessagePackReader ahead = reader.CreatePeekReader();
        if (ahead.ReadStringSequence() is { Length: > MaxNameBytes } bytes)
        {
            throw new MessagePackSerializationException($"a functionName of {bytes.Length} bytes");
        }

        string? name = reader.ReadString();
        return name is null || !name.Any(char.IsControl)
            ? name
            : throw new MessagePackSerializationException("a functionName with control characters");
    }

    /// <summary>Moves past a value without recursion, which a hostile file could make deep.</summary>
    private static void Skip(ref MessagePackReader reader)
    {
        for (long remaining = 1; remaining > 0; remaining--)
        {
            switch (reader.NextMessagePackType)
            {
                case MessagePackType.Array:
                    remaining += reader.ReadArrayHeader();
                    break;
                case MessagePackType.Map:
                    remaining += 2L * reader.ReadMapHeader();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }
}
