using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Chonk.Prover.Ivc.Inputs;

/// <summary>
/// Unpacks gzip [RFC 1952] of one member with a bound on the result. The buffer grows with what really comes out, at most by doubling,
/// whatever a damaged stream promises; checksum and length of the trailer must agree.
/// </summary>
public static class BoundedGzip
{
    /// <summary>Largest result by default: 512 MiB, about fifty times the largest program of real flows.</summary>
    public const int DefaultMaxBytes = 512 << 20;

    private const int MinMemberBytes = 18;
    private const int FirstBufferBytes = 1 << 16;

    /// <summary>The unpacked bytes.</summary>
    /// <exception cref="InvalidDataException">Not gzip, damaged, cut off, or larger than the bound.</exception>
    public static ReadOnlyMemory<byte> Decompress(ReadOnlyMemory<byte> packed, int maxBytes = DefaultMaxBytes)
    {
        ReadOnlySpan<byte> span = packed.Span;
        if (span.Length < MinMemberBytes || span[0] != 0x1f || span[1] != 0x8b)
        {
            throw new InvalidDataException("not a gzip stream");
        }

        byte[] buffer = new byte[Math.Min(maxBytes, Math.Max(FirstBufferBytes, 4L * span.Length))];
        int length = 0;
        using (GZipStream stream = new(OpenRead(packed), CompressionMode.Decompress))
        {
            while (true)
            {
                if (length == buffer.Length)
                {
                    if (length >= maxBytes)
                    {
                        if (stream.ReadByte() >= 0)
                        {
                            throw new InvalidDataException($"a gzip stream of more than {maxBytes} bytes");
                        }

                        break;
                    }

                    Array.Resize(ref buffer, (int)Math.Min(maxBytes, 2L * buffer.Length));
                }

                int count = stream.Read(buffer.AsSpan(length));
                if (count == 0)
                {
                    break;
                }

                length += count;
            }
        }

        // The stream accepts further members and a cut-off end; one whole member is what is due.
        if (BinaryPrimitives.ReadUInt32LittleEndian(span[^4..]) != (uint)length)
        {
            throw new InvalidDataException("a gzip stream whose length does not agree with its trailer");
        }

        return buffer.AsMemory(0, length);
    }

    private static MemoryStream OpenRead(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
