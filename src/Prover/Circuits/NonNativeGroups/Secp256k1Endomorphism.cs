using System.Globalization;
using System.Numerics;
using Chonk.Prover.Circuits.NonNativeFields;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>
/// The endomorphism <c>(x, y) -> (beta x, y)</c> of secp256k1, which multiplies points by lambda; beta and lambda are cube roots of one modulo p
/// and n. A scalar is <c>k_0 - k_1 lambda</c> with k_0 and k_1 of half its width [Gallant, Lambert, Vanstone 2001, section 4].
/// </summary>
internal static class Secp256k1Endomorphism
{
    private static readonly BigInteger N = Secp256k1ScalarModulus.Modulus;
    private static readonly ((BigInteger A, BigInteger B) First, (BigInteger A, BigInteger B) Second) Basis = ShortBasis();

    /// <summary>The cube root of one modulo p.</summary>
    public static BigInteger Beta { get; } = Parse("7ae96a2b657c07106e64479eac3434e99cf0497512f58995c1396c28719501ee");

    /// <summary>The cube root of one modulo n.</summary>
    public static BigInteger Lambda { get; } = Parse("5363ad4cc05c30e0a5261c028812645a122e22ea20816678df02967c1b23bd72");

    /// <summary>k_0, not negative, and k_1, both below 2^129 in absolute value.</summary>
    public static (BigInteger Low, BigInteger High) Split(in BigInteger scalar)
    {
        // The vector (k, 0) minus the nearby one of the lattice of all (a, b) with a = b lambda, moved until its first entry is not negative.
        (BigInteger a1, BigInteger b1) = Basis.First;
        (BigInteger a2, BigInteger b2) = Basis.Second;
        BigInteger determinant = (a1 * b2) - (a2 * b1);
        BigInteger c1 = DivideRounded(scalar * b2, determinant);
        BigInteger c2 = DivideRounded(-scalar * b1, determinant);
        BigInteger low = scalar - (c1 * a1) - (c2 * a2);
        BigInteger high = -(c1 * b1) - (c2 * b2);
        while (low.Sign < 0)
        {
            (low, high) = (low + a1, high + b1);
        }

        return (low, high);
    }

    /// <summary>The two steps of Euclid's algorithm on (n, lambda) around sqrt n, the longer first.</summary>
    private static ((BigInteger A, BigInteger B) First, (BigInteger A, BigInteger B) Second) ShortBasis()
    {
        (BigInteger u0, BigInteger u1) = (N, Parse("5363ad4cc05c30e0a5261c028812645a122e22ea20816678df02967c1b23bd72"));
        (BigInteger v0, BigInteger v1) = (BigInteger.Zero, BigInteger.One);
        while (u1 * u1 > N)
        {
            BigInteger quotient = BigInteger.DivRem(u0, u1, out BigInteger rest);
            (u0, u1) = (u1, rest);
            (v0, v1) = (v1, v0 - (quotient * v1));
        }

        return ((u0, v0), (u1, v1));
    }

    private static BigInteger DivideRounded(in BigInteger dividend, in BigInteger divisor)
    {
        BigInteger sign = divisor.Sign;
        BigInteger positive = divisor * sign;
        BigInteger doubled = (2 * dividend * sign) + positive;
        return (doubled - doubled.Mod(2 * positive)) / (2 * positive);
    }

    private static BigInteger Parse(string digits) => BigInteger.Parse("0" + digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
