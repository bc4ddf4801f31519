using System.Globalization;
using System.Numerics;

namespace Chonk.Prover.Circuits.NonNativeFields;

/// <summary>The field of coordinates of secp256r1, <c>2^256 - 2^224 + 2^192 + 2^96 - 1</c> [SEC 2 v2, section 2.4.2].</summary>
public readonly record struct Secp256r1BaseModulus : INonNativeModulus
{
    /// <inheritdoc/>
    public static BigInteger Modulus { get; } = BigInteger.Parse("0ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
