using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.NonNativeFields;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <content>
/// The complete group law, <c>x_3 = l^2 - x_1 - x_2</c> and <c>y_3 = l (x_1 - x_3) - y_1</c> with the slope l of chord or tangent chosen in the
/// circuit, and additions for points that differ.
/// </content>
public sealed partial class NonNativePoint<TCurve, TBase, TScalar>
{
    /// <summary><c>P + Q</c> for any P and Q.</summary>
    public static NonNativePoint<TCurve, TBase, TScalar> operator +(
        NonNativePoint<TCurve, TBase, TScalar> left, NonNativePoint<TCurve, TBase, TScalar> right) =>
        AddComplete(left, right, isDifference: false).WithZeroInfinity();

    /// <summary><c>P - Q</c> for any P and Q.</summary>
    public static NonNativePoint<TCurve, TBase, TScalar> operator -(
        NonNativePoint<TCurve, TBase, TScalar> left, NonNativePoint<TCurve, TBase, TScalar> right) =>
        AddComplete(left, right, isDifference: true).WithZeroInfinity();

    /// <summary><c>2 P</c> with the slope <c>l = (3 x^2 + a) / 2 y</c>; an ordinate that is zero is refused, but for infinity's.</summary>
    public NonNativePoint<TCurve, TBase, TScalar> Double()
    {
        NonNativeField<TBase> twiceX = X + X;
        List<NonNativeField<TBase>> addends = TCurve.A.IsZero ? [] : [NonNativeField<TBase>.Constant(Builder, TCurve.A)];
        NonNativeField<TBase> divisor = NonNativeField<TBase>.Select(IsInfinity, NonNativeField<TBase>.One, Y + Y);
        divisor.AssertNotEqual(NonNativeField<TBase>.Zero, "A point of order two is doubled.");
        NonNativeField<TBase> negatedSlope = NonNativeField<TBase>.NegatedQuotient([X], [twiceX + X], divisor, addends);
        NonNativeField<TBase> x3 = negatedSlope.SquareAdd([-twiceX]);
        NonNativeField<TBase> y3 = negatedSlope.MultiplyAdd(x3 - X, [-Y]);
        return new NonNativePoint<TCurve, TBase, TScalar>(x3, y3, IsInfinity).WithZeroInfinity();
    }

    /// <summary><c>P + Q</c> and <c>P - Q</c> for P and Q of different abscissae, neither infinity; unequal abscissae are constrained.</summary>
    internal (NonNativePoint<TCurve, TBase, TScalar> Sum, NonNativePoint<TCurve, TBase, TScalar> Difference) AddAndSubtract(
        NonNativePoint<TCurve, TBase, TScalar> other)
    {
        other.X.AssertNotEqual(X);
        NonNativeField<TBase> denominator = other.X - X;
        NonNativeField<TBase> negatedSum = -(other.X + X);
        NonNativeField<TBase> slope1 = NonNativeField<TBase>.DivideUnchecked([other.Y.Copy(), -Y], denominator);
        NonNativeField<TBase> x3 = slope1.SquareAdd([negatedSum.Copy()]);
        NonNativeField<TBase> y3 = slope1.MultiplyAdd(X - x3, [-Y]);
        NonNativeField<TBase> slope2 = NonNativeField<TBase>.DivideUnchecked([-other.Y, -Y], denominator);
        NonNativeField<TBase> x4 = slope2.SquareAdd([negatedSum.Copy()]);
        NonNativeField<TBase> y4 = slope2.MultiplyAdd(X - x4, [-Y]);
        return (new(x3, y3), new(x4, y4));
    }

    /// <summary>The same point, with the coordinates (0, 0) if it is infinity.</summary>
    private NonNativePoint<TCurve, TBase, TScalar> WithZeroInfinity()
    {
        NonNativeField<TBase> zero = NonNativeField<TBase>.Zero;
        NonNativeField<TBase> x = NonNativeField<TBase>.Select(IsInfinity, zero, X);
        return new(x, NonNativeField<TBase>.Select(IsInfinity, zero, Y), IsInfinity);
    }

    private static NonNativePoint<TCurve, TBase, TScalar> AddComplete(
        NonNativePoint<TCurve, TBase, TScalar> left, NonNativePoint<TCurve, TBase, TScalar> right, bool isDifference)
    {
        (NonNativeField<TBase> x1, NonNativeField<TBase> y1) = (left.X, left.Y);
        (NonNativeField<TBase> x2, NonNativeField<TBase> y2) = (right.X, right.Y);

        // 1. Which case: with y_2 negated for a difference, equal points are doubled and opposite ones cancel.
        CircuitBool sameX = x2.IsEqualTo(x1);
        CircuitBool sameY = y1.IsEqualTo(y2);
        CircuitBool cancels = isDifference ? sameX & sameY : sameX & !sameY;
        CircuitBool doubles = isDifference ? sameX & !sameY : sameX & sameY;
        CircuitBool leftInfinity = left.IsInfinity;
        CircuitBool rightInfinity = right.IsInfinity;
        CircuitBool anyInfinity = leftInfinity | rightInfinity;

        // 2. The slope; its denominator is 1 where the slope is not used.
        NonNativeField<TBase> chordNumerator = isDifference ? -y2 - y1 : y2 - y1;
        NonNativeField<TBase> square = x1 * x1;
        NonNativeField<TBase> tangentNumerator = square + square;
        tangentNumerator += square;
        if (!TCurve.A.IsZero)
        {
            tangentNumerator += NonNativeField<TBase>.Constant(left.Builder, TCurve.A);
        }

        NonNativeField<TBase> numerator = NonNativeField<TBase>.Select(doubles, tangentNumerator, chordNumerator);
        NonNativeField<TBase> chordDenominator = x2 - x1;
        NonNativeField<TBase> tangentDenominator = y1 + y1;
        NonNativeField<TBase> denominator = NonNativeField<TBase>.Select(doubles, tangentDenominator, chordDenominator);
        denominator = NonNativeField<TBase>.Select(anyInfinity | cancels, NonNativeField<TBase>.One, denominator);
        NonNativeField<TBase> slope = numerator / denominator;

        // 3. The sum, replaced by the other summand where one is infinity.
        NonNativeField<TBase> x3 = slope.SquareAdd([-x2, -x1]);
        NonNativeField<TBase> y3 = slope.MultiplyAdd(x1 - x3, [-y1]);
        x3 = NonNativeField<TBase>.Select(leftInfinity, x2, x3);
        y3 = NonNativeField<TBase>.Select(leftInfinity, isDifference ? -y2 : y2, y3);
        x3 = NonNativeField<TBase>.Select(rightInfinity, x1, x3);
        y3 = NonNativeField<TBase>.Select(rightInfinity, y1, y3);
        CircuitBool isInfinity = (cancels & !anyInfinity) | (leftInfinity & rightInfinity);
        return new(x3, y3, isInfinity.Normalize());
    }
}
