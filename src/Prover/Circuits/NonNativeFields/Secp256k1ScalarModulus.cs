using System.Globalization;
using System.Numerics;

namespace Chonk.Prover.Circuits.NonNativeFields;

/// <summary>The order of secp256k1 [SEC 2 v2, section 2.4.1].</summary>
public readonly record struct Secp256k1ScalarModulus : INonNativeModulus
{
    /// <inheritdoc/>
    public static BigInteger Modulus { get; } = BigInteger.Parse("0fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
