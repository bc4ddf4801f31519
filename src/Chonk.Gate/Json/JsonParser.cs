using System.Globalization;
using System.Text.Json;

namespace Chonk.Gate.Json;

/// <summary>
/// Reads RFC 8259 JSON into <see cref="JsonValue"/> with positions. Untrusted input: depth, size and repeated names are
/// bounded here, and every malformed text becomes a <see cref="JsonFault"/>, never an exception.
/// </summary>
public static class JsonParser
{
    /// <summary>Deepest nesting accepted. Profiles need 3, baselines 4.</summary>
    public const int MaximumDepth = 16;

    /// <summary>Largest file accepted, in bytes: two orders of magnitude above a profile of a thousand circuits.</summary>
    public const int MaximumLengthBytes = 64 << 20;

    /// <summary>Reads a whole file. Input and output errors become a fault too.</summary>
    /// <param name="path">The file.</param>
    /// <param name="root">The value read, when the result is <see langword="true"/>.</param>
    /// <param name="fault">The reason, when the result is <see langword="false"/>.</param>
    /// <returns>Whether the file held exactly one JSON value.</returns>
    public static bool TryReadFile(string path, out JsonValue? root, out JsonFault? fault)
    {
        root = null;
        byte[] bytes;
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                fault = new JsonFault("the file does not exist", 0, 0);
                return false;
            }

            if (file.Length > MaximumLengthBytes)
            {
                fault = new JsonFault($"the file is larger than {MaximumLengthBytes >> 20} MiB", 0, 0);
                return false;
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            fault = new JsonFault("the file cannot be opened", 0, 0);
            return false;
        }

        return TryParse(bytes, out root, out fault);
    }

    /// <summary>Reads one JSON value from UTF-8 bytes.</summary>
    /// <param name="utf8">The text; a byte order mark is skipped.</param>
    /// <param name="root">The value read, when the result is <see langword="true"/>.</param>
    /// <param name="fault">The reason, when the result is <see langword="false"/>.</param>
    /// <returns>Whether the bytes held exactly one JSON value.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out JsonValue? root, out JsonFault? fault)
    {
        if (utf8.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            utf8 = utf8[3..];
        }

        root = null;
        fault = null;
        var position = new Position(1, 1, 0);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaximumDepth });
        var open = new Stack<JsonValue>();
        try
        {
            string? name = null;
            while (reader.Read())
            {
                position = position.Advance(utf8, (int)reader.TokenStartIndex);
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = reader.GetString();
                        break;
                    case JsonTokenType.EndArray or JsonTokenType.EndObject:
                        open.Pop();
                        break;
                    default:
                        JsonValue value = Convert(ref reader, position);
                        if (open.Count == 0)
                        {
                            root = value;
                        }
                        else if (open.Peek().Kind == JsonKind.Array)
                        {
                            open.Peek().Append(value);
                        }
                        else if (!open.Peek().TryAppend(name!, value))
                        {
                            fault = new JsonFault($"the field '{Printable(name!)}' stands twice in one object", value.Line, value.Column);
                            root = null;
                            return false;
                        }

                        if (value.Kind is JsonKind.Array or JsonKind.Object)
                        {
                            open.Push(value);
                        }

                        break;
                }
            }

            return true;
        }
        catch (JsonException)
        {
            position = position.Advance(utf8, (int)Math.Min(utf8.Length, reader.BytesConsumed));
            bool isWide = utf8.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || utf8.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
            string what = utf8.Length == 0 ? "the file is empty"
                : isWide ? "it is UTF-16, and JSON files are UTF-8"
                : open.Count >= MaximumDepth ? $"it is nested more than {MaximumDepth} deep"
                : "it is not valid JSON from here on (cut off, or not JSON at all)";
            fault = new JsonFault(what, position.Line, position.Column);
        }
        catch (InvalidOperationException)
        {
            fault = new JsonFault("a string is not valid Unicode", position.Line, position.Column);
        }

        root = null;
        return false;
    }

    /// <summary>Text from an untrusted file, made safe for one line of output: <see cref="OneLine"/>, cut at 80.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>At most 80 printable characters.</returns>
    public static string Printable(string text) => OneLine(text[..Math.Min(text.Length, 80)]);

    /// <summary>
    /// A name made safe for one line of output, and shortened in its middle where it is longer than 80: beginning and end tell names apart.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <returns>At most 80 printable characters.</returns>
    public static string ShortName(string text) => OneLine(text.Length <= 80 ? text : $"{text[..39]}…{text[^40..]}");

    /// <summary>
    /// Text that cannot break its line or steer a terminal: control characters, those that turn the direction of writing or have no shape,
    /// line and paragraph separators and halves of pairs are replaced.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <returns>As many printable characters.</returns>
    public static string OneLine(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (int i = 0; i < span.Length; i++)
        {
            char c = source[i];
            bool isUnsafe = char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' || char.GetUnicodeCategory(c) == UnicodeCategory.Format;
            span[i] = isUnsafe ? '?' : c;
        }
    });

    private static JsonValue Convert(ref Utf8JsonReader reader, Position at)
    {
        JsonValue value = new(Kind(reader.TokenType), at.Line, at.Column);
        if (value.Kind == JsonKind.String)
        {
            value.Text = reader.GetString();
        }
        else if (value.Kind == JsonKind.Number)
        {
            value.Integer = reader.TryGetInt64(out long whole) ? whole : null;
            value.Number = reader.TryGetDouble(out double real) && double.IsFinite(real) ? real : null;
        }
        else if (value.Kind == JsonKind.Boolean)
        {
            value.Text = reader.GetBoolean().ToString(CultureInfo.InvariantCulture);
        }

        return value;
    }

    private static JsonKind Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonKind.Object,
        JsonTokenType.StartArray => JsonKind.Array,
        JsonTokenType.String => JsonKind.String,
        JsonTokenType.Number => JsonKind.Number,
        JsonTokenType.True or JsonTokenType.False => JsonKind.Boolean,
        _ => JsonKind.Null,
    };

    private readonly record struct Position(int Line, int Column, int Index)
    {
        internal Position Advance(ReadOnlySpan<byte> utf8, int target)
        {
            int line = Line;
            int column = Column;
            for (int i = Index; i < target; i++)
            {
                if (utf8[i] == '\n')
                {
                    line++;
                    column = 1;
                }
                else if ((utf8[i] & 0xC0) != 0x80)
                {
                    column++;
                }
            }

            return new Position(line, column, Math.Max(Index, target));
        }
    }
}
