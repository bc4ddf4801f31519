using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Booleans;

namespace Chonk.Prover.Circuits.Fields;

/// <content>Constraints on elements, and truth values derived from them.</content>
public readonly partial struct CircuitField
{
    /// <summary>
    /// <c>a = b</c>: a copy constraint if either is a plain variable (the other is normalised first), else one gate; a constant goes through
    /// its cached variable.
    /// </summary>
    /// <param name="other">b.</param>
    /// <param name="reason">What is violated if they differ.</param>
    public void AssertEqual(in CircuitField other, string reason = "Elements that must be equal differ.")
    {
        if (IsConstant && other.IsConstant)
        {
            if (Offset != other.Offset)
            {
                Join(this, other).ViolateOrThrow(reason);
            }

            return;
        }

        MegaCircuitBuilder circuit = Join(this, other)!;
        if (IsConstant)
        {
            circuit.AssertConstant(other.Normalize().RawVariable, Offset);
        }
        else if (other.IsConstant)
        {
            circuit.AssertConstant(Normalize().RawVariable, other.Offset);
        }
        else if (IsNormalized || other.IsNormalized)
        {
            circuit.AssertEqual(Normalize().RawVariable, other.Normalize().RawVariable, reason);
        }
        else
        {
            circuit.AddGate(new(RawVariable, other.RawVariable, circuit.ZeroVariable, circuit.ZeroVariable)
            {
                QA = multiplier,
                QB = -other.multiplier,
                Constant = Offset - other.Offset,
            });
            if (Value != other.Value)
            {
                circuit.Fail(reason);
            }
        }
    }

    /// <summary><c>m v + o = 0</c>, one gate.</summary>
    public void AssertZero(string reason = "An element that must be zero is not.")
    {
        if (!Value.IsZero)
        {
            Violate(reason);
        }

        if (!IsConstant)
        {
            uint zero = builder!.ZeroVariable;
            builder.AddGate(new(RawVariable, zero, zero, zero) { QA = multiplier, Constant = Offset });
        }
    }

    /// <summary><c>(m v + o) i = 1</c> for a new variable i, one gate.</summary>
    public void AssertNotZero(string reason = "An element that must not be zero is.")
    {
        Fr value = Value;
        if (value.IsZero)
        {
            Violate(reason);
        }

        if (!IsConstant)
        {
            uint zero = builder!.ZeroVariable;
            uint inverse = builder.AddVariable(Fr.InverseOrZero(value));
            builder.AddGate(new(RawVariable, inverse, zero, zero) { QM = multiplier, QB = Offset, Constant = -Fr.One });
        }
    }

    /// <summary>
    /// Whether the element is zero: for new variables z (a bit) and i, <c>a i + z - 1 = 0</c> and <c>z (-i) + z = 0</c>, so that i is the
    /// inverse, or 1 for zero.
    /// </summary>
    public CircuitBool IsZero()
    {
        Fr value = Value;
        if (IsConstant)
        {
            return CircuitBool.Constant(builder, value.IsZero);
        }

        CircuitBool isZero = CircuitBool.Witness(builder!, value.IsZero);
        CircuitField inverse = Witness(builder!, value.IsZero ? Fr.One : Fr.InverseOrZero(value));
        AssertProductSumZero(this, inverse, isZero, -Fr.One);
        AssertProductSumZero(isZero, -inverse, isZero, Fr.Zero);
        return isZero;
    }

    /// <summary>Whether <c>a - b</c> is zero.</summary>
    public CircuitBool IsEqualTo(in CircuitField other) => (this - other).IsZero();

    /// <summary>
    /// Constrains the element to <c>[0, 2^bitCount)</c> by limbs of 14 bits; even one narrow limb is a variable of its own, with a gate.
    /// </summary>
    /// <param name="bitCount">0 to 253.</param>
    /// <param name="reason">What is violated if it is larger.</param>
    public void ConstrainBits(int bitCount, string? reason = null)
    {
        if (bitCount == 0)
        {
            AssertZero(reason ?? "An element exceeds its width.");
        }
        else if (!IsConstant)
        {
            builder!.DecomposeIntoLimbs(Normalize().RawVariable, bitCount, MegaCircuitBuilder.RangeLimbBits, reason);
        }
        else if (Offset.ToInteger().BitLength > bitCount)
        {
            Violate(reason ?? "An element exceeds its width.");
        }
    }

    /// <summary>
    /// The element as a truth value with a bool gate; <c>v</c> and <c>1 - v</c> keep their variable, others are normalised first.
    /// </summary>
    public CircuitBool ToBool()
    {
        Fr value = Value;
        if (!value.IsZero && !value.IsOne)
        {
            Violate("A truth value is neither 0 nor 1.");
        }

        if (IsConstant)
        {
            return CircuitBool.Constant(builder, value.IsOne);
        }

        bool isInverted = Offset.IsOne && multiplier == -Fr.One;
        uint variable = isInverted ? RawVariable : Normalize().RawVariable;
        builder!.AddBoolGate(variable);
        CircuitBool result = CircuitBool.FromVariableUnchecked(builder, variable);
        return isInverted ? !result : result;
    }

    /// <summary><c>a + b + c + d = 0</c>, one gate.</summary>
    public static void AssertSumZero(
        in CircuitField a, in CircuitField b, in CircuitField c, in CircuitField d, string reason = "A sum that must be zero is not.")
    {
        MegaCircuitBuilder? circuit = Join(a, b) ?? Join(c, d);
        if (!(a.Value + b.Value + c.Value + d.Value).IsZero)
        {
            circuit.ViolateOrThrow(reason);
        }

        if (a.IsConstant && b.IsConstant && c.IsConstant && d.IsConstant)
        {
            return;
        }

        circuit!.AddGate(new(a.In(circuit).RawVariableOrZero, b.In(circuit).RawVariableOrZero, c.In(circuit).RawVariableOrZero, d.In(circuit).RawVariableOrZero)
        {
            QA = a.Multiplier,
            QB = b.Multiplier,
            QC = c.Multiplier,
            QD = d.Multiplier,
            Constant = a.Offset + b.Offset + c.Offset + d.Offset,
        });
    }

    /// <summary><c>a b + c + d = 0</c>, one gate.</summary>
    public static void AssertProductSumZero(
        in CircuitField a, in CircuitField b, in CircuitField c, in CircuitField d, string reason = "A sum of a product that must be zero is not.")
    {
        MegaCircuitBuilder? circuit = Join(a, b) ?? Join(c, d);
        if (!((a.Value * b.Value) + c.Value + d.Value).IsZero)
        {
            circuit.ViolateOrThrow(reason);
        }

        if (a.IsConstant && b.IsConstant && c.IsConstant && d.IsConstant)
        {
            return;
        }

        circuit!.AddGate(new(a.In(circuit).RawVariableOrZero, b.In(circuit).RawVariableOrZero, c.In(circuit).RawVariableOrZero, d.In(circuit).RawVariableOrZero)
        {
            QM = a.Multiplier * b.Multiplier,
            QA = a.Multiplier * b.Offset,
            QB = b.Multiplier * a.Offset,
            QC = c.Multiplier,
            QD = d.Multiplier,
            Constant = (a.Offset * b.Offset) + c.Offset + d.Offset,
        });
    }

    private void Violate(string reason) => builder.ViolateOrThrow(reason);
}
