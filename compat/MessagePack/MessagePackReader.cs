using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace MessagePack;

/// <summary>
/// Forward-only reader of MessagePack tokens over a byte sequence. A truncated token raises <see cref="EndOfStreamException"/>, a token
/// of another type <see cref="MessagePackSerializationException"/>, an integer out of range <see cref="OverflowException"/>.
/// </summary>
public ref partial struct MessagePackReader
{
    private SequenceReader<byte> _reader;

    public MessagePackReader(ReadOnlyMemory<byte> memory)
        : this(new ReadOnlySequence<byte>(memory))
    {
    }

    public MessagePackReader(scoped in ReadOnlySequence<byte> readOnlySequence)
    {
        _reader = new SequenceReader<byte>(readOnlySequence);
        CancellationToken = default;
        Depth = 0;
    }

    public CancellationToken CancellationToken { get; set; }

    /// <summary>How many arrays and maps enclose the next value; counted by the caller.</summary>
    public int Depth { get; set; }

    public readonly ReadOnlySequence<byte> Sequence => _reader.Sequence;

    public readonly SequencePosition Position => _reader.Position;

    public readonly long Consumed => _reader.Consumed;

    public readonly bool End => _reader.End;

    public readonly bool IsNil => NextCode == MessagePackCode.Nil;

    public readonly MessagePackType NextMessagePackType => MessagePackCode.ToMessagePackType(NextCode);

    public readonly byte NextCode => PeekCode();

    public readonly MessagePackReader CreatePeekReader() => this;

    /// <summary>Moves past one whole value. Iterative: nesting costs no stack.</summary>
    public void Skip()
    {
        for (long remaining = 1; remaining > 0; remaining--)
        {
            byte code = NextCode;
            switch (MessagePackCode.ToMessagePackType(code))
            {
                case MessagePackType.Array:
                    remaining = checked(remaining + ReadCount(code, MessagePackCode.MinFixArray, 0x0f, MessagePackCode.Array16));
                    break;
                case MessagePackType.Map:
                    remaining = checked(remaining + PartsOfMap(ReadCount(code, MessagePackCode.MinFixMap, 0x0f, MessagePackCode.Map16)));
                    break;
                case MessagePackType.String:
                    Advance(ReadStringLength());
                    break;
                case MessagePackType.Binary:
                    Advance(ReadBytesLength());
                    break;
                case MessagePackType.Extension:
                    Advance(ReadExtensionLength());
                    break;
                case MessagePackType.Float:
                    Advance(code == MessagePackCode.Float32 ? 5 : 9);
                    break;
                case MessagePackType.Integer:
                    Advance(code is >= MessagePackCode.UInt8 and <= MessagePackCode.Int64 ? 1 + (1 << (code & 3)) : 1);
                    break;
                case MessagePackType.Nil:
                case MessagePackType.Boolean:
                    Advance(1);
                    break;
                default:
                    throw InvalidCode(code);
            }
        }
    }

    public Nil ReadNil() => TryReadNil() ? Nil.Default : throw InvalidCode(NextCode);

    public bool TryReadNil()
    {
        if (NextCode != MessagePackCode.Nil)
        {
            return false;
        }

        _reader.Advance(1);
        return true;
    }

    public ReadOnlySequence<byte> ReadRaw(long length)
    {
        SequencePosition start = Position;
        Advance(length);
        return Sequence.Slice(start, length);
    }

    public ReadOnlySequence<byte> ReadRaw()
    {
        SequencePosition start = Position;
        Skip();
        return Sequence.Slice(start, Position);
    }

    /// <summary>The number of elements of an array; refused when fewer bytes than elements follow.</summary>
    public int ReadArrayHeader()
    {
        byte code = NextCode;
        int count = ReadCount(code, MessagePackCode.MinFixArray, 0x0f, MessagePackCode.Array16);
        return _reader.Remaining >= count ? count : throw new EndOfStreamException();
    }

    /// <summary>The number of pairs of a map; refused when fewer bytes than keys and values follow.</summary>
    public int ReadMapHeader()
    {
        byte code = NextCode;
        int count = ReadCount(code, MessagePackCode.MinFixMap, 0x0f, MessagePackCode.Map16);
        return _reader.Remaining >= PartsOfMap(count) ? count : throw new EndOfStreamException();
    }

    public bool ReadBoolean()
    {
        byte code = NextCode;
        bool value = code switch
        {
            MessagePackCode.True => true,
            MessagePackCode.False => false,
            _ => throw InvalidCode(code),
        };
        _reader.Advance(1);
        return value;
    }

    /// <summary>The bytes of a bin value (or of a str value, as in the format's first specification); null for nil.</summary>
    public ReadOnlySequence<byte>? ReadBytes() => TryReadNil() ? null : ReadRaw(ReadBytesLength());

    /// <summary>The UTF-8 bytes of a str value; null for nil.</summary>
    public ReadOnlySequence<byte>? ReadStringSequence() => TryReadNil() ? null : ReadRaw(ReadStringLength());

    /// <summary>The UTF-8 bytes of a str value if they lie in one segment; else false, and nothing is consumed.</summary>
    public bool TryReadStringSpan(out ReadOnlySpan<byte> span)
    {
        span = default;
        if (IsNil)
        {
            return false;
        }

        SequenceReader<byte> start = _reader;
        int length = checked((int)ReadStringLength());
        if (_reader.Remaining < length)
        {
            throw new EndOfStreamException();
        }

        ReadOnlySpan<byte> unread = _reader.UnreadSpan;
        if (unread.Length < length)
        {
            _reader = start;
            return false;
        }

        span = unread[..length];
        _reader.Advance(length);
        return true;
    }

    /// <summary>The text of a str value; null for nil. Malformed UTF-8 becomes U+FFFD.</summary>
    public string? ReadString() => TryReadNil() ? null : Encoding.UTF8.GetString(ReadRaw(ReadStringLength()));

    private static MessagePackSerializationException InvalidCode(byte code) =>
        new($"Unexpected msgpack code {code} ({MessagePackCode.ToFormatName(code)}) encountered.");

    private readonly byte PeekCode() => _reader.TryPeek(out byte code) ? code : throw new EndOfStreamException();

    private void Advance(long length)
    {
        if (_reader.Remaining < length)
        {
            throw new EndOfStreamException();
        }

        _reader.Advance(length);
    }

    /// <summary>The big-endian integer of <paramref name="lengthBytes"/> bytes that follows the code, both consumed.</summary>
    private ulong ReadPayload(int lengthBytes)
    {
        Span<byte> buffer = stackalloc byte[9];
        Span<byte> token = buffer[..(lengthBytes + 1)];
        if (!_reader.TryCopyTo(token))
        {
            throw new EndOfStreamException();
        }

        _reader.Advance(token.Length);
        return lengthBytes switch
        {
            1 => token[1],
            2 => BinaryPrimitives.ReadUInt16BigEndian(token[1..]),
            4 => BinaryPrimitives.ReadUInt32BigEndian(token[1..]),
            _ => BinaryPrimitives.ReadUInt64BigEndian(token[1..]),
        };
    }

    /// <summary>Keys and values together. In 32 bits as in the package, so that 2^30 pairs and more overflow.</summary>
    private static int PartsOfMap(int pairs) => checked(2 * pairs);

    private int ReadCount(byte code, byte minFix, byte fixMask, byte code16)
    {
        if ((code & ~fixMask) == minFix)
        {
            _reader.Advance(1);
            return code & fixMask;
        }

        if (code == code16)
        {
            return (int)ReadPayload(2);
        }

        return code == code16 + 1 ? checked((int)ReadPayload(4)) : throw InvalidCode(code);
    }

    private long ReadStringLength()
    {
        byte code = NextCode;
        switch (code)
        {
            case >= MessagePackCode.MinFixStr and <= MessagePackCode.MaxFixStr:
                _reader.Advance(1);
                return code & 0x1f;
            case MessagePackCode.Str8:
                return (long)ReadPayload(1);
            case MessagePackCode.Str16:
                return (long)ReadPayload(2);
            case MessagePackCode.Str32:
                return (long)ReadPayload(4);
            default:
                throw InvalidCode(code);
        }
    }

    private long ReadBytesLength()
    {
        byte code = NextCode;
        return code switch
        {
            MessagePackCode.Bin8 => (long)ReadPayload(1),
            MessagePackCode.Bin16 => (long)ReadPayload(2),
            MessagePackCode.Bin32 => (long)ReadPayload(4),
            _ => ReadStringLength(),
        };
    }

    /// <summary>Length of an extension's data; code, length and type byte are consumed.</summary>
    private long ReadExtensionLength()
    {
        byte code = NextCode;
        long length;
        if (code is >= MessagePackCode.FixExt1 and <= MessagePackCode.FixExt16)
        {
            _reader.Advance(1);
            length = 1L << (code - MessagePackCode.FixExt1);
        }
        else
        {
            length = (long)ReadPayload(1 << (code - MessagePackCode.Ext8));
        }

        Advance(1);
        return length;
    }
}
