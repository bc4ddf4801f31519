using System.Globalization;
using Chonk.Prover.Acir.Opcodes;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Logic;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Acir.Gates;

/// <summary>
/// Makes an ACIR function into a Mega circuit, gate for gate as Barretenberg 5.0.0 does: which variables and gates an opcode adds, and the
/// order of the kinds of opcodes, show in the verification key.
/// </summary>
public static class AcirCircuit
{
    /// <summary>Field elements of the default public data of an app: two points of 136-bit halves, infinity as zeros.</summary>
    private const int DefaultPublicDataCount = 8;

    /// <summary>Builds the circuit of a witness.</summary>
    /// <param name="function">The entry point of a program.</param>
    /// <param name="witness">Its witness, <see cref="AcirFunction.WitnessCount"/> values. One that violates the function shows in <see cref="MegaCircuitBuilder.Failure"/>.</param>
    /// <param name="name">What to call the circuit in errors.</param>
    /// <returns>The circuit, not finalised; owned by the caller.</returns>
    /// <exception cref="AcirCircuitException">No circuit can be made of the function.</exception>
    public static MegaCircuitBuilder Build(AcirFunction function, ReadOnlySpan<Fr> witness, string name)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentOutOfRangeException.ThrowIfNotEqual(witness.Length, function.WitnessCount);
        AcirConstraints constraints = new(function, name);
        MegaCircuitBuilder builder = new(witness, [.. function.PublicInputs]);
        try
        {
            AddGates(builder, constraints);
            return builder;
        }
        catch
        {
            builder.Dispose();
            throw;
        }
    }

    /// <summary>Builds the circuit for its key alone: a witness of zeros, whose violations mean nothing.</summary>
    /// <inheritdoc cref="Build"/>
    public static MegaCircuitBuilder BuildWithoutWitness(AcirFunction function, string name)
    {
        ArgumentNullException.ThrowIfNull(function);
        using NativeBuffer<Fr> zeros = new((int)function.WitnessCount, BufferCategory.Input);
        return Build(function, zeros.Span, name);
    }

    /// <summary>Finds what no circuit can be made of (an unknown opcode, for one) without making the circuit.</summary>
    /// <param name="function">The entry point of a program.</param>
    /// <param name="name">What to call the circuit in errors.</param>
    /// <exception cref="AcirCircuitException">No circuit can be made of the function.</exception>
    public static void Validate(AcirFunction function, string name)
    {
        ArgumentNullException.ThrowIfNull(function);
        _ = new AcirConstraints(function, name);
    }

    private static void AddGates(MegaCircuitBuilder builder, AcirConstraints constraints)
    {
        ExpressionGates gates = new();
        foreach ((int position, AcirExpression expression) in constraints.SingleGates)
        {
            AddExpression(builder, gates, position, expression);
        }

        foreach ((int position, AcirExpression expression) in constraints.GateChains)
        {
            AddExpression(builder, gates, position, expression);
        }

        foreach ((_, LogicOpcode opcode) in constraints.Logic)
        {
            uint left = VariableOf(builder, opcode.Left);
            uint right = VariableOf(builder, opcode.Right);
            uint result = BitwiseLogic.Add(builder, opcode.IsXor, left, right, (int)opcode.BitCount);
            builder.AssertEqual(result, opcode.Output);
        }

        foreach ((int position, RangeOpcode opcode) in constraints.Ranges)
        {
            builder.ConstrainBits(opcode.Input.Witness, (int)opcode.BitCount, Violation(position, opcode.Name));
        }

        foreach ((int position, AcirOpcode opcode) in constraints.BlackBoxes.Values.SelectMany(static opcodes => opcodes))
        {
            BlackBoxGates.Add(builder, opcode, Violation(position, opcode.Name));
        }

        foreach (MemoryBlock block in constraints.Blocks.Values)
        {
            MemoryBlockGates.Add(builder, block);
        }

        for (int i = 0; i < DefaultPublicDataCount; i++)
        {
            builder.FixWitness(builder.AddPublicVariable(Fr.Zero), Fr.Zero);
        }
    }

    private static void AddExpression(MegaCircuitBuilder builder, ExpressionGates gates, int position, AcirExpression expression)
    {
        gates.Split(expression);
        ReadOnlySpan<ArithmeticGate> parts = gates.Gates;
        uint carried = ExpressionGates.Unused;
        for (int i = 0; i < parts.Length; i++)
        {
            ArithmeticGate gate = OnWires(builder, parts[i]);
            if (i > 0)
            {
                gate = gate with { D = carried, QD = -Fr.One };
            }

            bool isLast = i == parts.Length - 1;
            builder.AddGate(gate, addsNextFourth: !isLast);
            Fr sum = ValueOf(builder, gate);
            if (!isLast)
            {
                carried = builder.AddVariable(-sum);
            }
            else if (!sum.IsZero)
            {
                builder.Fail(Violation(position, "AssertZero"));
            }
        }
    }

    private static ArithmeticGate OnWires(MegaCircuitBuilder builder, in ArithmeticGate gate)
    {
        uint zero = builder.ZeroVariable;
        return gate with { A = Wire(gate.A), B = Wire(gate.B), C = Wire(gate.C), D = Wire(gate.D) };

        uint Wire(uint variable) => variable == ExpressionGates.Unused ? zero : variable;
    }

    private static Fr ValueOf(MegaCircuitBuilder builder, in ArithmeticGate gate)
    {
        Fr a = builder.ValueOf(gate.A);
        Fr b = builder.ValueOf(gate.B);
        return (gate.QM * a * b) + (gate.QA * a) + (gate.QB * b) + (gate.QC * builder.ValueOf(gate.C))
            + (gate.QD * builder.ValueOf(gate.D)) + gate.Constant;
    }

    private static uint VariableOf(MegaCircuitBuilder builder, in WitnessOrConstant input) =>
        input.IsConstant ? builder.PutConstant(input.Constant) : input.Witness;

    private static string Violation(int position, string opcode) =>
        string.Create(CultureInfo.InvariantCulture, $"Opcode {position} ({opcode}) is violated.");
}
