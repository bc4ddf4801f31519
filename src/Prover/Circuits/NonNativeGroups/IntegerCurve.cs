using System.Numerics;
using Chonk.Prover.Circuits.NonNativeFields;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>The group law outside circuits, for hints and tables: affine, one inversion per addition, variable time.</summary>
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

    /// <summary><c>k P</c> for a non-negative integer k.</summary>
    public static IntegerPoint Multiply(in IntegerPoint point, in BigInteger scalar)
    {
        IntegerPoint result = IntegerPoint.Infinity;
        for (int i = scalar.BitCount() - 1; i >= 0; i--)
        {
            result = Double(result);
            if (!((scalar >> i) & 1).IsZero)
            {
                result = Add(result, point);
            }
        }

        return result;
    }

    private static IntegerPoint Chord(in IntegerPoint point, in BigInteger otherX, in BigInteger slope)
    {
        BigInteger x = ((slope * slope) - point.X - otherX).Mod(P);
        return new(x, ((slope * (point.X - x)) - point.Y).Mod(P));
    }
}
