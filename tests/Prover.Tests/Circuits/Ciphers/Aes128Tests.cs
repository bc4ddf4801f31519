using System.Buffers.Binary;
using System.Security.Cryptography;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Ciphers;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Fields;
using Chonk.Prover.Tests.Acir.Gates;
using Xunit;

namespace Chonk.Prover.Tests.Circuits.Ciphers;

public sealed class Aes128Tests
{
    /// <summary>FIPS 197, appendix C.1, as CBC with a zero vector.</summary>
    [Fact]
    public void EncryptCbc_PublishedVector_IsTheCiphertext()
    {
        byte[] key = [.. Enumerable.Range(0, 16).Select(static i => (byte)i)];
        byte[] plain = Convert.FromHexString("00112233445566778899aabbccddeeff");
        using MegaCircuitBuilder circuit = new();
        Assert.Equal(Convert.FromHexString("69c4e0d86a7b0430d8cdb78070b4c55a"), Encrypt(circuit, plain, new byte[16], key));
        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Fact]
    public void EncryptCbc_RandomBlocks_EqualsAes()
    {
        Random random = new(197);
        for (int blocks = 1; blocks <= 4; blocks++)
        {
            byte[] plain = new byte[16 * blocks];
            byte[] vector = new byte[16];
            byte[] key = new byte[16];
            random.NextBytes(plain);
            random.NextBytes(vector);
            random.NextBytes(key);
            using Aes aes = Aes.Create();
            aes.Key = key;
            byte[] expected = aes.EncryptCbc(plain, vector, PaddingMode.None);
            using MegaCircuitBuilder circuit = new();
            Assert.Equal(expected, Encrypt(null, plain, vector, key));
            Assert.Equal(expected, Encrypt(circuit, plain, vector, key));
            Assert.Null(circuit.Failure);
        }
    }

    [Fact]
    public void EncryptCbc_KeyOf129Bits_Fails()
    {
        using MegaCircuitBuilder circuit = new();
        CircuitField key = CircuitField.Witness(circuit, Fr.FromInteger(UInt256.One << 128));
        Aes128.EncryptCbc(CircuitInputs.Of(circuit, [1UL]), CircuitField.Witness(circuit, 0), key);
        Assert.NotNull(circuit.Failure);
    }

    private static byte[] Encrypt(MegaCircuitBuilder? circuit, byte[] plain, byte[] vector, byte[] key)
    {
        CircuitField[] blocks = [.. Enumerable.Range(0, plain.Length / 16).Select(i => Block(circuit, plain.AsSpan(16 * i, 16)))];
        CircuitField[] encrypted = Aes128.EncryptCbc(blocks, Block(circuit, vector), Block(circuit, key));
        byte[] result = new byte[plain.Length];
        for (int i = 0; i < encrypted.Length; i++)
        {
            UInt256 value = encrypted[i].Value.ToInteger();
            BinaryPrimitives.WriteUInt64BigEndian(result.AsSpan(16 * i), value.L1);
            BinaryPrimitives.WriteUInt64BigEndian(result.AsSpan((16 * i) + 8), value.L0);
        }

        return result;
    }

    private static CircuitField Block(MegaCircuitBuilder? circuit, ReadOnlySpan<byte> bytes)
    {
        Fr value = Fr.FromInteger(UInt256.FromUInt128(BinaryPrimitives.ReadUInt128BigEndian(bytes)));
        return circuit is null ? CircuitField.Constant(value) : CircuitField.Witness(circuit, value);
    }
}
