using System.Buffers.Binary;
using System.Numerics;

namespace Chonk.Prover.Hashing;

/// <summary>
/// BLAKE3 of at most one chunk of 1024 bytes, digest of 32 bytes, no key [O'Connor, Aumasson, Neves, Wilcox-O'Hearn 2020,
/// https://github.com/BLAKE3-team/BLAKE3-specs]. Derives points of unknown logarithm.
/// </summary>
public static class Blake3
{
    /// <summary>Bytes of a digest.</summary>
    public const int DigestBytes = 32;

    /// <summary>Bytes of the longest message.</summary>
    public const int MaxLengthBytes = 1024;

    /// <summary>Bytes of a block.</summary>
    internal const int BlockBytes = 64;

    /// <summary>Rounds of a compression.</summary>
    internal const int RoundCount = 7;

    /// <summary>Flag of the first block of a chunk [section 2.2].</summary>
    internal const uint ChunkStart = 1;

    /// <summary>Flag of the last block of a chunk.</summary>
    internal const uint ChunkEnd = 2;

    /// <summary>Flag of the last compression of the tree.</summary>
    internal const uint Root = 8;

    /// <summary>First words of the fractional parts of the square roots of the first eight primes, as in SHA-256 and BLAKE2s.</summary>
    internal static readonly uint[] InitializationVector =
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    /// <summary>How message words move from one round to the next [section 2.2].</summary>
    internal static readonly byte[] Permutation = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8];

    /// <summary>The digest of a message.</summary>
    /// <param name="message">At most <see cref="MaxLengthBytes"/> bytes.</param>
    public static byte[] Hash(ReadOnlySpan<byte> message)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(message.Length, MaxLengthBytes);
        uint[] chaining = [.. InitializationVector];
        Span<byte> block = stackalloc byte[BlockBytes];
        int offset = 0;
        do
        {
            int length = Math.Min(BlockBytes, message.Length - offset);
            bool isLast = offset + length == message.Length;
            block.Clear();
            message.Slice(offset, length).CopyTo(block);
            Compress(chaining, block, (uint)length, (offset == 0 ? ChunkStart : 0) | (isLast ? ChunkEnd | Root : 0));
            offset += BlockBytes;
        }
        while (offset < message.Length);

        byte[] digest = new byte[DigestBytes];
        for (int i = 0; i < chaining.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(digest.AsSpan(4 * i), chaining[i]);
        }

        return digest;
    }

    private static void Compress(uint[] chaining, ReadOnlySpan<byte> block, uint length, uint flags)
    {
        Span<uint> m = stackalloc uint[16];
        Span<uint> permuted = stackalloc uint[16];
        for (int i = 0; i < 16; i++)
        {
            m[i] = BinaryPrimitives.ReadUInt32LittleEndian(block[(4 * i)..]);
        }

        Span<uint> v = [.. chaining, .. InitializationVector.AsSpan(0, 4), 0, 0, length, flags];
        for (int round = 0; round < RoundCount; round++)
        {
            for (int i = 0; i < 4; i++)
            {
                Mix(v, i, 4 + i, 8 + i, 12 + i, m[2 * i], m[(2 * i) + 1]);
            }

            for (int i = 0; i < 4; i++)
            {
                Mix(v, i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4), m[8 + (2 * i)], m[9 + (2 * i)]);
            }

            for (int i = 0; i < 16; i++)
            {
                permuted[i] = m[Permutation[i]];
            }

            permuted.CopyTo(m);
        }

        for (int i = 0; i < 8; i++)
        {
            chaining[i] = v[i] ^ v[i + 8];
        }
    }

    private static void Mix(Span<uint> v, int a, int b, int c, int d, uint x, uint y)
    {
        v[a] += v[b] + x;
        v[d] = BitOperations.RotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = BitOperations.RotateRight(v[b] ^ v[c], 12);
        v[a] += v[b] + y;
        v[d] = BitOperations.RotateRight(v[d] ^ v[a], 8);
        v[c] += v[d];
        v[b] = BitOperations.RotateRight(v[b] ^ v[c], 7);
    }
}
