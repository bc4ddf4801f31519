using System.Globalization;
using System.Numerics;

namespace Chonk.Prover.Circuits.NonNativeFields;

/// <summary>The order of secp256r1 [SEC 2 v2, section 2.4.2].</summary>
public readonly record struct Secp256r1ScalarModulus : INonNativeModulus
{
    /// <inheritdoc/>
    public static BigInteger Modulus { get; } = BigInteger.Parse("0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
