using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.NonNativeFields;
using Chonk.Prover.Circuits.NonNativeGroups;
using Chonk.Prover.Circuits.Signatures;
using Chonk.Prover.Tests.Acir.Gates;
using Xunit;

namespace Chonk.Prover.Tests.Circuits.Signatures;

/// <summary>
/// Signatures made by .NET, published ones, and inputs that no signature has: the verdict, and that the circuit is satisfied either way.
/// </summary>
/// <param name="curve">The curve by .NET's name.</param>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">The order.</typeparam>
public abstract class EcdsaTests<TCurve, TBase, TScalar>(string curve)
    where TCurve : struct, IEcdsaCurve<TCurve, TBase, TScalar>
    where TBase : struct, INonNativeModulus
    where TScalar : struct, INonNativeModulus
{
    private static readonly BigInteger N = TScalar.Modulus;

    [Fact]
    public void Verify_SignatureOfNet_IsTrueAndSatisfiesTheCircuit()
    {
        Assert.True(Verify(Sign()));
    }

    [Theory]
    [InlineData("digest")]
    [InlineData("r")]
    [InlineData("s")]
    [InlineData("high s")]
    [InlineData("zero s")]
    [InlineData("zero r")]
    [InlineData("r above the order")]
    [InlineData("s = n")]
    [InlineData("key off the curve")]
    [InlineData("key above the modulus")]
    [InlineData("key at infinity")]
    [InlineData("other key")]
    [InlineData("all bits set")]
    public void Verify_AlteredInput_IsFalseAndSatisfiesTheCircuit(string what)
    {
        Signed signed = Sign();
        byte[] ones = [.. Enumerable.Repeat((byte)0xff, 32)];
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
            case "s = n":
                signed = signed with { S = Bytes(N) };
                break;
            case "key off the curve":
                signed.X[31] ^= 1;
                break;
            case "key above the modulus":
                signed = signed with { X = ones };
                break;
            case "key at infinity":
                signed = signed with { X = new byte[32], Y = new byte[32] };
                break;
            case "other key":
                IntegerPoint point = IntegerCurve<TCurve, TBase, TScalar>.Multiply(TCurve.Generator, 12345);
                signed = signed with { X = point.ToBytes().X, Y = point.ToBytes().Y };
                break;
            default:
                signed = new(ones, ones, ones, ones, ones);
                break;
        }

        Assert.False(Verify(signed, checkColumns: what is "digest" or "zero s" or "zero r" or "key off the curve" or "key at infinity" or "all bits set"));
    }

    /// <summary>The generator itself as the key, and digests of zero and of n: sums whose terms are close to each other.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Verify_GeneratorAsKey_AgreesWithTheDefinition(int kind)
    {
        BigInteger digest = kind == 0 ? BigInteger.Zero : kind == 1 ? N : 77;
        BigInteger nonce = 1234567;
        BigInteger r = IntegerCurve<TCurve, TBase, TScalar>.Multiply(TCurve.Generator, nonce).X % N;
        BigInteger s = (digest + r) * BigInteger.ModPow(nonce, N - 2, N) % N;
        s = s > N / 2 ? N - s : s;
        (byte[] x, byte[] y) = TCurve.Generator.ToBytes();
        Assert.True(Verify(new(Bytes(digest), x, y, Bytes(r), Bytes(s))));
    }

    /// <summary>A wrong verdict, whichever way, is found in the columns alone.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Verify_VerdictClaimedToBeTheOther_IsRefused(bool isValid)
    {
        Signed signed = Sign();
        signed.Digest[0] ^= isValid ? (byte)0 : (byte)1;
        using MegaCircuitBuilder circuit = new();
        Verdict(circuit, signed).AssertEqual(CircuitBool.Constant(circuit, !isValid));
        Assert.NotNull(circuit.Failure);
        Assert.NotNull(CircuitSatisfaction.FindRelationViolation(circuit));
    }

    /// <summary>A published signature.</summary>
    /// <param name="message">What is hashed by SHA-256.</param>
    /// <param name="key">The public key, two halves in hexadecimal.</param>
    /// <param name="r">r.</param>
    /// <param name="s">s.</param>
    protected static void AssertPublished(string message, IntegerPoint key, string r, string s)
    {
        (byte[] x, byte[] y) = key.ToBytes();
        Signed signed = new(SHA256.HashData(Encoding.ASCII.GetBytes(message)), x, y, Convert.FromHexString(r), Convert.FromHexString(s));
        bool isHigh = Integer(signed.S) > N / 2;
        Assert.Equal(!isHigh, Verify(signed));
        if (isHigh)
        {
            Assert.True(Verify(signed with { S = Bytes(N - Integer(signed.S)) }));
        }
    }

    private static bool Verify(Signed signed, bool checkColumns = true)
    {
        using MegaCircuitBuilder circuit = new();
        CircuitBool verdict = Verdict(circuit, signed);
        Assert.Null(circuit.Failure);
        if (checkColumns)
        {
            Assert.Null(CircuitSatisfaction.FindRelationViolation(circuit));
        }

        return verdict.Value;
    }

    private static CircuitBool Verdict(MegaCircuitBuilder circuit, Signed signed) => Ecdsa<TCurve, TBase, TScalar>.Verify(
        CircuitInputs.Of(circuit, signed.Digest),
        CircuitInputs.Of(circuit, signed.X),
        CircuitInputs.Of(circuit, signed.Y),
        CircuitInputs.Of(circuit, signed.R),
        CircuitInputs.Of(circuit, signed.S));

    private static BigInteger Integer(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger value)
    {
        byte[] bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    private Signed Sign()
    {
        using ECDsa key = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        byte[] digest = SHA256.HashData("A message."u8);
        byte[] signature = key.SignHash(digest);
        Assert.True(key.VerifyHash(digest, signature));
        ECPoint q = key.ExportParameters(includePrivateParameters: false).Q;
        BigInteger s = Integer(signature[32..]);
        return new(digest, q.X!, q.Y!, signature[..32], Bytes(s > N / 2 ? N - s : s));
    }

    private sealed record Signed(byte[] Digest, byte[] X, byte[] Y, byte[] R, byte[] S);
}

/// <summary>secp256r1.</summary>
public sealed class EcdsaSecp256r1Tests() : EcdsaTests<Secp256r1, Secp256r1BaseModulus, Secp256r1ScalarModulus>("nistP256")
{
    /// <summary>[RFC 6979, section A.2.5]; of the first, s is in the upper half.</summary>
    [Theory]
    [InlineData(
        "sample",
        "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
        "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8")]
    [InlineData(
        "test",
        "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367",
        "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083")]
    public void Verify_PublishedSignature_IsTrueForTheLowerS(string message, string r, string s) => AssertPublished(
        message,
        IntegerPoint.ParseHex(
            "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6",
            "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299"),
        r,
        s);
}

/// <summary>secp256k1.</summary>
public sealed class EcdsaSecp256k1Tests() : EcdsaTests<Secp256k1, Secp256k1BaseModulus, Secp256k1ScalarModulus>("secP256k1")
{
    /// <summary>Deterministic signatures by the private key 1 that libraries of Bitcoin test themselves with (trezor-crypto, test_check.c).</summary>
    [Theory]
    [InlineData(
        "Satoshi Nakamoto",
        "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8",
        "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5")]
    [InlineData(
        "All those moments will be lost in time, like tears in rain. Time to die...",
        "8600dbd41e348fe5c9465ab92d23e3db8b98b873beecd930736488696438cb6b",
        "547fe64427496db33bf66019dacbf0039c04199abb0122918601db38a72cfc21")]
    public void Verify_PublishedSignature_IsTrueForTheLowerS(string message, string r, string s) =>
        AssertPublished(message, Secp256k1.Generator, r, s);
}
