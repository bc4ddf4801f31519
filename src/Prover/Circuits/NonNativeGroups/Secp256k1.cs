using System.Numerics;
using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.NonNativeFields;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>secp256k1: <c>y^2 = x^3 + 7</c> [SEC 2 v2, section 2.4.1].</summary>
public readonly record struct Secp256k1 : IEcdsaCurve<Secp256k1, Secp256k1BaseModulus, Secp256k1ScalarModulus>
{
    /// <inheritdoc/>
    public static BigInteger A => BigInteger.Zero;

    /// <inheritdoc/>
    public static BigInteger B => 7;

    /// <inheritdoc/>
    public static IntegerPoint Generator { get; } = IntegerPoint.ParseHex(
        "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
        "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8");

    /// <inheritdoc/>
    public static IntegerPoint OffsetGenerator { get; } = IntegerPoint.ParseHex(
        "a09161947fa2686b64871af23b35a2c24e1e9e57ed9e554ace1b1ee6f0962a9f",
        "a70752750a2862346d5320d31184c6afcc86f6bf12dfc54cb4875879bd146359");

    /// <inheritdoc/>
    public static (NonNativePoint<Secp256k1, Secp256k1BaseModulus, Secp256k1ScalarModulus> Sum, CircuitBool IsAcceptable) MultiplyAdd(
        NonNativePoint<Secp256k1, Secp256k1BaseModulus, Secp256k1ScalarModulus> key,
        in CircuitBool isOnCurve,
        NonNativeField<Secp256k1ScalarModulus> u1,
        NonNativeField<Secp256k1ScalarModulus> u2) => Secp256k1Multiplication.MultiplyAdd(key, u1, u2);
}
