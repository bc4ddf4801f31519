using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.Hashes;
using Chonk.Prover.Tests.Acir.Gates;
using Xunit;

namespace Chonk.Prover.Tests.Circuits.Hashes;

public sealed class Sha256CompressionTests
{
    private static readonly uint[] InitialState =
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")]
    public void Compress_PaddedMessage_EqualsSha256(string message)
    {
        using MegaCircuitBuilder circuit = new();
        Assert.Equal(SHA256.HashData(Encoding.ASCII.GetBytes(message)), Hash(circuit, Encoding.ASCII.GetBytes(message)));
        Assert.Null(circuit.Failure);
    }

    [Fact]
    public void Compress_RandomMessages_EqualsSha256()
    {
        Random random = new(20261);
        for (int i = 0; i < 8; i++)
        {
            byte[] message = new byte[random.Next(200)];
            random.NextBytes(message);
            Assert.Equal(SHA256.HashData(message), Hash(null, message));
        }
    }

    [Fact]
    public void Compress_ExtremeWords_SatisfiesTheCircuit()
    {
        using MegaCircuitBuilder circuit = new();
        CircuitField[] state = CircuitInputs.Of(circuit, Enumerable.Repeat(uint.MaxValue, 8));
        CircuitField[] block = CircuitInputs.Of(circuit, Enumerable.Repeat(uint.MaxValue, 16));
        uint[] expected = CircuitInputs.WordsOf(Sha256Compression.Compress(
            CircuitInputs.Of(null, Enumerable.Repeat(uint.MaxValue, 8)), CircuitInputs.Of(null, Enumerable.Repeat(uint.MaxValue, 16))));
        Assert.Equal(expected, CircuitInputs.WordsOf(Sha256Compression.Compress(state, block)));
        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Fact]
    public void Compress_AnyInputOf33Bits_Fails()
    {
        for (int i = 0; i < 24; i++)
        {
            using MegaCircuitBuilder circuit = new();
            ulong[] words = new ulong[24];
            words[i] = 1UL << 32;
            CircuitField[] inputs = CircuitInputs.Of(circuit, words);
            Sha256Compression.Compress(inputs.AsSpan(0, 8), inputs.AsSpan(8));
            Assert.NotNull(circuit.Failure);
        }
    }

    private static byte[] Hash(MegaCircuitBuilder? circuit, byte[] message)
    {
        int length = ((message.Length + 8) / 64 * 64) + 64;
        byte[] padded = new byte[length];
        message.CopyTo(padded, 0);
        padded[message.Length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(padded.AsSpan(length - 8), 8 * (ulong)message.Length);
        CircuitField[] state = CircuitInputs.Of(circuit, InitialState);
        for (int offset = 0; offset < length; offset += 64)
        {
            uint[] block = [.. Enumerable.Range(0, 16).Select(i => BinaryPrimitives.ReadUInt32BigEndian(padded.AsSpan(offset + (4 * i))))];
            state = Sha256Compression.Compress(state, CircuitInputs.Of(circuit, block));
        }

        byte[] digest = new byte[32];
        uint[] words = CircuitInputs.WordsOf(state);
        for (int i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(4 * i), words[i]);
        }

        return digest;
    }
}
