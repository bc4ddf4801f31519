using System.Globalization;
using System.Numerics;
using Chonk.Prover.Fields;
using Chonk.Prover.Hashing;
using Xunit;

namespace Chonk.Prover.Tests.Hashing;

public sealed class Poseidon2Tests
{
    private static readonly GrainReference Reference = new();

    [Fact]
    public void Permute_PublishedVector_Matches()
    {
        // https://github.com/HorizenLabs/poseidon2, plain_implementations, BN254 t = 4, state (0, 1, 2, 3).
        Fr[] state = [Fr.Zero, Fr.One, Fr.FromUInt64(2), Fr.FromUInt64(3)];
        Poseidon2.Permute(state);
        Assert.Equal(
            [
                "0x01bd538c2ee014ed5141b29e9ae240bf8db3fe5b9a38629a9647cf8d76c01737",
                "0x239b62e7db98aa3a2a8f6a0d2fa1709e7a35959aa6c7034814d9daa90cbac662",
                "0x04cbb44c61d928ed06808456bf758cbf0c18d1e15a7b6dbc8245fa7515d5e3cb",
                "0x2e11c5cff2a22c64d01304b778d78f6998eff1ab73163a35603f54794c30847a",
            ],
            state.Select(x => x.ToString()));
    }

    [Fact]
    public void Constants_DerivedByGrain_AreThose()
    {
        for (int round = 0; round < Poseidon2.Rounds; round++)
        {
            for (int lane = 0; lane < Poseidon2.Width; lane++)
            {
                Assert.Equal(Reference.Constants[round, lane], ToBig(Poseidon2.RoundConstants(round)[lane]));
            }
        }

        for (int lane = 0; lane < Poseidon2.Width; lane++)
        {
            Assert.Equal(Reference.Diagonal[lane], ToBig(Poseidon2.InternalDiagonal[lane] + Fr.One));
        }
    }

    [Fact]
    public void Permute_RandomAndEdgeStates_AgreeWithMatrices()
    {
        Fr minusOne = -Fr.One;
        List<Fr[]> states = [[default, default, default, default], [minusOne, minusOne, minusOne, minusOne]];
        for (int i = 0; i < 20; i++)
        {
            states.Add([Fr.Random(), Fr.Random(), Fr.Random(), Fr.Random()]);
        }

        foreach (Fr[] state in states)
        {
            BigInteger[] expected = Reference.Permute([.. state.Select(ToBig)]);
            Poseidon2.Permute(state);
            Assert.Equal(expected, state.Select(ToBig));
        }
    }

    // Digests of 1, 2, ..., n: made with an independent Python sponge over the same permutation, checked on transcripts of bb 5.0.0.
    [Fact]
    public void ApplyRound_AllRoundsAfterTheInitialLayer_IsThePermutation()
    {
        Fr[] state = [Fr.One, -Fr.One, Fr.Zero, Fr.FromUInt64(99)];
        Fr[] expected = [.. state];
        Poseidon2.Permute(expected);
        Poseidon2.ApplyInitialLayer(state);
        for (int round = 0; round < Poseidon2.Rounds; round++)
        {
            Poseidon2.ApplyRound(round, state);
        }

        Assert.Equal(expected, state);
    }

    [Theory]
    [InlineData(0, "0x18dfb8dc9b82229cff974efefc8df78b1ce96d9d844236b496785c698bc6732e")]
    [InlineData(1, "0x168758332d5b3e2d13be8048c8011b454590e06c44bce7f702f09103eef5a373")]
    [InlineData(2, "0x038682aa1cb5ae4e0a3f13da432a95c77c5c111f6f030faf9cad641ce1ed7383")]
    [InlineData(3, "0x23864adb160dddf590f1d3303683ebcb914f828e2635f6e85a32f0a1aecd3dd8")]
    [InlineData(4, "0x130bf204a32cac1f0ace56c78b731aa3809f06df2731ebcf6b3464a15788b1b9")]
    [InlineData(5, "0x2247be7014a54d17342a7ef677f58d28877780d203860396967f5d0a18d259db")]
    [InlineData(6, "0x07f57fcda925c06dc0a311f3f17fa0218e079b514552744a25ba8a74ee8c9e7a")]
    [InlineData(7, "0x16f929bc0d216df4b05bdc44222463edf2b9791bd949ab926eebda06a502d238")]
    [InlineData(8, "0x01dec21c6e1b30609eda618d7e35e5d9d6152f8fa67320d939c1a89603647142")]
    public void Hash_OfCountingElements_Matches(int count, string expected) =>
        Assert.Equal(expected, Poseidon2.Hash([.. Enumerable.Range(1, count).Select(i => Fr.FromInt(i))]).ToString());

    [Fact]
    public void Hash_VectorOfReferenceImplementation_Matches()
    {
        // Barretenberg, crypto/poseidon2/poseidon2.test.cpp, HashConsistencyCheck: four times one integer above the modulus.
        Fr element = Fr.FromInteger(UInt256.ParseHex("9a807b615c4d3e2fa0b1c2d3e4f56789fedcba9876543210abcdef0123456789"));
        Assert.Equal(
            "0x2f43a0f83b51a6f5fc839dea0ecec74947637802a579fa9841930a25a0bcec11",
            Poseidon2.Hash([element, element, element, element]).ToString());
    }

    [Fact]
    public void Hash_SameElementsAndTrailingZero_Differ()
    {
        Assert.NotEqual(Poseidon2.Hash([Fr.One]), Poseidon2.Hash([Fr.One, Fr.Zero]));
        Assert.NotEqual(Poseidon2.Hash([]), Poseidon2.Hash([Fr.Zero]));
    }

    [Fact]
    public void RoundConstants_OutsideRounds_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Poseidon2.RoundConstants(-1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => Poseidon2.RoundConstants(Poseidon2.Rounds).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => Poseidon2.Permute(new Fr[3]));
    }

    private static BigInteger ToBig(Fr value) =>
        BigInteger.Parse(string.Concat("0", value.ToString().AsSpan(2)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
