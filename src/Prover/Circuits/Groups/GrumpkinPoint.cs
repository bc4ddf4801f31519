using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.Fields;

namespace Chonk.Prover.Circuits.Groups;

/// <summary>
/// A point of Grumpkin, whose coordinates are elements of the circuit's field: <c>y^2 = x^3 - 17</c>. Infinity has a flag; its coordinates are
/// (0, 0) only after <see cref="Standardize"/>.
/// </summary>
/// <remarks>Both coordinates are constants or neither is. Gates follow the reference prover's <c>cycle_group</c>.</remarks>
public readonly partial record struct GrumpkinPoint
{
    private GrumpkinPoint(MegaCircuitBuilder? builder, in CircuitField x, in CircuitField y, in CircuitBool isInfinity)
    {
        Builder = builder;
        X = x;
        Y = y;
        IsInfinity = isInfinity;
    }

    /// <summary>First coordinate.</summary>
    public CircuitField X { get; }

    /// <summary>Second coordinate.</summary>
    public CircuitField Y { get; }

    /// <summary>Whether this is the neutral element.</summary>
    public CircuitBool IsInfinity { get; }

    /// <summary>The circuit; null for a constant that never met one.</summary>
    public MegaCircuitBuilder? Builder { get; }

    /// <summary>Whether this is a constant of the circuit.</summary>
    public bool IsConstant => X.IsConstant && Y.IsConstant && IsInfinity.IsConstant;

    /// <summary>Whether this is the neutral element, known when the circuit is built.</summary>
    public bool IsConstantInfinity => IsInfinity.IsConstant && IsInfinity.Value;

    /// <summary>The value in this witness.</summary>
    public GrumpkinAffine Value => IsInfinity.Value ? GrumpkinAffine.Infinity : GrumpkinAffine.CreateUnchecked(X.Value, Y.Value);

    /// <summary>A constant.</summary>
    public static GrumpkinPoint Constant(GrumpkinAffine point) =>
        new(null, CircuitField.Constant(point.X), CircuitField.Constant(point.Y), CircuitBool.Constant(null, point.IsInfinity));

    /// <summary>
    /// A point by its coordinates, infinity as (0, 0): that both are zero is said by <c>x^2 + 5 y^2 = 0</c>, which has no other solution since -5 is
    /// not a square.
    /// </summary>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    /// <param name="assertOnCurve">Whether to constrain the point to the curve.</param>
    public static GrumpkinPoint FromCoordinates(in CircuitField x, in CircuitField y, bool assertOnCurve)
    {
        CircuitField square = x.Square();
        CircuitField five = y * Fr.FromUInt64(5);
        CircuitBool isInfinity = y.MultiplyAdd(five, square).IsZero();
        GrumpkinPoint point = FromParts(x, y, isInfinity);
        if (assertOnCurve)
        {
            point.AssertOnCurve();
        }

        return point;
    }

    /// <summary>A point whose flag is known; a constant coordinate beside a variable becomes a fixed variable.</summary>
    internal static GrumpkinPoint FromParts(in CircuitField x, in CircuitField y, in CircuitBool isInfinity)
    {
        MegaCircuitBuilder? circuit = x.Builder ?? y.Builder ?? isInfinity.Builder;
        if (isInfinity.IsConstant && isInfinity.Value)
        {
            return new(circuit, CircuitField.Constant(circuit, Fr.Zero), CircuitField.Constant(circuit, Fr.Zero), isInfinity);
        }

        return new(circuit, FixBeside(x, y), FixBeside(y, x), isInfinity);

        CircuitField FixBeside(in CircuitField coordinate, in CircuitField other)
        {
            if (!coordinate.IsConstant || other.IsConstant)
            {
                return coordinate;
            }

            CircuitField fixedVariable = CircuitField.Witness(circuit!, coordinate.Value);
            circuit!.FixWitness(fixedVariable.RawVariable, coordinate.Value);
            return fixedVariable;
        }
    }

    /// <summary>Two new variables that are equal to the cached variables of a point's coordinates.</summary>
    internal static GrumpkinPoint FixedVariables(MegaCircuitBuilder circuit, GrumpkinAffine point)
    {
        CircuitField x = CircuitField.Witness(circuit, point.X);
        CircuitField y = CircuitField.Witness(circuit, point.Y);
        x.AssertEqual(CircuitField.Constant(point.X));
        y.AssertEqual(CircuitField.Constant(point.Y));
        return new(circuit, x, y, CircuitBool.False);
    }

    /// <summary><c>(y^2 - x^3 + 17) (1 - infinity) = 0</c>.</summary>
    public void AssertOnCurve()
    {
        CircuitField cube = X * X * X;
        CircuitField residue = Y.MultiplyAdd(Y, -cube - CircuitField.Constant(Curves.Grumpkin.B));
        residue *= !IsInfinity;
        residue.AssertZero("A point is not on Grumpkin.");
    }

    /// <summary>The same point with coordinates (0, 0) if it is infinity.</summary>
    public GrumpkinPoint Standardize()
    {
        CircuitField zero = default;
        CircuitField x = CircuitField.Select(IsInfinity, zero, X);
        return new(Builder, x, CircuitField.Select(IsInfinity, zero, Y), IsInfinity);
    }

    /// <summary><c>-P = (x, -y)</c>, normalised.</summary>
    public static GrumpkinPoint operator -(in GrumpkinPoint point) => new(point.Builder, point.X, (-point.Y).Normalize(), point.IsInfinity);

    /// <summary>Constrains equality of standardised points.</summary>
    /// <param name="other">The other point.</param>
    /// <param name="reason">What is violated if they differ.</param>
    public void AssertEqual(in GrumpkinPoint other, string reason = "Points that must be equal differ.")
    {
        GrumpkinPoint left = Standardize();
        GrumpkinPoint right = other.Standardize();
        left.X.AssertEqual(right.X, reason);
        left.Y.AssertEqual(right.Y, reason);
        left.IsInfinity.AssertEqual(right.IsInfinity, reason);
    }

    /// <summary><c>p ? a : b</c>.</summary>
    public static GrumpkinPoint Select(in CircuitBool predicate, in GrumpkinPoint whenTrue, in GrumpkinPoint whenFalse)
    {
        CircuitField x = CircuitField.Select(predicate, whenTrue.X, whenFalse.X);
        CircuitField y = CircuitField.Select(predicate, whenTrue.Y, whenFalse.Y);
        return FromParts(x, y, CircuitBool.Select(predicate, whenTrue.IsInfinity, whenFalse.IsInfinity));
    }
}
