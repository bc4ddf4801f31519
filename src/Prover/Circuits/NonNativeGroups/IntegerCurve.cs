using System.Numerics;
using Chonk.Prover.Circuits.NonNativeFields;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>The group law outside circuits, for hints and tables: in variable time, and one inversion per addition but where a method says otherwise.</summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">The order.</typeparam>
public static class IntegerCurve<TCurve, TBase, TScalar>
    where TCurve : struct, INonNativeCurve<TBase, TScalar>
    where TBase : struct, INonNativeModulus
    where TScalar : struct, INonNativeModulus
{
    private static readonly BigInteger P = TBase.Modulus;

    /// <summary>Whether <c>y^2 = x^3 + a x + b</c>; infinity counts.</summary>
    public static bool Contains(in IntegerPoint point) =>
        point.IsInfinity || ((point.Y * point.Y) - (((point.X * point.X) + TCurve.A) * point.X) - TCurve.B).Mod(P).IsZero;

    /// <summary><c>-P</c>.</summary>
    public static IntegerPoint Negate(in IntegerPoint point) => point.IsInfinity ? point : point with { Y = (-point.Y).Mod(P) };

    /// <summary><c>P + Q</c>.</summary>
    public static IntegerPoint Add(in IntegerPoint left, in IntegerPoint right)
    {
        if (left.IsInfinity)
        {
            return right;
        }

        if (right.IsInfinity)
        {
            return left;
        }

        if (left.X == right.X)
        {
            return left.Y == right.Y && !left.Y.IsZero ? Double(left) : IntegerPoint.Infinity;
        }

        return Chord(left, right.X, (right.Y - left.Y) * (right.X - left.X).InverseOrZero(P) % P);
    }

    /// <summary><c>2 P</c>.</summary>
    public static IntegerPoint Double(in IntegerPoint point) =>
        point.IsInfinity || point.Y.IsZero
            ? IntegerPoint.Infinity
            : Chord(point, point.X, ((3 * point.X * point.X) + TCurve.A) * (2 * point.Y).InverseOrZero(P) % P);

    /// <summary><c>P_i + Q_i</c> for all i, with one inversion [Montgomery 1987, section 10.3.1].</summary>
    public static IntegerPoint[] AddAll(ReadOnlySpan<IntegerPoint> left, ReadOnlySpan<IntegerPoint> right)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(left.Length, right.Length);
        var differences = new BigInteger[left.Length];
        var products = new BigInteger[left.Length + 1];
        products[0] = BigInteger.One;
        for (int i = 0; i < left.Length; i++)
        {
            BigInteger difference = (right[i].X - left[i].X).Mod(P);
            bool isChord = !left[i].IsInfinity && !right[i].IsInfinity && !difference.IsZero;
            differences[i] = isChord ? difference : BigInteger.Zero;
            products[i + 1] = isChord ? products[i] * difference % P : products[i];
        }

        BigInteger inverse = products[^1].InverseOrZero(P);
        var sums = new IntegerPoint[left.Length];
        for (int i = left.Length - 1; i >= 0; i--)
        {
            if (differences[i].IsZero)
            {
                sums[i] = Add(left[i], right[i]);
                continue;
            }

            sums[i] = Chord(left[i], right[i].X, (right[i].Y - left[i].Y) * (inverse * products[i] % P) % P);
            inverse = inverse * differences[i] % P;
        }

        return sums;
    }

    /// <summary><c>k P</c> for a non-negative integer k: doublings and additions in Jacobian coordinates, <c>(X / Z^2, Y / Z^3)</c>.</summary>
    public static IntegerPoint Multiply(in IntegerPoint point, in BigInteger scalar)
    {
        (BigInteger x, BigInteger y, BigInteger z) = (BigInteger.One, BigInteger.One, BigInteger.Zero);
        for (int i = point.IsInfinity ? -1 : scalar.BitCount() - 1; i >= 0; i--)
        {
            (x, y, z) = DoubleJacobian(x, y, z);
            if (!((scalar >> i) & 1).IsZero)
            {
                (x, y, z) = AddJacobian(x, y, z, point);
            }
        }

        if (z.IsZero)
        {
            return IntegerPoint.Infinity;
        }

        BigInteger inverse = z.InverseOrZero(P);
        BigInteger square = inverse * inverse % P;
        return new((x * square).Mod(P), (y * square % P * inverse).Mod(P));
    }

    /// <summary><c>S = 4 X Y^2, M = 3 X^2 + a Z^4, X' = M^2 - 2 S, Y' = M (S - X') - 8 Y^4, Z' = 2 Y Z</c>.</summary>
    private static (BigInteger X, BigInteger Y, BigInteger Z) DoubleJacobian(in BigInteger x, in BigInteger y, in BigInteger z)
    {
        BigInteger yy = y * y % P;
        BigInteger zz = z * z % P;
        BigInteger s = 4 * x * yy % P;
        BigInteger m = ((3 * x * x) + (TCurve.A * (zz * zz % P))) % P;
        BigInteger x3 = ((m * m) - (2 * s)) % P;
        return (x3, ((m * (s - x3)) - (8 * yy * yy)) % P, 2 * y * z % P);
    }

    /// <summary><c>H = x Z^2 - X, R = y Z^3 - Y, X' = R^2 - H^3 - 2 X H^2, Y' = R (X H^2 - X') - Y H^3, Z' = Z H</c> for the addend (x, y).</summary>
    private static (BigInteger X, BigInteger Y, BigInteger Z) AddJacobian(in BigInteger x, in BigInteger y, in BigInteger z, in IntegerPoint addend)
    {
        if (z.IsZero)
        {
            return (addend.X, addend.Y, BigInteger.One);
        }

        BigInteger zz = z * z % P;
        BigInteger h = ((addend.X * zz) - x).Mod(P);
        BigInteger r = ((addend.Y * (zz * z % P)) - y).Mod(P);
        if (h.IsZero)
        {
            return r.IsZero ? DoubleJacobian(x, y, z) : (BigInteger.One, BigInteger.One, BigInteger.Zero);
        }

        BigInteger hh = h * h % P;
        BigInteger hhh = hh * h % P;
        BigInteger v = x * hh % P;
        BigInteger x3 = ((r * r) - hhh - (2 * v)) % P;
        return (x3, ((r * (v - x3)) - (y * hhh)) % P, z * h % P);
    }

    private static IntegerPoint Chord(in IntegerPoint point, in BigInteger otherX, in BigInteger slope)
    {
        BigInteger x = ((slope * slope) - point.X - otherX).Mod(P);
        return new(x, ((slope * (point.X - x)) - point.Y).Mod(P));
    }
}
