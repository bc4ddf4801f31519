using Chonk.Prover.Circuits.Bytes;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Hashing;

namespace Chonk.Prover.Circuits.Hashes;

/// <summary>
/// BLAKE3 of at most one chunk, digest of 32 bytes, no key [O'Connor, Aumasson, Neves, Wilcox-O'Hearn 2020,
/// https://github.com/BLAKE3-team/BLAKE3-specs].
/// </summary>
public static class Blake3Hash
{
    /// <summary>Bytes of a chunk: longer messages are trees of chunks, which are not supported.</summary>
    public const int MaxLengthBytes = Blake3.MaxLengthBytes;

    /// <summary>Hashes bytes.</summary>
    /// <param name="message">The message, at most <see cref="MaxLengthBytes"/> bytes constrained by the caller.</param>
    /// <returns>The digest, 32 bytes.</returns>
    public static CircuitField[] Hash(ReadOnlySpan<CircuitField> message)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(message.Length, MaxLengthBytes);
        CircuitField[] chaining = Array.ConvertAll(BlakeRounds.InitializationVector, static word => CircuitField.Constant(word));
        int offset = 0;
        while (message.Length - offset > Blake3.BlockBytes)
        {
            CircuitField[] state = Compress(chaining, message.Slice(offset, Blake3.BlockBytes), Blake3.BlockBytes, offset == 0 ? Blake3.ChunkStart : 0);
            for (int i = 0; i < chaining.Length; i++)
            {
                chaining[i] = BlakeRounds.Xor(state[i], state[i + 8]);
            }

            offset += Blake3.BlockBytes;
        }

        CircuitField[] last = new CircuitField[Blake3.BlockBytes];
        message[offset..].CopyTo(last);
        uint flags = (offset == 0 ? Blake3.ChunkStart : 0) | Blake3.ChunkEnd | Blake3.Root;
        return Output(Compress(chaining, last, (uint)(message.Length - offset), flags), chaining);
    }

    private static CircuitField[] Compress(CircuitField[] chaining, ReadOnlySpan<CircuitField> block, uint byteCount, uint flags)
    {
        CircuitField[] m = new CircuitField[BlakeRounds.StateWords];
        for (int i = 0; i < m.Length; i++)
        {
            m[i] = CircuitBytes.ToFieldLittleEndian(block.Slice(4 * i, 4));
        }

        CircuitField[] v = new CircuitField[BlakeRounds.StateWords];
        chaining.CopyTo(v, 0);
        for (int i = 0; i < 4; i++)
        {
            v[8 + i] = CircuitField.Constant(BlakeRounds.InitializationVector[i]);
        }

        v[14] = CircuitField.Constant(byteCount);
        v[15] = CircuitField.Constant(flags);
        byte[] schedule = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
        for (int round = 0; round < Blake3.RoundCount; round++)
        {
            BlakeRounds.Round(v, m, schedule);
            schedule = Array.ConvertAll(schedule, static word => Blake3.Permutation[word]);
        }

        return v;
    }

    /// <summary>
    /// The first half of the extended output is the digest. The second half, which nobody reads, is computed as well, as the reference prover
    /// does.
    /// </summary>
    private static CircuitField[] Output(CircuitField[] state, CircuitField[] chaining)
    {
        CircuitField[] digest = new CircuitField[32];
        for (int i = 0; i < 8; i++)
        {
            CircuitField[] bytes = CircuitBytes.FromField(BlakeRounds.Xor(state[i], state[i + 8]), 4);
            Array.Reverse(bytes);
            bytes.CopyTo(digest, 4 * i);
            CircuitBytes.FromField(BlakeRounds.Xor(state[i + 8], chaining[i]), 4);
        }

        return digest;
    }
}
