using System.Buffers;
using System.Globalization;

namespace MessagePack;

/// <summary>Conversion of MessagePack to JSON text without white space. Typed serialisation is not part of the stand-in.</summary>
public static class MessagePackSerializer
{
    public static string ConvertToJson(
        ReadOnlyMemory<byte> bytes, MessagePackSerializerOptions? options = null, CancellationToken cancellationToken = default) =>
        ConvertToJson(new ReadOnlySequence<byte>(bytes), options, cancellationToken);

    public static string ConvertToJson(
        in ReadOnlySequence<byte> bytes, MessagePackSerializerOptions? options = null, CancellationToken cancellationToken = default)
    {
        using StringWriter jsonWriter = new(CultureInfo.InvariantCulture);
        MessagePackReader reader = new(bytes) { CancellationToken = cancellationToken };
        ConvertToJson(ref reader, jsonWriter, options);
        return jsonWriter.ToString();
    }

    /// <summary>Writes the reader's next value as JSON; every failure is a <see cref="MessagePackSerializationException"/>.</summary>
    public static void ConvertToJson(ref MessagePackReader reader, TextWriter jsonWriter, MessagePackSerializerOptions? options = null)
    {
        if (reader.End)
        {
            return;
        }

        try
        {
            WriteValue(ref reader, jsonWriter, options ?? MessagePackSerializerOptions.Standard);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new MessagePackSerializationException("Error occurred while translating msgpack to JSON.", exception);
        }
    }

    private static void WriteValue(ref MessagePackReader reader, TextWriter writer, MessagePackSerializerOptions options)
    {
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Integer:
                writer.Write(MessagePackCode.IsSignedInteger(reader.NextCode)
                    ? reader.ReadInt64().ToString(CultureInfo.InvariantCulture)
                    : reader.ReadUInt64().ToString(CultureInfo.InvariantCulture));
                break;
            case MessagePackType.Boolean:
                writer.Write(reader.ReadBoolean() ? "true" : "false");
                break;
            case MessagePackType.Float:
                writer.Write(reader.NextCode == MessagePackCode.Float32
                    ? reader.ReadSingle().ToString("R", CultureInfo.InvariantCulture)
                    : reader.ReadDouble().ToString("R", CultureInfo.InvariantCulture));
                break;
            case MessagePackType.String:
                WriteText(reader.ReadString()!, writer);
                break;
            case MessagePackType.Binary:
                writer.Write('"');
                writer.Write(Convert.ToBase64String(reader.ReadBytes()!.Value.ToArray()));
                writer.Write('"');
                break;
            case MessagePackType.Array:
                WriteArray(ref reader, writer, options);
                break;
            case MessagePackType.Map:
                WriteMap(ref reader, writer, options);
                break;
            case MessagePackType.Nil:
                reader.ReadNil();
                writer.Write("null");
                break;
            case MessagePackType.Extension:
            case MessagePackType.Unknown:
            default:
                throw new MessagePackSerializationException(
                    $"code {reader.NextCode} ({MessagePackCode.ToFormatName(reader.NextCode)}) has no JSON form here");
        }
    }

    private static void WriteArray(ref MessagePackReader reader, TextWriter writer, MessagePackSerializerOptions options)
    {
        int count = reader.ReadArrayHeader();
        Enter(ref reader, options);
        writer.Write('[');
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
            {
                writer.Write(',');
            }

            WriteValue(ref reader, writer, options);
        }

        writer.Write(']');
        reader.Depth--;
    }

    private static void WriteMap(ref MessagePackReader reader, TextWriter writer, MessagePackSerializerOptions options)
    {
        int count = reader.ReadMapHeader();
        Enter(ref reader, options);
        writer.Write('{');
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
            {
                writer.Write(',');
            }

            bool isQuoted = reader.NextMessagePackType is MessagePackType.String or MessagePackType.Binary;
            writer.Write(isQuoted ? string.Empty : "\"");
            WriteValue(ref reader, writer, options);
            writer.Write(isQuoted ? ":" : "\":");
            WriteValue(ref reader, writer, options);
        }

        writer.Write('}');
        reader.Depth--;
    }

    private static void Enter(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.Depth++ >= options.MaximumObjectGraphDepth)
        {
            throw new InsufficientExecutionStackException(
                $"This msgpack sequence has an object graph that exceeds the maximum depth allowed of {options.MaximumObjectGraphDepth}.");
        }
    }

    private static void WriteText(string value, TextWriter writer)
    {
        writer.Write('"');
        foreach (char character in value)
        {
            string? escape = character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ => null,
            };
            if (escape is null)
            {
                writer.Write(character);
            }
            else
            {
                writer.Write(escape);
            }
        }

        writer.Write('"');
    }
}
