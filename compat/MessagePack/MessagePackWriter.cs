using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace MessagePack;

/// <summary>Writes MessagePack tokens, each in its shortest format, to a buffer. <see cref="Flush"/> ends the writing.</summary>
public ref struct MessagePackWriter
{
    private readonly IBufferWriter<byte> _writer;

    public MessagePackWriter(IBufferWriter<byte> writer)
    {
        _writer = writer;
        CancellationToken = default;
    }

    public CancellationToken CancellationToken { get; set; }

    /// <summary>Makes what was written visible in the buffer. The stand-in writes through; the package does not.</summary>
    public readonly void Flush()
    {
    }

    public readonly void WriteNil() => WriteCode(MessagePackCode.Nil);

    public readonly void WriteRaw(scoped ReadOnlySpan<byte> rawMessagePackBlock) => _writer.Write(rawMessagePackBlock);

    public readonly void WriteRaw(in ReadOnlySequence<byte> rawMessagePackBlock)
    {
        foreach (ReadOnlyMemory<byte> segment in rawMessagePackBlock)
        {
            _writer.Write(segment.Span);
        }
    }

    public readonly void WriteArrayHeader(int count) => WriteArrayHeader((uint)count);

    public readonly void WriteArrayHeader(uint count) => WriteCount(count, MessagePackCode.MinFixArray, MessagePackCode.Array16);

    public readonly void WriteMapHeader(int count) => WriteMapHeader((uint)count);

    public readonly void WriteMapHeader(uint count) => WriteCount(count, MessagePackCode.MinFixMap, MessagePackCode.Map16);

    public readonly void Write(byte value) => Write((ulong)value);

    public readonly void Write(ushort value) => Write((ulong)value);

    public readonly void Write(uint value) => Write((ulong)value);

    public readonly void Write(ulong value)
    {
        switch (value)
        {
            case <= MessagePackCode.MaxFixInt:
                WriteCode((byte)value);
                break;
            case <= byte.MaxValue:
                WritePayload(MessagePackCode.UInt8, 1, value);
                break;
            case <= ushort.MaxValue:
                WritePayload(MessagePackCode.UInt16, 2, value);
                break;
            case <= uint.MaxValue:
                WritePayload(MessagePackCode.UInt32, 4, value);
                break;
            default:
                WritePayload(MessagePackCode.UInt64, 8, value);
                break;
        }
    }

    public readonly void Write(sbyte value) => Write((long)value);

    public readonly void Write(short value) => Write((long)value);

    public readonly void Write(int value) => Write((long)value);

    public readonly void Write(long value)
    {
        ulong bits = unchecked((ulong)value);
        switch (value)
        {
            case >= 0:
                Write(bits);
                break;
            case >= -32:
                WriteCode(unchecked((byte)value));
                break;
            case >= sbyte.MinValue:
                WritePayload(MessagePackCode.Int8, 1, bits);
                break;
            case >= short.MinValue:
                WritePayload(MessagePackCode.Int16, 2, bits);
                break;
            case >= int.MinValue:
                WritePayload(MessagePackCode.Int32, 4, bits);
                break;
            default:
                WritePayload(MessagePackCode.Int64, 8, bits);
                break;
        }
    }

    public readonly void Write(bool value) => WriteCode(value ? MessagePackCode.True : MessagePackCode.False);

    public readonly void Write(float value) => WritePayload(MessagePackCode.Float32, 4, BitConverter.SingleToUInt32Bits(value));

    public readonly void Write(double value) => WritePayload(MessagePackCode.Float64, 8, BitConverter.DoubleToUInt64Bits(value));

    /// <summary>A bin value; nil for null.</summary>
    public readonly void Write(byte[]? src)
    {
        if (src is null)
        {
            WriteNil();
            return;
        }

        Write(src.AsSpan());
    }

    /// <summary>A bin value.</summary>
    public readonly void Write(scoped ReadOnlySpan<byte> src)
    {
        WriteBinHeader(src.Length);
        _writer.Write(src);
    }

    /// <summary>A bin value.</summary>
    public readonly void Write(in ReadOnlySequence<byte> src)
    {
        WriteBinHeader(checked((int)src.Length));
        WriteRaw(src);
    }

    public readonly void WriteBinHeader(int length)
    {
        switch (length)
        {
            case <= byte.MaxValue:
                WritePayload(MessagePackCode.Bin8, 1, (ulong)length);
                break;
            case <= ushort.MaxValue:
                WritePayload(MessagePackCode.Bin16, 2, (ulong)length);
                break;
            default:
                WritePayload(MessagePackCode.Bin32, 4, (ulong)length);
                break;
        }
    }

    /// <summary>A str value of these UTF-8 bytes.</summary>
    public readonly void WriteString(scoped ReadOnlySpan<byte> utf8stringBytes)
    {
        WriteStringHeader(utf8stringBytes.Length);
        _writer.Write(utf8stringBytes);
    }

    public readonly void WriteStringHeader(int byteCount)
    {
        switch (byteCount)
        {
            case <= MessagePackCode.MaxFixStr - MessagePackCode.MinFixStr:
                WriteCode((byte)(MessagePackCode.MinFixStr | byteCount));
                break;
            case <= byte.MaxValue:
                WritePayload(MessagePackCode.Str8, 1, (ulong)byteCount);
                break;
            case <= ushort.MaxValue:
                WritePayload(MessagePackCode.Str16, 2, (ulong)byteCount);
                break;
            default:
                WritePayload(MessagePackCode.Str32, 4, (ulong)byteCount);
                break;
        }
    }

    /// <summary>A str value; nil for null.</summary>
    public readonly void Write(string? value)
    {
        if (value is null)
        {
            WriteNil();
            return;
        }

        Write(value.AsSpan());
    }

    /// <summary>A str value.</summary>
    public readonly void Write(scoped ReadOnlySpan<char> value)
    {
        int byteCount = Encoding.UTF8.GetByteCount(value);
        WriteStringHeader(byteCount);
        Span<byte> target = _writer.GetSpan(byteCount);
        _writer.Advance(Encoding.UTF8.GetBytes(value, target));
    }

    private readonly void WriteCode(byte code)
    {
        _writer.GetSpan(1)[0] = code;
        _writer.Advance(1);
    }

    private readonly void WriteCount(uint count, byte minFix, byte code16)
    {
        switch (count)
        {
            case <= 0x0f:
                WriteCode((byte)(minFix | count));
                break;
            case <= ushort.MaxValue:
                WritePayload(code16, 2, count);
                break;
            default:
                WritePayload((byte)(code16 + 1), 4, count);
                break;
        }
    }

    /// <summary>A code and the low <paramref name="lengthBytes"/> bytes of <paramref name="bits"/>, big-endian.</summary>
    private readonly void WritePayload(byte code, int lengthBytes, ulong bits)
    {
        Span<byte> target = _writer.GetSpan(9);
        target[0] = code;
        BinaryPrimitives.WriteUInt64BigEndian(target[1..], bits << (64 - (8 * lengthBytes)));
        _writer.Advance(1 + lengthBytes);
    }
}
