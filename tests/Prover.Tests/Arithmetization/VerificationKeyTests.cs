using Chonk.Prover.Arithmetization;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Prover.Tests.Arithmetization;

/// <summary>Encoding of keys, on the reference prover's keys of all vector programs.</summary>
public sealed class VerificationKeyTests
{
    private static ReadOnlySpan<byte> SomeKey => VectorPrograms.Get("poseidon2_one").VerificationKey.Span;

    [Theory]
    [MemberData(nameof(VectorPrograms.All), MemberType = typeof(VectorPrograms))]
    public void TryRead_ReferenceKey_RoundTrips(string name)
    {
        VectorProgram program = VectorPrograms.Get(name);

        Assert.True(VerificationKey.TryRead(program.VerificationKey.Span, out VerificationKey? key, out string? reason), reason);

        Assert.Equal(program.LogSize, key!.LogCircuitSize);
        Assert.Equal(program.PublicInputCount, key.PublicInputCount);
        Assert.Equal(program.PublicInputOffset, key.PublicInputOffset);
        Assert.Equal(program.VerificationKey.ToArray(), key.ToBytes());
    }

    [Fact]
    public void Equals_AnyOneElementAnother_IsFalse()
    {
        Assert.True(VerificationKey.TryRead(SomeKey, out VerificationKey? key, out _));
        G1Affine[] commitments = [.. key!.Commitments];
        Assert.Equal(key, Create(0, 0, 0));
        Assert.NotEqual(key, Create(1, 0, 0));
        Assert.NotEqual(key, Create(0, 1, 0));
        Assert.NotEqual(key, Create(0, 0, 1));
        for (int i = 0; i < commitments.Length; i++)
        {
            G1Affine kept = commitments[i];
            commitments[i] = (G1Jacobian.Generator + kept).ToAffine();
            Assert.NotEqual(key, Create(0, 0, 0));
            Assert.NotEqual(key.Hash, Create(0, 0, 0).Hash);
            commitments[i] = kept;
        }

        VerificationKey Create(int size, int count, int offset) =>
            new(key.LogCircuitSize + size, key.PublicInputCount + count, key.PublicInputOffset + offset, commitments);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(VerificationKey.LengthBytes - 1)]
    [InlineData(VerificationKey.LengthBytes + 32)]
    public void TryRead_WrongLength_IsRefused(int length)
    {
        Assert.False(VerificationKey.TryRead(new byte[length], out VerificationKey? key, out string? reason));
        Assert.Null(key);
        Assert.Contains("bytes", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 25)]
    [InlineData(1, 1 << 30)]
    [InlineData(2, 1 << 30)]
    public void TryRead_HeaderOutOfRange_IsRefused(int element, int value)
    {
        byte[] bytes = SomeKey.ToArray();
        Fr.FromUInt64((ulong)value).WriteBigEndian(bytes.AsSpan(32 * element));

        Assert.False(VerificationKey.TryRead(bytes, out _, out string? reason));
        Assert.Contains("exceeds", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_EveryCommitmentCoordinateAltered_IsRefused()
    {
        for (int element = 3; element < VerificationKey.ElementCount; element++)
        {
            byte[] bytes = SomeKey.ToArray();
            bytes[(32 * element) + 31] ^= 1;
            Assert.False(VerificationKey.TryRead(bytes, out _, out _), $"element {element}");
        }
    }

    [Fact]
    public void TryRead_ElementNotBelowModulus_IsRefused()
    {
        byte[] bytes = SomeKey.ToArray();
        Fr.Modulus.WriteBigEndian(bytes.AsSpan(32 * 3));

        Assert.False(VerificationKey.TryRead(bytes, out _, out string? reason));
        Assert.Contains("modulus", reason, StringComparison.Ordinal);
    }
}
