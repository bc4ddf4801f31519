using Chonk.Prover.Circuits.NonNativeFields;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>
/// A running sum of points of different abscissae whose ordinate is not computed: <c>y_3 = l (x_1 - x_3) - y_1</c> is put into the next slope
/// instead, which saves a reduction per addition. It may also be a plain point.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">The order.</typeparam>
internal sealed class NonNativeChain<TCurve, TBase, TScalar>
    where TCurve : struct, INonNativeCurve<TBase, TScalar>
    where TBase : struct, INonNativeModulus
    where TScalar : struct, INonNativeModulus
{
    private NonNativeChain(NonNativeField<TBase> x3)
    {
        X3 = x3;
    }

    /// <summary>Abscissa of the sum.</summary>
    public NonNativeField<TBase> X3 { get; }

    /// <summary>Ordinate of the sum, if it is a plain point.</summary>
    public NonNativeField<TBase>? Y3 { get; private init; }

    /// <summary>Abscissa of the summand before; with <see cref="Y1"/> and <see cref="Slope"/> null for a plain point.</summary>
    public NonNativeField<TBase>? X1 { get; private init; }

    /// <summary>Ordinate of the summand before.</summary>
    public NonNativeField<TBase>? Y1 { get; private init; }

    /// <summary>Slope of the last addition.</summary>
    public NonNativeField<TBase>? Slope { get; private init; }

    /// <summary>A plain point.</summary>
    public static NonNativeChain<TCurve, TBase, TScalar> Of(NonNativePoint<TCurve, TBase, TScalar> point) => new(point.X.Copy()) { Y3 = point.Y.Copy() };

    /// <summary><c>P + Q</c>.</summary>
    public static NonNativeChain<TCurve, TBase, TScalar> Start(NonNativePoint<TCurve, TBase, TScalar> first, NonNativePoint<TCurve, TBase, TScalar> second)
    {
        NonNativeField<TBase> x1 = first.X.Copy();
        NonNativeField<TBase> y1 = first.Y.Copy();
        first.X.AssertNotEqual(second.X);
        NonNativeField<TBase> slope = NonNativeField<TBase>.DivideUnchecked([second.Y.Copy(), -first.Y], second.X - first.X);
        NonNativeField<TBase> x3 = slope.SquareAdd([-second.X, -first.X]);
        return new(x3) { X1 = x1, Y1 = y1, Slope = slope };
    }

    /// <summary>The sum and P: <c>l = -(l' (x_3 - x_1') + y_1' + y_P) / (x_3 - x_P)</c>.</summary>
    public NonNativeChain<TCurve, TBase, TScalar> Add(NonNativePoint<TCurve, TBase, TScalar> point)
    {
        if (Y3 is not null)
        {
            return Start(point, new NonNativePoint<TCurve, TBase, TScalar>(X3.Copy(), Y3.Copy()));
        }

        point.X.AssertNotEqual(X3);
        NonNativeField<TBase>[] left = [Slope!.Copy()];
        NonNativeField<TBase>[] right = [X3 - X1!];
        NonNativeField<TBase> divisor = X3 - point.X;
        NonNativeField<TBase> slope = NonNativeField<TBase>.NegatedQuotient(left, right, divisor, [Y1!.Copy(), point.Y.Copy()]);
        NonNativeField<TBase> x3 = slope.SquareAdd([-X3, -point.X]);
        return new(x3) { X1 = point.X.Copy(), Y1 = point.Y.Copy(), Slope = slope };
    }

    /// <summary>The sum as a point.</summary>
    public NonNativePoint<TCurve, TBase, TScalar> End()
    {
        if (Y3 is not null)
        {
            return new(X3.Copy(), Y3.Copy());
        }

        NonNativeField<TBase> y3 = Slope!.MultiplyAdd(X1! - X3, [-Y1!]);
        return new(X3.Copy(), y3);
    }
}
