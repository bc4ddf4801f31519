using System.Globalization;
using System.Numerics;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>A point of a non-native curve outside circuits, as integers; the default value is not a point.</summary>
/// <param name="X">Abscissa; 0 at infinity.</param>
/// <param name="Y">Ordinate; 0 at infinity.</param>
/// <param name="IsInfinity">Whether it is the neutral element.</param>
public readonly record struct IntegerPoint(BigInteger X, BigInteger Y, bool IsInfinity = false)
{
    /// <summary>The neutral element.</summary>
    public static IntegerPoint Infinity { get; } = new(BigInteger.Zero, BigInteger.Zero, IsInfinity: true);

    /// <summary>Both coordinates as 32 bytes, most significant first.</summary>
    public (byte[] X, byte[] Y) ToBytes() => (ToBytes(X), ToBytes(Y));

    /// <summary>A point from hexadecimal coordinates.</summary>
    internal static IntegerPoint ParseHex(string x, string y) => new(Parse(x), Parse(y));

    private static byte[] ToBytes(in BigInteger coordinate)
    {
        byte[] bytes = new byte[32];
        int length = coordinate.GetByteCount(isUnsigned: true);
        _ = coordinate.TryWriteBytes(bytes.AsSpan(bytes.Length - length), out _, isUnsigned: true, isBigEndian: true);
        return bytes;
    }

    private static BigInteger Parse(string digits) => BigInteger.Parse("0" + digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
