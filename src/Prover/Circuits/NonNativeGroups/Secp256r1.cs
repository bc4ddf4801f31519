using System.Numerics;
using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.NonNativeFields;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>secp256r1 (P-256): <c>y^2 = x^3 - 3 x + b</c> [SEC 2 v2, section 2.4.2].</summary>
public readonly record struct Secp256r1 : IEcdsaCurve<Secp256r1, Secp256r1BaseModulus, Secp256r1ScalarModulus>
{
    /// <inheritdoc/>
    public static BigInteger A => Secp256r1BaseModulus.Modulus - 3;

    /// <inheritdoc/>
    public static BigInteger B { get; } = IntegerPoint.ParseHex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", "0").X;

    /// <inheritdoc/>
    public static IntegerPoint Generator { get; } = IntegerPoint.ParseHex(
        "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
        "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");

    /// <inheritdoc/>
    public static IntegerPoint OffsetGenerator { get; } = IntegerPoint.ParseHex(
        "b61bd0f5671bc04ec041799e87e735af4ed40920c6ca71e63c8010ff162bd90a",
        "338540b43f94cbfe32a1e62d192ea7d5827f4a4a66bb781a02321033110e492b");

    /// <summary>A point of unknown logarithm, hashed from "biggroup table offset generator", for the tables of the generator.</summary>
    public static IntegerPoint TableOffsetGenerator { get; } = IntegerPoint.ParseHex(
        "12f1907bc0f7caa93716082e67e3466f525281c6a2cd95990b6d3582b5c1375f",
        "3111b47a8c982605786143f3d7b4f4c754a1b83aeaa81a7af6b90176b7328d08");

    /// <inheritdoc/>
    public static (NonNativePoint<Secp256r1, Secp256r1BaseModulus, Secp256r1ScalarModulus> Sum, CircuitBool IsAcceptable) MultiplyAdd(
        NonNativePoint<Secp256r1, Secp256r1BaseModulus, Secp256r1ScalarModulus> key,
        in CircuitBool isOnCurve,
        NonNativeField<Secp256r1ScalarModulus> u1,
        NonNativeField<Secp256r1ScalarModulus> u2) => Secp256r1Multiplication.MultiplyAdd(key, isOnCurve, u1, u2);
}
