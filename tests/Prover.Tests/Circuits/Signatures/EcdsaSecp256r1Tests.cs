using System.Numerics;
using System.Security.Cryptography;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Relations;
using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.NonNativeFields;
using Chonk.Prover.Circuits.Signatures;
using Chonk.Prover.Tests.Acir.Gates;
using Xunit;

namespace Chonk.Prover.Tests.Circuits.Signatures;

/// <summary>Signatures made by .NET, and inputs that no signature has: the verdict, and that the columns satisfy all relations either way.</summary>
public sealed class EcdsaSecp256r1Tests
{
    private static readonly BigInteger N = Secp256r1ScalarModulus.Modulus;

    [Fact]
    public void Verify_SignatureOfNet_IsTrueAndSatisfiesTheCircuit()
    {
        Signed signed = Sign();
        Assert.True(Verify(signed, checkColumns: true));
    }

    [Theory]
    [InlineData("digest")]
    [InlineData("r")]
    [InlineData("s")]
    [InlineData("high s")]
    [InlineData("zero s")]
    [InlineData("zero r")]
    [InlineData("r above the order")]
    [InlineData("key off the curve")]
    [InlineData("key above the modulus")]
    public void Verify_AlteredInput_IsFalseAndSatisfiesTheCircuit(string what)
    {
        Signed signed = Sign();
        switch (what)
        {
            case "digest":
                signed.Digest[31] ^= 1;
                break;
            case "r":
                signed.R[31] ^= 1;
                break;
            case "s":
                signed.S[31] ^= 1;
                break;
            case "high s":
                signed = signed with { S = Bytes(N - Integer(signed.S)) };
                break;
            case "zero s":
                signed = signed with { S = new byte[32] };
                break;
            case "zero r":
                signed = signed with { R = new byte[32] };
                break;
            case "r above the order":
                signed = signed with { R = Bytes(N + 5) };
                break;
            case "key off the curve":
                signed.X[31] ^= 1;
                break;
            default:
                signed = signed with { X = [.. Enumerable.Repeat((byte)0xff, 32)] };
                break;
        }

        Assert.False(Verify(signed, checkColumns: what is "digest" or "key off the curve" or "zero s"));
    }

    [Fact]
    public void Verify_FalseVerdictClaimedTrue_IsRefused()
    {
        Signed signed = Sign();
        signed.Digest[0] ^= 1;
        using MegaCircuitBuilder circuit = new();
        Verdict(circuit, signed).AssertEqual(CircuitBool.True);
        Assert.NotNull(circuit.Failure);
    }

    private static bool Verify(Signed signed, bool checkColumns)
    {
        using MegaCircuitBuilder circuit = new();
        CircuitBool verdict = Verdict(circuit, signed);
        Assert.Null(circuit.Failure);
        if (checkColumns)
        {
            RelationViolation? violation = CircuitSatisfaction.FindRelationViolation(circuit);
            Assert.Null(violation);
        }

        return verdict.Value;
    }

    private static CircuitBool Verdict(MegaCircuitBuilder circuit, Signed signed) => EcdsaSecp256r1.Verify(
        CircuitInputs.Of(circuit, signed.Digest),
        CircuitInputs.Of(circuit, signed.X),
        CircuitInputs.Of(circuit, signed.Y),
        CircuitInputs.Of(circuit, signed.R),
        CircuitInputs.Of(circuit, signed.S));

    private static Signed Sign()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] digest = SHA256.HashData("A message."u8);
        byte[] signature = key.SignHash(digest);
        Assert.True(key.VerifyHash(digest, signature));
        ECPoint q = key.ExportParameters(includePrivateParameters: false).Q;
        BigInteger s = Integer(signature[32..]);
        return new(digest, q.X!, q.Y!, signature[..32], Bytes(s > N / 2 ? N - s : s));
    }

    private static BigInteger Integer(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger value)
    {
        byte[] bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    private sealed record Signed(byte[] Digest, byte[] X, byte[] Y, byte[] R, byte[] S);
}
