using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.Hashes;
using Chonk.Prover.Hashing;
using Chonk.Prover.Tests.Acir.Gates;
using Xunit;

namespace Chonk.Prover.Tests.Circuits.Hashes;

/// <summary>Vectors: RFC 7693, appendix B; test_vectors.json of the BLAKE3 team (input byte i is i mod 251).</summary>
public sealed class BlakeTests
{
    [Theory]
    [InlineData("", "69217a3079908094e11121d042354a7c1f55b6482ca1a51e1b250dfd1ed0eef9")]
    [InlineData("616263", "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982")]
    public void Blake2s_PublishedVector_IsTheDigest(string message, string digest)
    {
        byte[] bytes = Convert.FromHexString(message);
        Assert.Equal(Convert.FromHexString(digest), CircuitInputs.BytesOf(Blake2sHash.Hash(CircuitInputs.Of(null, bytes))));
        using MegaCircuitBuilder circuit = new();
        Assert.Equal(Convert.FromHexString(digest), CircuitInputs.BytesOf(Blake2sHash.Hash(CircuitInputs.Of(circuit, bytes))));
        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Theory]
    [InlineData(0, "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262")]
    [InlineData(1, "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213")]
    [InlineData(64, "4eed7141ea4a5cd4b788606bd23f46e212af9cacebacdc7d1f4c6dc7f2511b98")]
    [InlineData(65, "de1e5fa0be70df6d2be8fffd0e99ceaa8eb6e8c93a63f2d8d1c30ecb6b263dee")]
    [InlineData(1024, "42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7")]
    public void Blake3_PublishedVector_IsTheDigest(int length, string digest)
    {
        byte[] bytes = [.. Enumerable.Range(0, length).Select(static i => (byte)(i % 251))];
        Assert.Equal(Convert.FromHexString(digest), Blake3.Hash(bytes));
        Assert.Equal(Convert.FromHexString(digest), CircuitInputs.BytesOf(Blake3Hash.Hash(CircuitInputs.Of(null, bytes))));
        using MegaCircuitBuilder circuit = new();
        Assert.Equal(Convert.FromHexString(digest), CircuitInputs.BytesOf(Blake3Hash.Hash(CircuitInputs.Of(circuit, bytes))));
        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Fact]
    public void Blake3_MoreThanOneChunk_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Blake3Hash.Hash(new CircuitField[Blake3Hash.MaxLengthBytes + 1]));
}
