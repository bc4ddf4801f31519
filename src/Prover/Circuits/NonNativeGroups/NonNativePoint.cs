using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.NonNativeFields;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>
/// A point of a non-native curve in a circuit: affine coordinates and a truth value for infinity. Coordinates are not checked to be on the curve
/// unless a method says so. Infinity is (0, 0), which is on no curve with b not zero, but for sums on the way.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">The order.</typeparam>
/// <param name="x">Abscissa.</param>
/// <param name="y">Ordinate.</param>
/// <param name="isInfinity">Whether it is the neutral element.</param>
public sealed partial class NonNativePoint<TCurve, TBase, TScalar>(NonNativeField<TBase> x, NonNativeField<TBase> y, CircuitBool isInfinity)
    where TCurve : struct, INonNativeCurve<TBase, TScalar>
    where TBase : struct, INonNativeModulus
    where TScalar : struct, INonNativeModulus
{
    /// <summary>A point that is not infinity.</summary>
    public NonNativePoint(NonNativeField<TBase> x, NonNativeField<TBase> y)
        : this(x, y, CircuitBool.Constant(x.Builder ?? y.Builder, value: false))
    {
    }

    /// <summary>Abscissa.</summary>
    public NonNativeField<TBase> X { get; private set; } = x;

    /// <summary>Ordinate.</summary>
    public NonNativeField<TBase> Y { get; private set; } = y;

    /// <summary>Whether it is the neutral element.</summary>
    public CircuitBool IsInfinity { get; private set; } = isInfinity;

    /// <summary>The circuit; null for a constant that never met one.</summary>
    public MegaCircuitBuilder? Builder => X.Builder ?? Y.Builder;

    /// <summary>The value in this witness.</summary>
    public IntegerPoint Value => IsInfinity.Value ? IntegerPoint.Infinity : new(X.Residue, Y.Residue);

    /// <summary>A constant, not infinity.</summary>
    public static NonNativePoint<TCurve, TBase, TScalar> Constant(MegaCircuitBuilder? builder, in IntegerPoint point) =>
        new(NonNativeField<TBase>.Constant(builder, point.X), NonNativeField<TBase>.Constant(builder, point.Y));

    /// <summary>A witness on the curve; infinity has the coordinates (0, 0).</summary>
    public static NonNativePoint<TCurve, TBase, TScalar> Witness(MegaCircuitBuilder builder, in IntegerPoint point)
    {
        NonNativeField<TBase> x = NonNativeField<TBase>.Witness(builder, point.X);
        NonNativeField<TBase> y = NonNativeField<TBase>.Witness(builder, point.Y);
        NonNativePoint<TCurve, TBase, TScalar> result = new(x, y, CircuitBool.Witness(builder, point.IsInfinity));
        _ = result.CurveEquation(mustHold: true);
        return result;
    }

    /// <summary>A point by its coordinates, infinity as (0, 0): limbs are not negative, so all are zero if and only if their sum is.</summary>
    public static NonNativePoint<TCurve, TBase, TScalar> FromCoordinates(NonNativeField<TBase> x, NonNativeField<TBase> y)
    {
        CircuitField sum = x.Limbs[0].Element;
        for (int i = 1; i < NonNativeField<TBase>.LimbCount; i++)
        {
            sum += x.Limbs[i].Element;
        }

        foreach (NonNativeLimb limb in y.Limbs)
        {
            sum += limb.Element;
        }

        return new(x, y, sum.IsZero());
    }

    /// <summary><c>-P = (x, -y)</c>.</summary>
    public static NonNativePoint<TCurve, TBase, TScalar> operator -(NonNativePoint<TCurve, TBase, TScalar> point)
    {
        NonNativePoint<TCurve, TBase, TScalar> result = point.Copy();
        result.Y = -result.Y;
        return result;
    }

    /// <summary><c>p ? P : Q</c>, coordinate by coordinate.</summary>
    public static NonNativePoint<TCurve, TBase, TScalar> Select(
        in CircuitBool predicate, NonNativePoint<TCurve, TBase, TScalar> whenTrue, NonNativePoint<TCurve, TBase, TScalar> whenFalse)
    {
        if (predicate.IsConstant)
        {
            return (predicate.Value ? whenTrue : whenFalse).Copy();
        }

        NonNativeField<TBase> x = NonNativeField<TBase>.Select(predicate, whenTrue.X, whenFalse.X.Copy());
        NonNativeField<TBase> y = NonNativeField<TBase>.Select(predicate, whenTrue.Y, whenFalse.Y.Copy());
        return new(x, y, CircuitBool.Select(predicate, whenTrue.IsInfinity, whenFalse.IsInfinity));
    }

    /// <summary>Infinity has only zeros as limbs and residues: each of them times the flag is zero.</summary>
    private void AssertInfinityIsZero()
    {
        if (IsInfinity.IsConstant)
        {
            return;
        }

        CircuitField flag = IsInfinity;
        foreach (NonNativeField<TBase> coordinate in new[] { X, Y })
        {
            foreach (NonNativeLimb limb in coordinate.Limbs)
            {
                (limb.Element * flag).AssertZero("A point at infinity has coordinates.");
            }

            (coordinate.PrimeLimb * flag).AssertZero("A point at infinity has coordinates.");
        }
    }

    /// <summary>A point of its own with the same coordinates.</summary>
    public NonNativePoint<TCurve, TBase, TScalar> Copy() => new(X.Copy(), Y.Copy(), IsInfinity);

    /// <summary><c>x^3 + a x + b - y^2</c>, at infinity <c>x^3 - y^2</c> with x and y constrained to zero.</summary>
    /// <param name="mustHold">Whether it is constrained to be 0, by fixing the remainder.</param>
    public NonNativeField<TBase> CurveEquation(bool mustHold)
    {
        AssertInfinityIsZero();
        NonNativeField<TBase> zero = NonNativeField<TBase>.Zero;
        NonNativeField<TBase> b = AtInfinityZero(NonNativeField<TBase>.Constant(Builder, TCurve.B));
        (NonNativeField<TBase> x, NonNativeField<TBase> y) = (X, Y);
        if (TCurve.A.IsZero)
        {
            NonNativeField<TBase> square = x.Square();
            return NonNativeField<TBase>.SumOfProducts([square, y.Copy()], [x.Copy(), -y], [b.Copy()], mustHold);
        }

        NonNativeField<TBase> a = AtInfinityZero(NonNativeField<TBase>.Constant(Builder, TCurve.A));
        NonNativeField<TBase> xx = x.Square();
        NonNativeField<TBase>[] left = [xx, x.Copy(), y.Copy()];
        return NonNativeField<TBase>.SumOfProducts(left, [x.Copy(), a.Copy(), -y], [b.Copy()], mustHold);

        NonNativeField<TBase> AtInfinityZero(NonNativeField<TBase> value) => NonNativeField<TBase>.Select(IsInfinity, zero, value);
    }
}
