using System.Buffers;
using MessagePack;
using Xunit;

namespace Chonk.Prover.Tests.Compat;

/// <summary>
/// The behaviour that this repository relies on, against the vectors of the MessagePack specification. The same tests hold for the
/// package and for the stand-in of <c>compat/MessagePack</c>.
/// </summary>
public sealed class MessagePackTests
{
    [Theory]
    [InlineData(0L, "00")]
    [InlineData(127L, "7F")]
    [InlineData(128L, "CC80")]
    [InlineData(255L, "CCFF")]
    [InlineData(256L, "CD0100")]
    [InlineData(65536L, "CE00010000")]
    [InlineData(4294967296L, "CF0000000100000000")]
    [InlineData(-1L, "FF")]
    [InlineData(-32L, "E0")]
    [InlineData(-33L, "D0DF")]
    [InlineData(-129L, "D1FF7F")]
    [InlineData(-32769L, "D2FFFF7FFF")]
    [InlineData(-2147483649L, "D3FFFFFFFF7FFFFFFF")]
    public void Integer_IsWrittenInItsShortestFormat_AndReadBack(long value, string hex)
    {
        ArrayBufferWriter<byte> buffer = new();
        MessagePackWriter writer = new(buffer);
        writer.Write(value);
        writer.Flush();
        Assert.Equal(hex, Convert.ToHexString(buffer.WrittenSpan));
        MessagePackReader reader = new(buffer.WrittenMemory);
        Assert.Equal(value, reader.ReadInt64());
        Assert.True(reader.End);
        reader = new MessagePackReader(buffer.WrittenMemory);
        Assert.Equal((double)value, reader.ReadDouble());
    }

    [Theory]
    [InlineData("D300000000000000FF", 255UL)]
    [InlineData("CF00000000000000FF", 255UL)]
    [InlineData("D17FFF", 32767UL)]
    public void UnsignedRead_AcceptsEveryFormatThatHoldsTheValue(string hex, ulong expected)
    {
        MessagePackReader reader = new(Convert.FromHexString(hex));
        Assert.Equal(expected, reader.ReadUInt64());
    }

    [Theory]
    [InlineData("FF")]
    [InlineData("CE00010000")]
    public void ReadUInt16_OutOfRange_Overflows(string hex) =>
        Assert.Throws<OverflowException>(() => new MessagePackReader(Convert.FromHexString(hex)).ReadUInt16());

    [Theory]
    [InlineData("")]
    [InlineData("CD01")]
    [InlineData("CF00000000")]
    public void ReadInt32_Truncated_IsEndOfStream(string hex) =>
        Assert.Throws<EndOfStreamException>(() => new MessagePackReader(Convert.FromHexString(hex)).ReadInt32());

    [Theory]
    [InlineData("A161")]
    [InlineData("C0")]
    [InlineData("C1")]
    [InlineData("CA00000000")]
    public void ReadInt32_OtherType_IsSerializationException(string hex) =>
        Assert.Throws<MessagePackSerializationException>(() => new MessagePackReader(Convert.FromHexString(hex)).ReadInt32());

    [Theory]
    [InlineData("DD7FFFFFFF01")]
    [InlineData("92")]
    [InlineData("DC0003C0C0")]
    public void ReadArrayHeader_MoreElementsThanBytes_IsEndOfStream(string hex) =>
        Assert.Throws<EndOfStreamException>(() => new MessagePackReader(Convert.FromHexString(hex)).ReadArrayHeader());

    [Theory]
    [InlineData("82C0C0C0")]
    [InlineData("DF3FFFFFFF01")]
    public void ReadMapHeader_MoreElementsThanBytes_IsEndOfStream(string hex) =>
        Assert.Throws<EndOfStreamException>(() => new MessagePackReader(Convert.FromHexString(hex)).ReadMapHeader());

    /// <summary>Keys and values are counted together in 32 bits.</summary>
    [Theory]
    [InlineData("DF4000000001")]
    [InlineData("DF7FFFFFFF01")]
    [InlineData("DF8000000001")]
    public void MapOfTwoToThe30PairsAndMore_Overflows(string hex)
    {
        Assert.Throws<OverflowException>(() => new MessagePackReader(Convert.FromHexString(hex)).ReadMapHeader());
        Assert.Throws<OverflowException>(() => new MessagePackReader(Convert.FromHexString(hex)).Skip());
    }

    [Fact]
    public void TryReadStringSpan_LengthAboveInt32_Overflows() =>
        Assert.Throws<OverflowException>(() => new MessagePackReader(Convert.FromHexString("DB8000000061")).TryReadStringSpan(out _));

    [Fact]
    public void ReadArrayHeader_CountAboveInt32_Overflows() =>
        Assert.Throws<OverflowException>(() => new MessagePackReader(Convert.FromHexString("DDFFFFFFFF00")).ReadArrayHeader());

    [Fact]
    public void ReadBytes_LengthBeyondTheData_IsEndOfStream() =>
        Assert.Throws<EndOfStreamException>(() => new MessagePackReader(Convert.FromHexString("C6FFFFFFFF00")).ReadBytes());

    [Fact]
    public void TryReadStringSpan_OneSegment_GivesTheBytes()
    {
        MessagePackReader reader = new(Convert.FromHexString("A3616263C0A26162"));
        Assert.True(reader.TryReadStringSpan(out ReadOnlySpan<byte> span));
        Assert.True(span.SequenceEqual("abc"u8));
        Assert.False(reader.TryReadStringSpan(out _));
        Assert.True(reader.TryReadNil());
        Assert.True(reader.TryReadStringSpan(out span));
        Assert.True(span.SequenceEqual("ab"u8));
        Assert.Throws<EndOfStreamException>(() => new MessagePackReader(Convert.FromHexString("A361")).TryReadStringSpan(out _));
    }

    [Fact]
    public void Skip_EveryKindOfValue_EndsExactlyBehindIt()
    {
        string[] values =
        [
            "05", "FF", "C0", "C2", "CC01", "CD0001", "CE00000001", "CF0000000000000001", "D001", "D10001", "D200000001",
            "D30000000000000001", "CA00000000", "CB0000000000000000", "A161", "D90161", "DA000161", "DB0000000161", "C40101", "C5000101",
            "C60000000101", "920102", "DC00020102", "DD000000020102", "810102", "DE00010102", "DF000000010102", "D4AA01", "D5AA0101",
            "D6AA01010101", "C701AA01", "C80001AA01", "C900000001AA01",
        ];
        foreach (string value in values)
        {
            MessagePackReader reader = new(Convert.FromHexString(value + "2A"));
            reader.Skip();
            Assert.Equal(value.Length / 2, reader.Consumed);
            Assert.Equal(42, reader.ReadInt32());
        }
    }

    [Fact]
    public void Reader_OverSegments_ReadsTokensThatCrossThem()
    {
        byte[] bytes = Convert.FromHexString("93CF0102030405060708A568656C6C6FC403010203");
        Segment last = new(bytes[^1..]);
        Segment first = last;
        for (int i = bytes.Length - 2; i >= 0; i--)
        {
            first = new Segment(bytes[i..(i + 1)], first);
        }

        long index = 0;
        for (Segment? segment = first; segment is not null; segment = (Segment?)segment.Next)
        {
            segment.Place(index++);
        }

        MessagePackReader reader = new(new ReadOnlySequence<byte>(first, 0, last, 1));
        Assert.Equal(3, reader.ReadArrayHeader());
        Assert.Equal(0x0102030405060708UL, reader.ReadUInt64());
        Assert.False(reader.TryReadStringSpan(out _));
        Assert.Equal("hello", reader.ReadString());
        Assert.Equal([1, 2, 3], reader.ReadBytes()!.Value.ToArray());
        Assert.True(reader.End);
    }

    [Fact]
    public void ConvertToJson_WritesEveryKindOfValueWithoutWhiteSpace()
    {
        ArrayBufferWriter<byte> buffer = new();
        MessagePackWriter writer = new(buffer);
        writer.WriteMapHeader(3);
        writer.Write("text \"\\\n");
        writer.WriteArrayHeader(6);
        writer.Write(-5);
        writer.Write(ulong.MaxValue);
        writer.Write(1.5);
        writer.Write(true);
        writer.WriteNil();
        writer.Write(new byte[] { 1, 2, 3 });
        writer.Write(7);
        writer.Write("seven");
        writer.Write("empty");
        writer.WriteMapHeader(0);
        writer.Flush();
        Assert.Equal(
            """{"text \"\\\n":[-5,18446744073709551615,1.5,true,null,"AQID"],"7":"seven","empty":{}}""",
            MessagePackSerializer.ConvertToJson(buffer.WrittenMemory));
    }

    [Fact]
    public void ConvertToJson_TruncatedOrTooDeep_IsSerializationException()
    {
        Assert.Throws<MessagePackSerializationException>(() => MessagePackSerializer.ConvertToJson(new byte[] { 0x92, 0x01 }));
        byte[] deep = new byte[100_000];
        deep.AsSpan().Fill(0x91);
        Assert.Throws<MessagePackSerializationException>(() => MessagePackSerializer.ConvertToJson(deep));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(65535)]
    [InlineData(65536)]
    public void StringAndBytes_EveryHeaderLength_RoundTrip(int length)
    {
        string text = new('é', length / 2);
        byte[] bytes = new byte[length];
        bytes.AsSpan().Fill(9);
        ArrayBufferWriter<byte> buffer = new();
        MessagePackWriter writer = new(buffer);
        writer.Write(text);
        writer.Write(bytes);
        writer.WriteArrayHeader(length);
        writer.Flush();
        MessagePackReader reader = new(buffer.WrittenMemory);
        Assert.Equal(text, reader.ReadString());
        Assert.Equal(bytes, reader.ReadBytes()!.Value.ToArray());
        Assert.Equal(MessagePackType.Array, reader.NextMessagePackType);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] bytes, Segment? next = null)
        {
            Memory = bytes;
            Next = next;
        }

        public void Place(long index) => RunningIndex = index;
    }
}
