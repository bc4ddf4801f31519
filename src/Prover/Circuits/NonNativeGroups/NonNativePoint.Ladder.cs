using Chonk.Prover.Circuits.NonNativeFields;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <content>
/// The Montgomery ladder <c>P -&gt; 2 P + Q = (P + Q) + P</c> over several Q, with the ordinates between left as sums of products:
/// <c>y = sum l_i (x_i - x_(i+1)) + y_0</c> up to sign, which enter the next slopes instead of being reduced.
/// </content>
public sealed partial class NonNativePoint<TCurve, TBase, TScalar>
{
    /// <summary><c>2 (... 2 (2 P + Q_0) + Q_1 ...) + Q_(n-1)</c>; abscissae that meet must differ, which is constrained.</summary>
    internal NonNativePoint<TCurve, TBase, TScalar> DoubleAndAdd(IReadOnlyList<NonNativePoint<TCurve, TBase, TScalar>> summands)
    {
        if (summands.Count == 0)
        {
            return Copy();
        }

        NonNativePoint<TCurve, TBase, TScalar> first = summands[0];
        X.AssertNotEqual(first.X);
        NonNativeField<TBase> numerator = Y - first.Y;
        NonNativeField<TBase> slope1 = NonNativeField<TBase>.DivideUnchecked([numerator], X - first.X);
        NonNativeField<TBase> x3 = slope1.MultiplyAdd(slope1, [-first.X, -X]);
        X.AssertNotEqual(x3);
        NonNativeField<TBase> twiceY = Y + Y;
        NonNativeField<TBase> slope2 = NonNativeField<TBase>.DivideUnchecked([twiceY], X - x3) - slope1;
        NonNativeField<TBase> x4 = slope2.SquareAdd([-x3, -X]);

        // The sign of the deferred ordinate alternates, and ends positive.
        bool isEven = (summands.Count & 1) == 0;
        List<NonNativeField<TBase>> addends = [isEven ? Y.Copy() : -Y];
        List<NonNativeField<TBase>> left = [slope2.Copy()];
        List<NonNativeField<TBase>> right = [isEven ? x4 - X : X - x4];
        bool isNegative = isEven;
        NonNativeField<TBase> previousX = x4.Copy();
        for (int i = 1; i < summands.Count; i++)
        {
            NonNativePoint<TCurve, TBase, TScalar> summand = summands[i];
            previousX.AssertNotEqual(summand.X);
            List<NonNativeField<TBase>> slopeAddends = [.. addends.Select(static addend => addend.Copy())];
            slopeAddends.Add(isNegative ? summand.Y.Copy() : -summand.Y);
            NonNativeField<TBase> denominator = isNegative ? previousX - summand.X : summand.X - previousX;
            slope1 = NonNativeField<TBase>.NegatedQuotient(left, right, denominator, slopeAddends);
            x3 = slope1.MultiplyAdd(slope1, [-summand.X, -previousX]);
            previousX.AssertNotEqual(x3);
            denominator = isNegative ? previousX - x3 : x3 - previousX;
            NonNativeField<TBase> half = NonNativeField<TBase>.NegatedQuotient(left, right, denominator, addends);
            slope2 = (half + half) - slope1;
            x4 = slope2.SquareAdd([-x3, -previousX]);
            List<NonNativeField<TBase>> nextLeft = [slope2.Copy(), .. left.Select(static factor => factor.Copy())];
            List<NonNativeField<TBase>> nextRight = [isNegative ? previousX - x4 : x4 - previousX];
            nextRight.AddRange(right.Select(static factor => factor.Copy()));
            (left, right) = (nextLeft, nextRight);
            addends = [.. addends.Select(static addend => addend.Copy())];
            isNegative = !isNegative;
            previousX = x4.Copy();
        }

        NonNativeField<TBase> y = NonNativeField<TBase>.SumOfProducts(left, right, addends);
        return new(previousX, y);
    }
}
