using System.Globalization;
using System.Numerics;

namespace Chonk.Prover.Circuits.NonNativeFields;

/// <summary>The field of coordinates of secp256k1, <c>2^256 - 2^32 - 977</c> [SEC 2 v2, section 2.4.1].</summary>
public readonly record struct Secp256k1BaseModulus : INonNativeModulus
{
    /// <inheritdoc/>
    public static BigInteger Modulus { get; } = BigInteger.Parse("0fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
