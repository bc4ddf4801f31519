using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Lookups;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.Lookups;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Circuits.Ciphers;

/// <summary>
/// AES-128 in CBC mode without padding: bytes in sparse form, so that XOR is addition, reduced by a table before digits overflow. [FIPS 197,
/// https://doi.org/10.6028/NIST.FIPS.197; SP 800-38A, section 6.2]
/// </summary>
/// <remarks>Gates follow the reference prover.</remarks>
public static class Aes128
{
    /// <summary>Bytes of a block and of the key.</summary>
    public const int BlockBytes = 16;

    private const int WordBytes = 4;
    private const int RoundCount = 10;
    private const int ExpandedKeyBytes = BlockBytes * (RoundCount + 1);

    /// <summary>Sums of more than this many sparse bytes are normalised by the key schedule.</summary>
    private const int MaxKeySummands = 3;

    private static readonly Fr[] Powers = SparseForm.Powers(9);

    /// <summary>Powers of 2 in <c>GF(2^8)</c> [FIPS 197, section 5.2]; the first entry is not used.</summary>
    private static readonly byte[] RoundConstants = [0x8d, 0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0x1b, 0x36];

    /// <summary>Encrypts blocks.</summary>
    /// <param name="blocks">Plaintext, one big-endian integer per block.</param>
    /// <param name="initializationVector">What the first block is XORed with.</param>
    /// <param name="key">The key.</param>
    /// <returns>Ciphertext, one integer per block.</returns>
    public static CircuitField[] EncryptCbc(ReadOnlySpan<CircuitField> blocks, in CircuitField initializationVector, in CircuitField key)
    {
        MegaCircuitBuilder? circuit = CircuitOf(key) ?? CircuitOf(initializationVector);
        foreach (CircuitField block in blocks)
        {
            circuit ??= CircuitOf(block);
        }

        CircuitField[] roundKeys = ExpandKey(circuit, key);
        SparseByte[] state = new SparseByte[BlockBytes * blocks.Length];
        for (int i = 0; i < blocks.Length; i++)
        {
            CircuitField[] bytes = ToSparseBytes(circuit, blocks[i]);
            for (int j = 0; j < BlockBytes; j++)
            {
                state[(BlockBytes * i) + j] = new(bytes[j]);
            }
        }

        CircuitField[] previous = ToSparseBytes(circuit, initializationVector);
        for (int i = 0; i < blocks.Length; i++)
        {
            Span<SparseByte> block = state.AsSpan(BlockBytes * i, BlockBytes);
            AddBytes(block, previous);
            EncryptBlock(block, roundKeys);
            for (int j = 0; j < BlockBytes; j++)
            {
                previous[j] = block[j].Value;
            }
        }

        CircuitField[] outputBytes = Array.ConvertAll(state, static b => Normalize(b.Value));
        CircuitField[] result = new CircuitField[blocks.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = FromSparseBytes(circuit, outputBytes.AsSpan(BlockBytes * i, BlockBytes));
        }

        return result;

        static MegaCircuitBuilder? CircuitOf(in CircuitField field) => field.IsConstant ? null : field.Builder;
    }

    /// <summary>[FIPS 197, section 5.1]</summary>
    private static void EncryptBlock(Span<SparseByte> state, CircuitField[] roundKeys)
    {
        AddBytes(state, roundKeys.AsSpan(0, BlockBytes));
        NormalizeAll(state);
        for (int round = 1; round < RoundCount; round++)
        {
            SubstituteBytes(state);
            ShiftRows(state);
            for (int column = 0; column < 4; column++)
            {
                int offset = WordBytes * column;
                MixColumn(state.Slice(offset, WordBytes), roundKeys.AsSpan((BlockBytes * round) + offset, WordBytes));
            }

            NormalizeAll(state);
        }

        SubstituteBytes(state);
        ShiftRows(state);
        AddBytes(state, roundKeys.AsSpan(BlockBytes * RoundCount, BlockBytes));
    }

    /// <summary>
    /// The 11 round keys [FIPS 197, section 5.2]. Each byte's number of summands is counted; it is normalised when there are too many, or when
    /// it stands in the last word of a round key, which enters the substitution box.
    /// </summary>
    private static CircuitField[] ExpandKey(MegaCircuitBuilder? circuit, in CircuitField key)
    {
        CircuitField[] bytes = new CircuitField[ExpandedKeyBytes];
        int[] summands = new int[ExpandedKeyBytes];
        ToSparseBytes(circuit, key).CopyTo(bytes, 0);
        Array.Fill(summands, 1);
        for (int word = 4; word < ExpandedKeyBytes / WordBytes; word++)
        {
            int previous = WordBytes * (word - 1);
            CircuitField[] t = bytes[previous..(previous + WordBytes)];
            int[] counts = summands[previous..(previous + WordBytes)];
            if (word % 4 == 0)
            {
                t = [t[1], t[2], t[3], t[0]];
                for (int i = 0; i < WordBytes; i++)
                {
                    t[i] = Substitute(t[i]).Value;
                }

                t[0] += SparseForm.FromWord(RoundConstants[word / 4], Powers);
                counts[0]++;
            }

            int start = WordBytes * word;
            for (int i = 0; i < WordBytes; i++)
            {
                bytes[start + i] = bytes[start + i - BlockBytes] + t[i];
                summands[start + i] = summands[start + i - BlockBytes] + counts[i];
            }

            for (int i = start; i < start + WordBytes; i++)
            {
                if (summands[i] > MaxKeySummands || (summands[i] > 1 && word % 4 == 3))
                {
                    bytes[i] = Normalize(bytes[i]);
                    summands[i] = 1;
                }
            }
        }

        return bytes;
    }

    /// <summary>Row i of the state, seen as columns of four bytes, moves i places to the left [FIPS 197, section 5.1.2].</summary>
    private static void ShiftRows(Span<SparseByte> state)
    {
        Span<SparseByte> old = new SparseByte[BlockBytes];
        state.CopyTo(old);
        for (int i = 0; i < BlockBytes; i++)
        {
            state[i] = old[(i + (WordBytes * (i % WordBytes))) % BlockBytes];
        }
    }

    /// <summary>
    /// The products of a column with rows (2 3 1 1), rotated [FIPS 197, section 5.1.3], plus the round key; <c>2x = x + 3x</c> and 3x comes with
    /// the substitution.
    /// </summary>
    private static void MixColumn(Span<SparseByte> s, ReadOnlySpan<CircuitField> key)
    {
        CircuitField t0 = s[0].Value.AddTwo(s[3].Value, s[1].Triple);
        CircuitField t1 = s[1].Value.AddTwo(s[2].Value, s[3].Triple);
        CircuitField r0 = t0.AddTwo(s[2].Value, s[0].Triple);
        CircuitField r1 = t0.AddTwo(s[1].Value, s[2].Triple);
        CircuitField r2 = t1.AddTwo(s[0].Value, s[2].Triple);
        CircuitField r3 = t1.AddTwo(s[0].Triple, s[3].Value);
        s[0] = new(r0 + key[0]);
        s[1] = new(r1 + key[1]);
        s[2] = new(r2 + key[2]);
        s[3] = new(r3 + key[3]);
    }

    private static void SubstituteBytes(Span<SparseByte> state)
    {
        foreach (ref SparseByte b in state)
        {
            b = Substitute(b.Value);
        }
    }

    private static void AddBytes(Span<SparseByte> state, ReadOnlySpan<CircuitField> bytes)
    {
        for (int i = 0; i < state.Length; i++)
        {
            state[i] = state[i] with { Value = state[i].Value + bytes[i] };
        }
    }

    private static void NormalizeAll(Span<SparseByte> state)
    {
        foreach (ref SparseByte b in state)
        {
            b = b with { Value = Normalize(b.Value) };
        }
    }

    private static CircuitField Normalize(in CircuitField sum) => CircuitLookup.Read(AesTables.Normalize, sum).Column2[0];

    private static SparseByte Substitute(in CircuitField value)
    {
        CircuitLookup lookup = CircuitLookup.Read(AesTables.Substitution, value);
        return new(lookup.Column2[0], lookup.Column3[0]);
    }

    /// <summary>The sparse bytes of a block, most significant first. A constant among variables becomes a fixed variable.</summary>
    private static CircuitField[] ToSparseBytes(MegaCircuitBuilder? circuit, in CircuitField block)
    {
        CircuitField source = block;
        if (block.IsConstant && circuit is not null)
        {
            source = CircuitField.Witness(circuit, block.Value);
            circuit.FixWitness(source.RawVariable, block.Value);
        }

        CircuitField[] bytes = CircuitLookup.Read(AesTables.Input, source).Column2;
        Array.Reverse(bytes);
        return bytes;
    }

    /// <summary>The block whose sparse bytes these are: a new variable that is looked up and compared.</summary>
    private static CircuitField FromSparseBytes(MegaCircuitBuilder? circuit, ReadOnlySpan<CircuitField> bytes)
    {
        UInt128 value = 0;
        foreach (CircuitField b in bytes)
        {
            ulong rest = b.Value.ToInteger().L0;
            uint word = 0;
            for (int bit = 0; bit < 8; bit++)
            {
                word |= (uint)(rest % 9 % 2) << bit;
                rest /= 9;
            }

            value = (value << 8) | word;
        }

        Fr block = Fr.FromInteger(UInt256.FromUInt128(value));
        CircuitField result = circuit is null ? CircuitField.Constant(block) : CircuitField.Witness(circuit, block);
        CircuitField[] lookup = CircuitLookup.Read(AesTables.Input, result).Column2;
        for (int i = 0; i < BlockBytes; i++)
        {
            bytes[BlockBytes - 1 - i].AssertEqual(lookup[i], "A byte of an AES block is not what its sparse form says.");
        }

        return result;
    }

    /// <summary>A byte of the state in sparse form and, after substitution, three times it.</summary>
    private readonly record struct SparseByte(CircuitField Value, CircuitField Triple = default);
}
