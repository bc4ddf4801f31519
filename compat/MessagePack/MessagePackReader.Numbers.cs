namespace MessagePack;

/// <content>Numbers: every integer format is accepted for every integer type as long as the value fits.</content>
public ref partial struct MessagePackReader
{
    public byte ReadByte() => checked((byte)ReadUInt64());

    public ushort ReadUInt16() => checked((ushort)ReadUInt64());

    public uint ReadUInt32() => checked((uint)ReadUInt64());

    public ulong ReadUInt64()
    {
        ulong bits = ReadInteger(out bool isNegative);
        return isNegative ? throw new OverflowException() : bits;
    }

    public sbyte ReadSByte() => checked((sbyte)ReadInt64());

    public short ReadInt16() => checked((short)ReadInt64());

    public int ReadInt32() => checked((int)ReadInt64());

    public long ReadInt64()
    {
        ulong bits = ReadInteger(out bool isNegative);
        return isNegative ? (long)bits : checked((long)bits);
    }

    public float ReadSingle() => NextCode switch
    {
        MessagePackCode.Float32 => BitConverter.UInt32BitsToSingle((uint)ReadPayload(4)),
        MessagePackCode.Float64 => (float)BitConverter.UInt64BitsToDouble(ReadPayload(8)),
        _ => ReadIntegerAsSingle(),
    };

    public double ReadDouble() => NextCode switch
    {
        MessagePackCode.Float32 => BitConverter.UInt32BitsToSingle((uint)ReadPayload(4)),
        MessagePackCode.Float64 => BitConverter.UInt64BitsToDouble(ReadPayload(8)),
        _ => ReadIntegerAsDouble(),
    };

    private float ReadIntegerAsSingle()
    {
        ulong bits = ReadInteger(out bool isNegative);
        return isNegative ? (long)bits : bits;
    }

    private double ReadIntegerAsDouble()
    {
        ulong bits = ReadInteger(out bool isNegative);
        return isNegative ? (long)bits : bits;
    }

    /// <summary>The value of an integer token in two's complement.</summary>
    private ulong ReadInteger(out bool isNegative)
    {
        byte code = NextCode;
        isNegative = false;
        long value;
        switch (code)
        {
            case <= MessagePackCode.MaxFixInt:
                _reader.Advance(1);
                return code;
            case >= MessagePackCode.MinNegativeFixInt:
                _reader.Advance(1);
                value = unchecked((sbyte)code);
                break;
            case MessagePackCode.UInt8:
            case MessagePackCode.UInt16:
            case MessagePackCode.UInt32:
            case MessagePackCode.UInt64:
                return ReadPayload(1 << (code - MessagePackCode.UInt8));
            case MessagePackCode.Int8:
                value = unchecked((sbyte)ReadPayload(1));
                break;
            case MessagePackCode.Int16:
                value = unchecked((short)ReadPayload(2));
                break;
            case MessagePackCode.Int32:
                value = unchecked((int)ReadPayload(4));
                break;
            case MessagePackCode.Int64:
                value = unchecked((long)ReadPayload(8));
                break;
            default:
                throw InvalidCode(code);
        }

        isNegative = value < 0;
        return unchecked((ulong)value);
    }
}
