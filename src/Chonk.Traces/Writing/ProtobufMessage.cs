using Google.Protobuf;

namespace Chonk.Traces.Writing;

/// <summary>A protobuf message under construction, field by field.</summary>
internal sealed class ProtobufMessage : IDisposable
{
    private readonly MemoryStream bytes = new();
    private readonly CodedOutputStream output;

    public ProtobufMessage() => output = new CodedOutputStream(bytes, leaveOpen: true);

    public void Number(int field, ulong value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteUInt64(value);
    }

    public void Fixed(int field, ulong value)
    {
        output.WriteTag(field, WireFormat.WireType.Fixed64);
        output.WriteFixed64(value);
    }

    public void Text(int field, string value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
    }

    public void Nested(int field, Action<ProtobufMessage> body)
    {
        using ProtobufMessage inner = new();
        body(inner);
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(inner.ToByteString());
    }

    public void Dispose()
    {
        output.Dispose();
        bytes.Dispose();
    }

    public ByteString ToByteString()
    {
        output.Flush();
        return ByteString.CopyFrom(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
