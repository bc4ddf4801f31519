using Chonk.Prover.Circuits.Bytes;
using Chonk.Prover.Circuits.Fields;

namespace Chonk.Prover.Circuits.Hashes;

/// <summary>BLAKE2s with a digest of 32 bytes and no key [RFC 7693, https://www.rfc-editor.org/rfc/rfc7693].</summary>
public static class Blake2sHash
{
    private const int BlockBytes = 64;

    /// <summary>Digest of 32 bytes, no key, fan-out and depth 1: the first word of the parameter block.</summary>
    private const uint Parameters = 0x01010020;

    /// <summary>The message word that enters each step, for each of ten rounds [RFC 7693, section 2.7].</summary>
    private static readonly byte[][] Schedule =
    [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
        [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
        [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
        [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
        [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
        [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
        [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
        [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
        [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
    ];

    /// <summary>Hashes bytes.</summary>
    /// <param name="message">The message, bytes constrained by the caller.</param>
    /// <returns>The digest, 32 bytes.</returns>
    public static CircuitField[] Hash(ReadOnlySpan<CircuitField> message)
    {
        CircuitField[] h = Array.ConvertAll(BlakeRounds.InitializationVector, static word => CircuitField.Constant(word));
        h[0] = CircuitField.Constant(BlakeRounds.InitializationVector[0] ^ Parameters);
        int offset = 0;
        while (message.Length - offset > BlockBytes)
        {
            Compress(h, message.Slice(offset, BlockBytes), (ulong)(offset + BlockBytes), isLast: false);
            offset += BlockBytes;
        }

        CircuitField[] last = new CircuitField[BlockBytes];
        message[offset..].CopyTo(last);
        Compress(h, last, (ulong)message.Length, isLast: true);

        CircuitField[] digest = new CircuitField[4 * h.Length];
        for (int i = 0; i < h.Length; i++)
        {
            CircuitField[] bytes = CircuitBytes.FromField(h[i], 4);
            Array.Reverse(bytes);
            bytes.CopyTo(digest, 4 * i);
        }

        return digest;
    }

    /// <summary>[RFC 7693, section 3.2]</summary>
    private static void Compress(CircuitField[] h, ReadOnlySpan<CircuitField> block, ulong byteCount, bool isLast)
    {
        CircuitField[] m = new CircuitField[BlakeRounds.StateWords];
        for (int i = 0; i < m.Length; i++)
        {
            m[i] = CircuitBytes.ToFieldLittleEndian(block.Slice(4 * i, 4));
        }

        CircuitField[] v = new CircuitField[BlakeRounds.StateWords];
        h.CopyTo(v, 0);
        uint[] iv = BlakeRounds.InitializationVector;
        ReadOnlySpan<uint> masks = [0, 0, 0, 0, (uint)byteCount, (uint)(byteCount >> 32), isLast ? uint.MaxValue : 0, 0];
        for (int i = 0; i < masks.Length; i++)
        {
            v[8 + i] = CircuitField.Constant(iv[i] ^ masks[i]);
        }

        foreach (byte[] schedule in Schedule)
        {
            BlakeRounds.Round(v, m, schedule);
        }

        for (int i = 0; i < h.Length; i++)
        {
            h[i] = BlakeRounds.Xor(BlakeRounds.Xor(h[i], v[i]), v[i + 8]);
        }
    }
}
