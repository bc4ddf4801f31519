using Chonk.Prover.Acir.Opcodes;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.Groups;

namespace Chonk.Prover.Acir.Gates;

/// <content>Additions and multiplications on Grumpkin. While the predicate is zero, inputs are replaced and the result is not compared.</content>
internal static partial class BlackBoxGates
{
    private static string? ReasonToRefuse(EmbeddedCurveAddOpcode opcode) =>
        opcode.Input1.Length != 2 || opcode.Input2.Length != 2 || opcode.Outputs.Length != 2 ? "a point has two coordinates"
        : ReasonToRefusePredicate(opcode.Predicate);

    private static string? ReasonToRefuse(MultiScalarMulOpcode opcode)
    {
        if (opcode.Points.Length % 2 != 0 || opcode.Points.Length != opcode.Scalars.Length || opcode.Outputs.Length != 2)
        {
            return "points and scalars do not match";
        }

        for (int i = 0; i < opcode.Scalars.Length; i += 2)
        {
            if (opcode.Scalars[i].IsConstant && !opcode.Scalars[i + 1].IsConstant)
            {
                return "the low half of a scalar is a constant and the high half is not";
            }
        }

        return ReasonToRefusePredicate(opcode.Predicate);
    }

    private static string? ReasonToRefusePredicate(in WitnessOrConstant predicate) =>
        predicate.IsConstant && !predicate.Constant.IsOne ? "the predicate is a constant other than one" : null;

    private static void AddCurveAddition(MegaCircuitBuilder builder, EmbeddedCurveAddOpcode opcode, string violation)
    {
        CircuitBool predicate = Field(builder, opcode.Predicate).ToBool();
        GrumpkinPoint first = Point(builder, opcode.Input1, predicate);
        GrumpkinPoint second = Point(builder, opcode.Input2, predicate);
        GrumpkinPoint expected = Output(builder, opcode.Outputs);
        AssertResult(predicate, first + second, expected, violation);
    }

    private static void AddMultiplication(MegaCircuitBuilder builder, MultiScalarMulOpcode opcode, string violation)
    {
        CircuitBool predicate = Field(builder, opcode.Predicate).ToBool();
        GrumpkinPoint expected = Output(builder, opcode.Outputs);
        GrumpkinPoint[] points = new GrumpkinPoint[opcode.Points.Length / 2];
        GrumpkinScalar[] scalars = new GrumpkinScalar[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = Point(builder, opcode.Points.AsSpan(2 * i, 2), predicate);
            scalars[i] = Scalar(builder, opcode.Scalars.AsSpan(2 * i, 2), predicate);
        }

        AssertResult(predicate, GrumpkinMultiplication.Multiply(points, scalars), expected, violation);
    }

    private static void AssertResult(in CircuitBool predicate, in GrumpkinPoint result, in GrumpkinPoint expected, string violation) =>
        result.AssertEqual(GrumpkinPoint.Select(predicate, expected, result), violation);

    private static GrumpkinPoint Output(MegaCircuitBuilder builder, uint[] outputs) =>
        GrumpkinPoint.FromCoordinates(new(builder, outputs[0]), new(builder, outputs[1]), assertOnCurve: false);

    private static GrumpkinPoint Point(MegaCircuitBuilder builder, ReadOnlySpan<WitnessOrConstant> input, in CircuitBool predicate)
    {
        CircuitField x = Field(builder, input[0]);
        CircuitField y = Field(builder, input[1]);
        if (!predicate.IsConstant)
        {
            x = CircuitField.Select(predicate, x, GrumpkinAffine.Generator.X);
            y = CircuitField.Select(predicate, y, GrumpkinAffine.Generator.Y);
        }

        return GrumpkinPoint.FromCoordinates(x, y, assertOnCurve: true);
    }

    private static GrumpkinScalar Scalar(MegaCircuitBuilder builder, ReadOnlySpan<WitnessOrConstant> input, in CircuitBool predicate)
    {
        CircuitField low = Field(builder, input[0]);
        CircuitField high = Field(builder, input[1]);
        if (!predicate.IsConstant)
        {
            low = CircuitField.Select(predicate, low, CircuitField.One);
            high = CircuitField.Select(predicate, high, default);
        }

        return new(low, high);
    }
}
