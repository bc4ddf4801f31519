using System.Diagnostics;
using Chonk.Prover.Arithmetization;

namespace Chonk.Prover.Circuits.Booleans;

/// <summary>
/// A truth value of a circuit: a variable v that is 0 or 1, its negation <c>1 - v</c>, or a constant. Negation costs no gate; every other
/// operation on two variables costs one.
/// </summary>
/// <remarks>Gates follow the reference prover's <c>bool_t</c>. The default value is the constant false.</remarks>
[DebuggerDisplay("{Value}")]
public readonly struct CircuitBool : IEquatable<CircuitBool>
{
    private readonly uint variablePlusOne;
    private readonly bool raw;

    private CircuitBool(MegaCircuitBuilder? builder, uint variablePlusOne, bool raw, bool isInverted)
    {
        Builder = builder;
        this.variablePlusOne = variablePlusOne;
        this.raw = raw;
        IsInverted = isInverted;
    }

    /// <summary>The constant true.</summary>
    public static CircuitBool True { get; } = Constant(null, value: true);

    /// <summary>The constant false.</summary>
    public static CircuitBool False => default;

    /// <summary>The circuit; null for a constant that never met one.</summary>
    public MegaCircuitBuilder? Builder { get; }

    /// <summary>Whether this is a constant of the circuit.</summary>
    public bool IsConstant => variablePlusOne == 0;

    /// <summary>The value in this witness.</summary>
    public bool Value => raw ^ IsInverted;

    /// <summary>Whether the value is <c>1 - v</c>.</summary>
    internal bool IsInverted { get; }

    /// <summary>The variable v; not for constants.</summary>
    internal uint RawVariable => variablePlusOne - 1;

    /// <summary>A constant.</summary>
    public static CircuitBool Constant(MegaCircuitBuilder? builder, bool value) => new(builder, 0, value, isInverted: false);

    /// <summary>A new variable with the gate <c>v^2 - v = 0</c>.</summary>
    public static CircuitBool Witness(MegaCircuitBuilder builder, bool value)
    {
        ArgumentNullException.ThrowIfNull(builder);
        uint variable = builder.AddVariable(value ? Fr.One : Fr.Zero);
        builder.AddBoolGate(variable);
        return new(builder, variable + 1, value, isInverted: false);
    }

    /// <summary>A new variable that is constrained to <c>[0, 1]</c> by a range list instead of a gate; it must occur on some wire.</summary>
    public static CircuitBool WitnessInList(MegaCircuitBuilder builder, bool value)
    {
        ArgumentNullException.ThrowIfNull(builder);
        uint variable = builder.AddVariable(value ? Fr.One : Fr.Zero);
        builder.ConstrainToList(variable, 1);
        return new(builder, variable + 1, value, isInverted: false);
    }

    /// <summary>A variable that the caller knows to be constrained to 0 or 1.</summary>
    public static CircuitBool FromVariableUnchecked(MegaCircuitBuilder builder, uint variable)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new(builder, variable + 1, !builder.ValueOf(variable).IsZero, isInverted: false);
    }

    /// <summary><c>1 - a</c>; no gate.</summary>
    public static CircuitBool operator !(in CircuitBool value) =>
        value.IsConstant
            ? Constant(value.Builder, !value.raw)
            : new(value.Builder, value.variablePlusOne, value.raw, !value.IsInverted);

    /// <summary><c>a b</c>; with a constant the other value or false.</summary>
    public static CircuitBool operator &(in CircuitBool left, in CircuitBool right) =>
        right.IsConstant ? (right.raw ? left : Constant(left.Builder ?? right.Builder, value: false))
        : left.IsConstant ? (left.raw ? right : left)
        : Combine(left, right, left.Value && right.Value, product: 1, linear: 0, constant: 0);

    /// <summary><c>a + b - a b</c>; with a constant the other value or true.</summary>
    public static CircuitBool operator |(in CircuitBool left, in CircuitBool right) =>
        right.IsConstant ? (right.raw ? right : left)
        : left.IsConstant ? (left.raw ? left : right)
        : Combine(left, right, left.Value || right.Value, product: -1, linear: 1, constant: 0);

    /// <summary><c>a + b - 2 a b</c>; with a constant the other value or its negation.</summary>
    public static CircuitBool operator ^(in CircuitBool left, in CircuitBool right) =>
        right.IsConstant ? (right.raw ? !left : left)
        : left.IsConstant ? (left.raw ? !right : right)
        : Combine(left, right, left.Value ^ right.Value, product: -2, linear: 1, constant: 0);

    /// <summary>Whether two values are the same in representation; says nothing about truth.</summary>
    public static bool operator ==(in CircuitBool left, in CircuitBool right) => left.Equals(right);

    /// <summary>Whether two values differ in representation.</summary>
    public static bool operator !=(in CircuitBool left, in CircuitBool right) => !left.Equals(right);

    /// <summary>Whether both agree: <c>1 - a - b + 2 a b</c>; with a constant the other value or its negation.</summary>
    public CircuitBool IsEqualTo(in CircuitBool other) =>
        other.IsConstant ? (other.raw ? this : !this)
        : IsConstant ? (raw ? other : !other)
        : Combine(this, other, Value == other.Value, product: 2, linear: -1, constant: 1);

    /// <summary>Constrains <c>a = b</c>.</summary>
    /// <param name="other">b.</param>
    /// <param name="reason">What is violated if they differ.</param>
    public void AssertEqual(in CircuitBool other, string reason = "Truth values that must agree differ.")
    {
        MegaCircuitBuilder? circuit = Builder ?? other.Builder;
        if (IsConstant && other.IsConstant)
        {
            if (raw != other.raw)
            {
                circuit.ViolateOrThrow(reason);
            }
        }
        else if (IsConstant)
        {
            circuit!.AssertConstant(other.RawVariable, raw ^ other.IsInverted ? Fr.One : Fr.Zero);
        }
        else if (other.IsConstant)
        {
            circuit!.AssertConstant(RawVariable, other.raw ^ IsInverted ? Fr.One : Fr.Zero);
        }
        else if (IsInverted == other.IsInverted)
        {
            circuit!.AssertEqual(RawVariable, other.RawVariable, reason);
        }
        else
        {
            CircuitBool left = Normalize();
            circuit!.AssertEqual(left.RawVariable, other.Normalize().RawVariable, reason);
        }
    }

    /// <summary><c>p ? a : b = (p and a) or (not p and b)</c>, normalised.</summary>
    public static CircuitBool Select(in CircuitBool predicate, in CircuitBool whenTrue, in CircuitBool whenFalse)
    {
        if (predicate.IsConstant)
        {
            return (predicate.raw ? whenTrue : whenFalse).Normalize();
        }

        if (whenTrue == whenFalse)
        {
            return whenTrue.Normalize();
        }

        CircuitBool first = predicate & whenTrue;
        return (first | (!predicate & whenFalse)).Normalize();
    }

    /// <summary>A plain variable or constant of this value: <c>(1 - 2i) v - v' + i = 0</c> if it is an inverted variable.</summary>
    public CircuitBool Normalize()
    {
        if (!IsInverted)
        {
            return this;
        }

        uint zero = Builder!.ZeroVariable;
        uint variable = Builder.AddVariable(Value ? Fr.One : Fr.Zero);
        Builder.AddGate(new(RawVariable, zero, variable, zero) { QA = -Fr.One, QC = -Fr.One, Constant = Fr.One });
        return new(Builder, variable + 1, Value, isInverted: false);
    }

    /// <inheritdoc/>
    public bool Equals(CircuitBool other) =>
        variablePlusOne == other.variablePlusOne && IsInverted == other.IsInverted && (!IsConstant || raw == other.raw);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CircuitBool other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(variablePlusOne, IsInverted);

    /// <summary>
    /// <c>r = P a b + L (a + b) + C</c> with <c>a = s_a w_a + i_a</c>, where i says whether a is inverted and <c>s = 1 - 2 i</c>: coefficients
    /// <c>P s_a s_b</c> of <c>w_a w_b</c>, <c>s_a (P i_b + L)</c> of <c>w_a</c>, <c>s_b (P i_a + L)</c> of <c>w_b</c> and <c>P i_a i_b + L (i_a + i_b) + C</c>.
    /// </summary>
    private static CircuitBool Combine(in CircuitBool left, in CircuitBool right, bool value, int product, int linear, int constant)
    {
        MegaCircuitBuilder circuit = left.Builder!;
        uint variable = circuit.AddVariable(value ? Fr.One : Fr.Zero);
        int i_a = left.IsInverted ? 1 : 0;
        int i_b = right.IsInverted ? 1 : 0;
        int s_a = 1 - (2 * i_a);
        int s_b = 1 - (2 * i_b);
        circuit.AddGate(new(left.RawVariable, right.RawVariable, variable, circuit.ZeroVariable)
        {
            QM = Fr.FromInt(product * s_a * s_b),
            QA = Fr.FromInt(s_a * ((product * i_b) + linear)),
            QB = Fr.FromInt(s_b * ((product * i_a) + linear)),
            QC = -Fr.One,
            Constant = Fr.FromInt((product * i_a * i_b) + (linear * (i_a + i_b)) + constant),
        });
        return new(circuit, variable + 1, value, isInverted: false);
    }
}
