using System.Diagnostics;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Booleans;

namespace Chonk.Prover.Circuits.Fields;

/// <summary>
/// An element of the circuit's field: <c>multiplier v + offset</c> for a variable v, or the constant <c>offset</c>. Scaling by a constant
/// and adding one cost no gate: both are put into the selectors of the gate that uses the element next.
/// </summary>
/// <remarks>
/// Which operation adds which gate follows the reference prover's <c>field_t</c> exactly, because keys depend on it. The default value is
/// the constant zero.
/// </remarks>
[DebuggerDisplay("{Value}")]
public readonly partial struct CircuitField : IEquatable<CircuitField>
{
    private readonly MegaCircuitBuilder? builder;
    private readonly uint variablePlusOne;
    private readonly Fr multiplier;

    private CircuitField(MegaCircuitBuilder? builder, uint variablePlusOne, in Fr multiplier, in Fr offset)
    {
        this.builder = builder;
        this.variablePlusOne = variablePlusOne;
        this.multiplier = multiplier;
        Offset = offset;
    }

    /// <summary>The element as it is: a variable.</summary>
    /// <param name="builder">The circuit.</param>
    /// <param name="variable">Index of a variable of that circuit.</param>
    public CircuitField(MegaCircuitBuilder builder, uint variable)
        : this(builder, variable + 1, Fr.One, Fr.Zero)
    {
    }

    /// <summary>The constant one.</summary>
    public static CircuitField One { get; } = Constant(Fr.One);

    /// <summary>Whether this is a constant of the circuit.</summary>
    public bool IsConstant => variablePlusOne == 0;

    /// <summary>Whether this is a constant or a variable as it stands.</summary>
    public bool IsNormalized => IsConstant || (multiplier.IsOne && Offset.IsZero);

    /// <summary>The circuit; null for a constant that never met one.</summary>
    public MegaCircuitBuilder? Builder => builder;

    /// <summary>The value in this witness.</summary>
    public Fr Value => IsConstant ? Offset : (multiplier * builder!.ValueOf(RawVariable)) + Offset;

    /// <summary>Coefficient of the variable; 1 for a constant, as gates put it on the zero variable.</summary>
    internal Fr Multiplier => IsConstant ? Fr.One : multiplier;

    /// <summary>What is added to the scaled variable.</summary>
    internal Fr Offset { get; }

    /// <summary>The variable without regard to scaling; not for constants.</summary>
    internal uint RawVariable => variablePlusOne - 1;

    /// <summary>The variable without regard to scaling, or the variable that is zero.</summary>
    internal uint RawVariableOrZero => IsConstant ? builder!.ZeroVariable : RawVariable;

    /// <summary>A constant.</summary>
    public static CircuitField Constant(in Fr value) => new(null, 0, Fr.One, value);

    /// <summary>A constant.</summary>
    public static CircuitField Constant(ulong value) => Constant(Fr.FromUInt64(value));

    /// <summary>A constant of a known circuit.</summary>
    public static CircuitField Constant(MegaCircuitBuilder? builder, in Fr value) => new(builder, 0, Fr.One, value);

    /// <summary>A new, unconstrained variable.</summary>
    public static CircuitField Witness(MegaCircuitBuilder builder, in Fr value)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new(builder, builder.AddVariable(value));
    }

    /// <summary>A new, unconstrained variable.</summary>
    public static CircuitField Witness(MegaCircuitBuilder builder, ulong value) => Witness(builder, Fr.FromUInt64(value));

    /// <summary>The variable that the circuit fixes to zero.</summary>
    public static CircuitField ZeroVariable(MegaCircuitBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new(builder, builder.ZeroVariable);
    }

    /// <summary>The constant of that value.</summary>
    public static implicit operator CircuitField(in Fr value) => Constant(value);

    /// <summary>A truth value as 0 or 1: <c>v</c> or <c>1 - v</c>; no gate.</summary>
    public static implicit operator CircuitField(in CircuitBool value) =>
        value.IsConstant
            ? new(value.Builder, 0, Fr.One, value.Value ? Fr.One : Fr.Zero)
            : new(value.Builder, value.RawVariable + 1, value.IsInverted ? -Fr.One : Fr.One, value.IsInverted ? Fr.One : Fr.Zero);

    /// <summary>Whether two elements are the same in representation; says nothing about values.</summary>
    public static bool operator ==(in CircuitField left, in CircuitField right) => left.Equals(right);

    /// <summary>Whether two elements differ in representation.</summary>
    public static bool operator !=(in CircuitField left, in CircuitField right) => !left.Equals(right);

    /// <summary>
    /// The variable whose value is this element's. An element that is scaled gets a new one, by a gate; a constant the cached variable of
    /// that constant.
    /// </summary>
    /// <param name="circuit">The circuit, needed for constants that never met one.</param>
    public uint ToVariable(MegaCircuitBuilder circuit)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        return IsConstant ? circuit.PutConstant(Offset) : Normalize().RawVariable;
    }

    /// <summary>
    /// The element with multiplier 1 and offset 0: <c>multiplier v - v' + offset = 0</c> for a new variable v', unless it is so already.
    /// </summary>
    public CircuitField Normalize()
    {
        if (IsNormalized)
        {
            return this;
        }

        CircuitField result = Witness(builder!, Value);
        uint zero = builder!.ZeroVariable;
        builder.AddGate(new(RawVariable, zero, result.RawVariable, zero) { QA = multiplier, QC = -Fr.One, Constant = Offset });
        return result;
    }

    /// <inheritdoc/>
    public bool Equals(CircuitField other) =>
        variablePlusOne == other.variablePlusOne && Multiplier == other.Multiplier && Offset == other.Offset;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CircuitField other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(variablePlusOne, multiplier, Offset);

    private static MegaCircuitBuilder? Join(in CircuitField a, in CircuitField b)
    {
        Debug.Assert(a.builder is null || b.builder is null || a.builder == b.builder, "The elements belong to different circuits.");
        return a.builder ?? b.builder;
    }

    private static MegaCircuitBuilder? Join(in CircuitField a, in CircuitField b, in CircuitField c) => Join(a, b) ?? c.builder;

    /// <summary>The same element, knowing its circuit even if it is a constant.</summary>
    private CircuitField In(MegaCircuitBuilder circuit) => new(circuit, variablePlusOne, multiplier, Offset);
}
