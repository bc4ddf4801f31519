using Chonk.Prover.Arithmetization;

namespace Chonk.Prover.Circuits.Fields;

/// <content>Sums, products and quotients. Operations with at most one variable change multiplier and offset only.</content>
public readonly partial struct CircuitField
{
    /// <summary><c>a + b</c>: for different variables the gate <c>m_a a + m_b b - s + (o_a + o_b) = 0</c>.</summary>
    public static CircuitField operator +(in CircuitField left, in CircuitField right)
    {
        MegaCircuitBuilder? circuit = Join(left, right);
        Fr offset = left.Offset + right.Offset;
        if (left.IsConstant)
        {
            return new(circuit, right.variablePlusOne, right.Multiplier, offset);
        }

        if (right.IsConstant)
        {
            return new(circuit, left.variablePlusOne, left.multiplier, offset);
        }

        if (left.variablePlusOne == right.variablePlusOne)
        {
            return new(circuit, left.variablePlusOne, left.multiplier + right.multiplier, offset);
        }

        CircuitField sum = Witness(circuit!, left.Value + right.Value);
        circuit!.AddGate(new(left.RawVariable, right.RawVariable, sum.RawVariable, circuit.ZeroVariable)
        {
            QA = left.multiplier,
            QB = right.multiplier,
            QC = -Fr.One,
            Constant = offset,
        });
        return sum;
    }

    /// <summary><c>-a</c>; no gate.</summary>
    public static CircuitField operator -(in CircuitField value) =>
        new(value.builder, value.variablePlusOne, value.IsConstant ? Fr.One : -value.multiplier, -value.Offset);

    /// <summary><c>a - b = a + (-b)</c>.</summary>
    public static CircuitField operator -(in CircuitField left, in CircuitField right) => left + (-right);

    /// <summary>
    /// <c>a b</c>: for two variables (equal or not) the gate <c>m_a m_b a b + m_a o_b a + o_a m_b b - p + o_a o_b = 0</c>.
    /// </summary>
    public static CircuitField operator *(in CircuitField left, in CircuitField right)
    {
        MegaCircuitBuilder? circuit = Join(left, right);
        Fr offset = left.Offset * right.Offset;
        if (left.IsConstant && right.IsConstant)
        {
            return new(circuit, 0, Fr.One, offset);
        }

        if (right.IsConstant)
        {
            return new(circuit, left.variablePlusOne, left.multiplier * right.Offset, offset);
        }

        if (left.IsConstant)
        {
            return new(circuit, right.variablePlusOne, right.multiplier * left.Offset, offset);
        }

        CircuitField product = Witness(circuit!, left.Value * right.Value);
        circuit!.AddGate(new(left.RawVariable, right.RawVariable, product.RawVariable, circuit.ZeroVariable)
        {
            QM = left.multiplier * right.multiplier,
            QA = left.multiplier * right.Offset,
            QB = left.Offset * right.multiplier,
            QC = -Fr.One,
            Constant = offset,
        });
        return product;
    }

    /// <summary><c>a / b</c> with b constrained to be different from zero.</summary>
    public static CircuitField operator /(in CircuitField left, in CircuitField right)
    {
        right.AssertNotZero("A divisor is zero.");
        return left.DivideUnchecked(right);
    }

    /// <summary><c>a^2</c>.</summary>
    public CircuitField Square() => this * this;

    /// <summary>
    /// q with <c>q b = a</c>, which leaves q free if both are zero: the gate <c>m_b q b + o_b q - m_a a - o_a = 0</c> unless b is a constant.
    /// </summary>
    public CircuitField DivideUnchecked(in CircuitField divisor)
    {
        MegaCircuitBuilder? circuit = Join(this, divisor);
        if (divisor.IsConstant)
        {
            Fr inverse = divisor.Offset.IsZero ? Fr.One : Fr.InverseOrZero(divisor.Offset);
            return new(circuit, variablePlusOne, IsConstant ? Fr.One : multiplier * inverse, Offset * inverse);
        }

        if (IsConstant && Offset.IsZero)
        {
            return new(circuit, 0, Fr.One, Fr.Zero);
        }

        CircuitField quotient = Witness(circuit!, Value * Fr.InverseOrZero(divisor.Value));
        uint third = IsConstant ? quotient.RawVariable : RawVariable;
        circuit!.AddGate(new(quotient.RawVariable, divisor.RawVariable, third, circuit.ZeroVariable)
        {
            QM = divisor.multiplier,
            QA = divisor.Offset,
            QC = IsConstant ? Fr.Zero : -multiplier,
            Constant = -Offset,
        });
        return quotient;
    }

    /// <summary><c>a b + c</c> in one gate if a and b are variables.</summary>
    public CircuitField MultiplyAdd(in CircuitField factor, in CircuitField addend)
    {
        if (IsConstant || factor.IsConstant)
        {
            return (this * factor) + addend;
        }

        MegaCircuitBuilder circuit = Join(this, factor, addend)!;
        CircuitField result = Witness(circuit, (Value * factor.Value) + addend.Value);
        circuit.AddGate(new(RawVariable, factor.RawVariable, addend.In(circuit).RawVariableOrZero, result.RawVariable)
        {
            QM = multiplier * factor.multiplier,
            QA = multiplier * factor.Offset,
            QB = factor.multiplier * Offset,
            QC = addend.Multiplier,
            QD = -Fr.One,
            Constant = (Offset * factor.Offset) + addend.Offset,
        });
        return result;
    }

    /// <summary><c>a + b + c</c> in one gate if all are variables.</summary>
    public CircuitField AddTwo(in CircuitField second, in CircuitField third)
    {
        if (IsConstant || second.IsConstant || third.IsConstant)
        {
            return this + second + third;
        }

        MegaCircuitBuilder circuit = Join(this, second, third)!;
        CircuitField sum = Witness(circuit, Value + second.Value + third.Value);
        circuit.AddGate(new(RawVariable, second.RawVariable, third.RawVariable, sum.RawVariable)
        {
            QA = multiplier,
            QB = second.multiplier,
            QC = third.multiplier,
            QD = -Fr.One,
            Constant = Offset + second.Offset + third.Offset,
        });
        return sum;
    }

    /// <summary>
    /// The sum of all elements, three per gate: <c>d_{i+1} = d_i - x_{3i} - x_{3i+1} - x_{3i+2}</c> from the total down to 0, on the fourth wire.
    /// </summary>
    public static CircuitField Sum(ReadOnlySpan<CircuitField> terms)
    {
        if (terms.Length <= 1)
        {
            return terms.Length == 0 ? default : terms[0].Normalize();
        }

        CircuitField constant = default;
        List<CircuitField> variables = [];
        foreach (ref readonly CircuitField term in terms)
        {
            if (term.IsConstant)
            {
                constant += term;
            }
            else
            {
                variables.Add(term);
            }
        }

        if (variables.Count == 0)
        {
            return constant;
        }

        variables[0] += constant;
        MegaCircuitBuilder circuit = variables[0].builder!;
        Fr rest = Fr.Zero;
        foreach (CircuitField term in variables)
        {
            rest += term.Value;
        }

        while (variables.Count % 3 != 0)
        {
            variables.Add(ZeroVariable(circuit));
        }

        CircuitField total = Witness(circuit, rest);
        uint running = total.RawVariable;
        for (int i = 0; i < variables.Count; i += 3)
        {
            (CircuitField a, CircuitField b, CircuitField c) = (variables[i], variables[i + 1], variables[i + 2]);
            bool isLast = i + 3 == variables.Count;
            ArithmeticGate gate = new(a.RawVariable, b.RawVariable, c.RawVariable, running)
            {
                QA = a.multiplier,
                QB = b.multiplier,
                QC = c.multiplier,
                QD = -Fr.One,
                Constant = a.Offset + b.Offset + c.Offset,
            };
            circuit.AddGate(gate, addsNextFourth: !isLast);
            if (!isLast)
            {
                rest -= a.Value + b.Value + c.Value;
                running = circuit.AddVariable(rest);
            }
        }

        return total;
    }
}
