using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Curves;

/// <summary>
/// A point in Jacobian coordinates: (X / Z^2, Y / Z^3), or infinity when Z = 0 (whose bits may all be zero). All operations are exact
/// for every pair of operands: equal, opposite, and infinity. Costs in field products M and squarings S: doubling 2M + 5S, mixed
/// addition 7M + 4S, addition 11M + 5S. Source: [Bernstein, Lange, Explicit-Formulas Database, dbl-2009-l, madd-2007-bl, add-2007-bl,
/// hyperelliptic.org/EFD/g1p/auto-shortw-jacobian-0.html]. Not constant time.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">Field of the scalars.</typeparam>
[StructLayout(LayoutKind.Sequential)]
public readonly struct JacobianPoint<TCurve, TBase, TScalar> : IEquatable<JacobianPoint<TCurve, TBase, TScalar>>
    where TCurve : struct, ICurve<TCurve, TBase, TScalar>
    where TBase : struct, IField<TBase>
    where TScalar : struct, IPrimeField<TScalar>
{
    /// <summary>Abscissa times Z^2.</summary>
    public readonly TBase X;

    /// <summary>Ordinate times Z^3.</summary>
    public readonly TBase Y;

    /// <summary>The denominator; 0 at infinity.</summary>
    public readonly TBase Z;

    private JacobianPoint(in TBase x, in TBase y, in TBase z)
    {
        X = x;
        Y = y;
        Z = z;
    }

    /// <summary>The neutral element.</summary>
    public static JacobianPoint<TCurve, TBase, TScalar> Infinity => default;

    /// <summary>The fixed generator of the subgroup of prime order.</summary>
    public static JacobianPoint<TCurve, TBase, TScalar> Generator => FromAffine(AffinePoint<TCurve, TBase, TScalar>.Generator);

    /// <summary>Whether this is the neutral element.</summary>
    public bool IsInfinity
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Z.IsZero;
    }

    /// <summary>Whether Y^2 = X^3 + b Z^6 holds, or this is infinity.</summary>
    public bool IsOnCurve =>
        IsInfinity || TBase.Square(Y).Equals((TBase.Square(X) * X) + (TCurve.B * TBase.Square(TBase.Square(Z) * Z)));

    /// <summary>The same point with Z = 1.</summary>
    public static JacobianPoint<TCurve, TBase, TScalar> FromAffine(in AffinePoint<TCurve, TBase, TScalar> point) =>
        point.IsInfinity ? default : new(point.X, point.Y, TBase.One);

    /// <summary>The same point with Z = 1.</summary>
    public static implicit operator JacobianPoint<TCurve, TBase, TScalar>(in AffinePoint<TCurve, TBase, TScalar> point) =>
        FromAffine(point);

    /// <summary><c>2 * point</c>.</summary>
    public static JacobianPoint<TCurve, TBase, TScalar> Double(in JacobianPoint<TCurve, TBase, TScalar> point)
    {
        // No point of order 2 exists (x^3 + b = 0 has y = 0; the groups have odd order), so 2P = infinity only for infinity.
        TBase a = TBase.Square(point.X);
        TBase b = TBase.Square(point.Y);
        TBase c = TBase.Square(b);
        TBase d = TBase.Double(TBase.Square(point.X + b) - a - c);
        TBase e = TBase.Double(a) + a;
        TBase x = TBase.Square(e) - TBase.Double(d);
        TBase y = (e * (d - x)) - TBase.Double(TBase.Double(TBase.Double(c)));
        return new(x, y, TBase.Double(point.Y * point.Z));
    }

    /// <summary><c>left + right</c>.</summary>
    public static JacobianPoint<TCurve, TBase, TScalar> operator +(
        in JacobianPoint<TCurve, TBase, TScalar> left, in JacobianPoint<TCurve, TBase, TScalar> right)
    {
        if (left.IsInfinity)
        {
            return right;
        }

        if (right.IsInfinity)
        {
            return left;
        }

        TBase z1z1 = TBase.Square(left.Z);
        TBase z2z2 = TBase.Square(right.Z);
        TBase u1 = left.X * z2z2;
        TBase s1 = left.Y * right.Z * z2z2;
        TBase h = (right.X * z1z1) - u1;
        TBase r = TBase.Double((right.Y * left.Z * z1z1) - s1);
        if (h.IsZero)
        {
            return r.IsZero ? Double(left) : default;
        }

        TBase i = TBase.Square(TBase.Double(h));
        TBase j = h * i;
        TBase v = u1 * i;
        TBase x = TBase.Square(r) - j - TBase.Double(v);
        TBase y = (r * (v - x)) - TBase.Double(s1 * j);
        return new(x, y, (TBase.Square(left.Z + right.Z) - z1z1 - z2z2) * h);
    }

    /// <summary><c>left + right</c>, the right operand affine.</summary>
    public static JacobianPoint<TCurve, TBase, TScalar> operator +(
        in JacobianPoint<TCurve, TBase, TScalar> left, in AffinePoint<TCurve, TBase, TScalar> right)
    {
        if (left.IsInfinity)
        {
            return FromAffine(right);
        }

        if (right.IsInfinity)
        {
            return left;
        }

        TBase z1z1 = TBase.Square(left.Z);
        TBase h = (right.X * z1z1) - left.X;
        TBase r = TBase.Double((right.Y * left.Z * z1z1) - left.Y);
        if (h.IsZero)
        {
            return r.IsZero ? Double(left) : default;
        }

        TBase hh = TBase.Square(h);
        TBase i = TBase.Double(TBase.Double(hh));
        TBase j = h * i;
        TBase v = left.X * i;
        TBase x = TBase.Square(r) - j - TBase.Double(v);
        TBase y = (r * (v - x)) - TBase.Double(left.Y * j);
        return new(x, y, TBase.Square(left.Z + h) - z1z1 - hh);
    }

    /// <summary><c>left - right</c>.</summary>
    public static JacobianPoint<TCurve, TBase, TScalar> operator -(
        in JacobianPoint<TCurve, TBase, TScalar> left, in JacobianPoint<TCurve, TBase, TScalar> right) => left + (-right);

    /// <summary>The mirrored point.</summary>
    public static JacobianPoint<TCurve, TBase, TScalar> operator -(in JacobianPoint<TCurve, TBase, TScalar> point) =>
        new(point.X, -point.Y, point.Z);

    /// <summary><c>scalar * point</c>.</summary>
    public static JacobianPoint<TCurve, TBase, TScalar> operator *(
        in JacobianPoint<TCurve, TBase, TScalar> point, in TScalar scalar) => Multiply(point, scalar.ToInteger());

    /// <summary>Equality of points, whatever their denominators.</summary>
    public static bool operator ==(in JacobianPoint<TCurve, TBase, TScalar> left, in JacobianPoint<TCurve, TBase, TScalar> right) =>
        left.Equals(right);

    /// <summary>Difference of points.</summary>
    public static bool operator !=(in JacobianPoint<TCurve, TBase, TScalar> left, in JacobianPoint<TCurve, TBase, TScalar> right) =>
        !left.Equals(right);

    /// <summary><c>scalar * point</c> for any integer; windows of four bits after a table of 15 multiples.</summary>
    public static JacobianPoint<TCurve, TBase, TScalar> Multiply(in JacobianPoint<TCurve, TBase, TScalar> point, in UInt256 scalar)
    {
        const int WindowBits = 4;
        JacobianPoint<TCurve, TBase, TScalar>[] multiples = new JacobianPoint<TCurve, TBase, TScalar>[1 << WindowBits];
        for (int i = 1; i < multiples.Length; i++)
        {
            multiples[i] = (i & 1) == 0 ? Double(multiples[i / 2]) : multiples[i - 1] + point;
        }

        JacobianPoint<TCurve, TBase, TScalar> sum = default;
        for (int digit = ((scalar.BitLength + WindowBits - 1) / WindowBits) - 1; digit >= 0; digit--)
        {
            for (int i = 0; i < WindowBits; i++)
            {
                sum = Double(sum);
            }

            sum += multiples[(int)scalar.GetBits(digit * WindowBits, WindowBits)];
        }

        return sum;
    }

    /// <summary>The same point in affine form; one inversion.</summary>
    public AffinePoint<TCurve, TBase, TScalar> ToAffine()
    {
        TBase inverse = TBase.InverseOrZero(Z);
        TBase square = TBase.Square(inverse);
        return AffinePoint<TCurve, TBase, TScalar>.CreateUnchecked(X * square, Y * square * inverse);
    }

    /// <summary>The same points in affine form; one inversion for all, and <c>2 * n</c> field elements of scratch.</summary>
    /// <param name="points">n points; infinity is allowed.</param>
    /// <param name="destination">n affine points.</param>
    public static void ToAffine(
        ReadOnlySpan<JacobianPoint<TCurve, TBase, TScalar>> points, Span<AffinePoint<TCurve, TBase, TScalar>> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, points.Length);
        TBase[] inverses = new TBase[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            inverses[i] = points[i].Z;
        }

        BatchInverse.Invert<TBase>(inverses);
        for (int i = 0; i < points.Length; i++)
        {
            TBase square = TBase.Square(inverses[i]);
            destination[i] = AffinePoint<TCurve, TBase, TScalar>.CreateUnchecked(
                points[i].X * square, points[i].Y * square * inverses[i]);
        }
    }

    /// <inheritdoc/>
    public bool Equals(JacobianPoint<TCurve, TBase, TScalar> other)
    {
        if (IsInfinity || other.IsInfinity)
        {
            return IsInfinity == other.IsInfinity;
        }

        TBase z1z1 = TBase.Square(Z);
        TBase z2z2 = TBase.Square(other.Z);
        return (X * z2z2).Equals(other.X * z1z1) && (Y * z2z2 * other.Z).Equals(other.Y * z1z1 * Z);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JacobianPoint<TCurve, TBase, TScalar> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToAffine().GetHashCode();

    /// <summary>The affine form as text.</summary>
    public override string ToString() => ToAffine().ToString();
}
