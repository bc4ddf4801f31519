using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.Fields;

namespace Chonk.Prover.Circuits.Groups;

/// <content>
/// Sums. The complete ones compute the chord with a denominator that is changed to 1 when it would be zero, the tangent by an elliptic gate, and
/// choose; the incomplete ones cost one elliptic gate.
/// </content>
public readonly partial record struct GrumpkinPoint
{
    /// <summary><c>P + Q</c> for all P and Q.</summary>
    public static GrumpkinPoint operator +(in GrumpkinPoint left, in GrumpkinPoint right) =>
        left.IsConstantInfinity ? right
        : right.IsConstantInfinity ? left
        : AddComplete(left, right, subtract: false);

    /// <summary><c>P - Q</c> for all P and Q.</summary>
    public static GrumpkinPoint operator -(in GrumpkinPoint left, in GrumpkinPoint right) =>
        left.IsConstantInfinity ? -right
        : right.IsConstantInfinity ? left
        : AddComplete(left, right, subtract: true);

    /// <summary><c>2 P</c> by an elliptic gate; y is 1 in it if P is infinity.</summary>
    /// <param name="guess">What the result may be: checked by products, which spares an inversion if it is right.</param>
    public GrumpkinPoint Double(GrumpkinAffine? guess = null)
    {
        if (IsConstantInfinity)
        {
            return this;
        }

        CircuitField y = CircuitField.Select(IsInfinity, CircuitField.One, Y);
        (Fr x3, Fr y3) = Tangent(X.Value, y.Value, guess);
        if (IsConstant)
        {
            return FromParts(CircuitField.Constant(Builder, x3), CircuitField.Constant(Builder, y3), IsInfinity);
        }

        MegaCircuitBuilder circuit = Builder!;
        CircuitField resultX = CircuitField.Witness(circuit, x3);
        CircuitField resultY = CircuitField.Witness(circuit, y3);
        circuit.AddEllipticDoubling(
            (X.Normalize().RawVariable, y.Normalize().RawVariable), (resultX.RawVariable, resultY.RawVariable));
        return FromParts(resultX, resultY, IsInfinity);
    }

    /// <summary><c>P + Q</c> if the x coordinates differ and both are finite, which the caller knows or checks.</summary>
    /// <param name="other">Q.</param>
    /// <param name="guess">What the result may be: checked by products, which spares an inversion if it is right.</param>
    public GrumpkinPoint AddUnchecked(in GrumpkinPoint other, GrumpkinAffine? guess = null)
    {
        MegaCircuitBuilder? circuit = Builder ?? other.Builder;
        if (IsConstant != other.IsConstant)
        {
            return IsConstant
                ? FixedVariables(circuit!, Value).AddUnchecked(other, guess)
                : AddUnchecked(FixedVariables(circuit!, other.Value), guess);
        }

        (Fr x3, Fr y3) = Chord((X.Value, Y.Value), (other.X.Value, other.Y.Value), guess);
        if (IsConstant)
        {
            return FromParts(CircuitField.Constant(circuit, x3), CircuitField.Constant(circuit, y3), CircuitBool.False);
        }

        CircuitField x = CircuitField.Witness(circuit!, x3);
        CircuitField y = CircuitField.Witness(circuit!, y3);
        circuit!.AddEllipticAddition(
            (X.Normalize().RawVariable, Y.Normalize().RawVariable),
            (other.X.Normalize().RawVariable, other.Y.Normalize().RawVariable),
            (x.RawVariable, y.RawVariable));
        return FromParts(x, y, CircuitBool.False);
    }

    /// <summary><c>P + Q</c>, constrained to different x coordinates.</summary>
    public GrumpkinPoint AddChecked(in GrumpkinPoint other)
    {
        (X - other.X).AssertNotZero("Points that are added have the same x coordinate.");
        return AddUnchecked(other);
    }

    /// <summary>
    /// With s = 1 or -1: <c>lambda = (s y_2 - y_1) / (x_2 - x_1 + [x_1 = x_2])</c>, <c>x_3 = lambda^2 - x_1 - x_2</c>, <c>y_3 = lambda (x_1 - x_3) - y_1</c>.
    /// </summary>
    private static GrumpkinPoint AddComplete(in GrumpkinPoint left, in GrumpkinPoint right, bool subtract)
    {
        MegaCircuitBuilder? circuit = left.Builder ?? right.Builder;
        (CircuitField x1, CircuitField y1, CircuitField x2, CircuitField y2) = (left.X, left.Y, right.X, right.Y);
        CircuitBool sameX = x1.IsEqualTo(x2);
        CircuitBool sameY = y1.IsEqualTo(y2);
        CircuitField signedY2 = subtract ? -y2 : y2;
        CircuitField difference = x2.AddTwo(-x1, sameX);
        CircuitField lambda;
        if ((y1.IsConstant && y2.IsConstant) || difference.IsConstant)
        {
            lambda = (signedY2 - y1).DivideUnchecked(difference);
        }
        else
        {
            lambda = CircuitField.Witness(circuit!, (signedY2.Value - y1.Value) * Fr.InverseOrZero(difference.Value));
            CircuitField.AssertProductSumZero(difference, lambda, -signedY2, y1);
        }

        CircuitField chordX = lambda.MultiplyAdd(lambda, -(x2 + x1));
        CircuitField chordY = lambda.MultiplyAdd(x1 - chordX, -y1);
        GrumpkinPoint tangent = left.Double();

        CircuitBool isDoubling = sameX & (subtract ? !sameY : sameY);
        CircuitField x = CircuitField.Select(isDoubling, tangent.X, chordX);
        CircuitField y = CircuitField.Select(isDoubling, tangent.Y, chordY);
        CircuitBool leftInfinity = left.IsInfinity;
        CircuitBool rightInfinity = right.IsInfinity;
        x = CircuitField.Select(leftInfinity, x2, x);
        y = CircuitField.Select(leftInfinity, signedY2, y);
        x = CircuitField.Select(rightInfinity, x1, x);
        y = CircuitField.Select(rightInfinity, y1, y);

        // Infinity: opposite finite points, or both infinity.
        CircuitBool isOpposite = sameX & (subtract ? sameY : !sameY);
        CircuitBool isInfinity = isOpposite & (!leftInfinity & !rightInfinity);
        isInfinity |= leftInfinity & rightInfinity;
        return FromParts(x, y, isInfinity);
    }

    /// <summary>
    /// The third point of the tangent, mirrored: <c>x3 = 9 x (y^2 - b) / (4 y^2) - 2 x</c> as the gate has it, which holds for points off the curve
    /// too, and <c>y3 = 3 x^2 / (2 y) (x - x3) - y</c>. An inverse of zero counts as zero.
    /// </summary>
    private static (Fr X, Fr Y) Tangent(in Fr x, in Fr y, GrumpkinAffine? guess)
    {
        Fr twoY = Fr.Double(y);
        Fr xSquared = Fr.Square(x);
        Fr rise = Fr.Double(xSquared) + xSquared;
        Fr threeX = Fr.Double(x) + x;
        Fr nineX = Fr.Double(threeX) + threeX;
        Fr slopeSquaredRise = nineX * (Fr.Square(y) - Curves.Grumpkin.B);
        if (guess is { IsInfinity: false } point && !y.IsZero
            && (point.X + Fr.Double(x)) * Fr.Square(twoY) == slopeSquaredRise
            && (point.Y + y) * twoY == rise * (x - point.X))
        {
            return (point.X, point.Y);
        }

        Fr inverse = Fr.InverseOrZero(twoY);
        Fr x3 = (slopeSquaredRise * Fr.Square(inverse)) - Fr.Double(x);
        return (x3, (rise * inverse * (x - x3)) - y);
    }

    /// <summary>The third point of the chord, mirrored. An inverse of zero counts as zero.</summary>
    private static (Fr X, Fr Y) Chord(in (Fr X, Fr Y) first, in (Fr X, Fr Y) second, GrumpkinAffine? guess)
    {
        Fr run = second.X - first.X;
        Fr rise = second.Y - first.Y;
        if (guess is { IsInfinity: false } point && !run.IsZero
            && (point.X + first.X + second.X) * Fr.Square(run) == Fr.Square(rise)
            && (point.Y + first.Y) * run == rise * (first.X - point.X))
        {
            return (point.X, point.Y);
        }

        Fr slope = rise * Fr.InverseOrZero(run);
        Fr x3 = Fr.Square(slope) - first.X - second.X;
        return (x3, (slope * (first.X - x3)) - first.Y);
    }
}
