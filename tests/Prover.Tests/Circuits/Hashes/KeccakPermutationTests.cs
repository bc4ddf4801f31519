using System.Buffers.Binary;
using System.Text;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Hashes;
using Chonk.Prover.Tests.Acir.Gates;
using Xunit;

namespace Chonk.Prover.Tests.Circuits.Hashes;

/// <summary>Vectors: the Keccak team's intermediate values of the zero state; SHA3-256 of FIPS 202's examples.</summary>
public sealed class KeccakPermutationTests
{
    [Fact]
    public void Permute_ZeroState_IsThePublishedState()
    {
        using MegaCircuitBuilder circuit = new();
        ulong[] state = Permute(circuit, new ulong[25]);
        Assert.Equal([0xF1258F7940E1DDE7, 0x84D5CCF933C0478A, 0xD598261EA65AA9EE, 0xBD1547306F80494D], state[..4]);
        Assert.Equal(0xEAF1FF7B5CECA249UL, state[24]);
        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Theory]
    [InlineData("", "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a")]
    [InlineData("abc", "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532")]
    public void Permute_PaddedMessage_IsSha3(string message, string digest)
    {
        const int rateBytes = 136;
        byte[] block = new byte[rateBytes];
        Encoding.ASCII.GetBytes(message).CopyTo(block, 0);
        block[message.Length] = 0x06;
        block[rateBytes - 1] |= 0x80;
        ulong[] state = new ulong[25];
        for (int i = 0; i < rateBytes / 8; i++)
        {
            state[i] = BinaryPrimitives.ReadUInt64LittleEndian(block.AsSpan(8 * i));
        }

        byte[] result = new byte[32];
        ulong[] permuted = Permute(null, state);
        for (int i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(result.AsSpan(8 * i), permuted[i]);
        }

        Assert.Equal(Convert.FromHexString(digest), result);
    }

    [Fact]
    public void Permute_RandomAndFullLanes_AgreesWithConstantsAndSatisfiesTheCircuit()
    {
        Random random = new(1600);
        foreach (ulong[] state in new ulong[][] { [.. Enumerable.Repeat(ulong.MaxValue, 25)], [.. Enumerable.Range(0, 25).Select(_ => (ulong)random.NextInt64())] })
        {
            using MegaCircuitBuilder circuit = new();
            Assert.Equal(Permute(null, state), Permute(circuit, state));
            Assert.Null(CircuitSatisfaction.FindViolation(circuit));
        }
    }

    [Fact]
    public void Permute_LaneOf65Bits_Fails()
    {
        using MegaCircuitBuilder circuit = new([Fr.FromUInt64(ulong.MaxValue) + Fr.One], []);
        var lanes = CircuitInputs.Of(circuit, new ulong[25]);
        lanes[7] = new(circuit, 0);
        KeccakPermutation.Permute(lanes);
        Assert.NotNull(circuit.Failure);
    }

    private static ulong[] Permute(MegaCircuitBuilder? circuit, ulong[] state) =>
        [.. KeccakPermutation.Permute(CircuitInputs.Of(circuit, state)).Select(static lane => lane.Value.ToInteger().L0)];
}
