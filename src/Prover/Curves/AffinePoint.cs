using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Curves;

/// <summary>
/// A point (x, y) of a curve, or the point at infinity. Infinity is kept as (0, 0), which is never on y^2 = x^3 + b because b is not
/// zero; so the zero bits are the neutral element, in memory as in the serialised form. Coordinates are in Montgomery form.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">Field of the scalars.</typeparam>
[StructLayout(LayoutKind.Sequential)]
public readonly struct AffinePoint<TCurve, TBase, TScalar> : IEquatable<AffinePoint<TCurve, TBase, TScalar>>
    where TCurve : struct, ICurve<TCurve, TBase, TScalar>
    where TBase : struct, IField<TBase>
    where TScalar : struct, IPrimeField<TScalar>
{
    /// <summary>Abscissa; 0 at infinity.</summary>
    public readonly TBase X;

    /// <summary>Ordinate; 0 at infinity.</summary>
    public readonly TBase Y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private AffinePoint(in TBase x, in TBase y)
    {
        X = x;
        Y = y;
    }

    /// <summary>The neutral element.</summary>
    public static AffinePoint<TCurve, TBase, TScalar> Infinity => default;

    /// <summary>The fixed generator of the subgroup of prime order.</summary>
    public static AffinePoint<TCurve, TBase, TScalar> Generator => new(TCurve.GeneratorX, TCurve.GeneratorY);

    /// <summary>Bytes of the encoding: x, then y.</summary>
    public static int EncodingLength => 2 * TBase.EncodingLength;

    /// <summary>Whether this is the neutral element.</summary>
    public bool IsInfinity
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => X.IsZero && Y.IsZero;
    }

    /// <summary>Whether y^2 = x^3 + b holds, or this is infinity. Says nothing about the subgroup of a curve with a cofactor.</summary>
    public bool IsOnCurve => IsInfinity || TBase.Square(Y).Equals((TBase.Square(X) * X) + TCurve.B);

    /// <summary>Whether the order of this point, assumed to be on the curve, divides the order of the generator.</summary>
    public bool IsInSubgroup =>
        !TCurve.HasCofactor || JacobianPoint<TCurve, TBase, TScalar>.Multiply(this, TScalar.Modulus).IsInfinity;

    /// <summary>A point from coordinates that the caller knows to be on the curve; (0, 0) is infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static AffinePoint<TCurve, TBase, TScalar> CreateUnchecked(in TBase x, in TBase y) => new(x, y);

    /// <summary>A point from coordinates; (0, 0) is infinity.</summary>
    /// <returns>Whether the coordinates are those of a point of the curve and of the subgroup.</returns>
    public static bool TryCreate(in TBase x, in TBase y, out AffinePoint<TCurve, TBase, TScalar> point)
    {
        point = new(x, y);
        if (point.IsOnCurve && point.IsInSubgroup)
        {
            return true;
        }

        point = default;
        return false;
    }

    /// <summary>The mirrored point, <c>point + (-point) = infinity</c>.</summary>
    public static AffinePoint<TCurve, TBase, TScalar> operator -(in AffinePoint<TCurve, TBase, TScalar> point) => new(point.X, -point.Y);

    /// <summary>Equality of points.</summary>
    public static bool operator ==(in AffinePoint<TCurve, TBase, TScalar> left, in AffinePoint<TCurve, TBase, TScalar> right) =>
        left.Equals(right);

    /// <summary>Difference of points.</summary>
    public static bool operator !=(in AffinePoint<TCurve, TBase, TScalar> left, in AffinePoint<TCurve, TBase, TScalar> right) =>
        !left.Equals(right);

    /// <summary>Reads x and y, big-endian and canonical; zeros are infinity. Checks the curve and the subgroup.</summary>
    /// <param name="bytes">Exactly <see cref="EncodingLength"/> bytes, or the point is refused.</param>
    /// <param name="point">The point, or infinity when refused.</param>
    public static bool TryReadBigEndian(ReadOnlySpan<byte> bytes, out AffinePoint<TCurve, TBase, TScalar> point)
    {
        point = default;
        return bytes.Length == EncodingLength
            && TBase.TryReadBigEndian(bytes[..TBase.EncodingLength], out TBase x)
            && TBase.TryReadBigEndian(bytes[TBase.EncodingLength..], out TBase y)
            && TryCreate(x, y, out point);
    }

    /// <summary>Writes x and y, big-endian, not in Montgomery form; infinity is zeros.</summary>
    /// <param name="bytes">At least <see cref="EncodingLength"/> bytes.</param>
    public void WriteBigEndian(Span<byte> bytes)
    {
        X.WriteBigEndian(bytes);
        Y.WriteBigEndian(bytes[TBase.EncodingLength..]);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(AffinePoint<TCurve, TBase, TScalar> other) => X.Equals(other.X) && Y.Equals(other.Y);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AffinePoint<TCurve, TBase, TScalar> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(X, Y);

    /// <summary><c>(x, y)</c> or <c>infinity</c>.</summary>
    public override string ToString() => IsInfinity ? "infinity" : $"({X}, {Y})";
}
