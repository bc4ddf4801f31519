using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Tests.Acir.Gates;
using Xunit;

namespace Chonk.Prover.Tests.Circuits.Fields;

public sealed class CircuitBoolTests
{
    [Fact]
    public void Operations_AllKindsOfOperands_HaveTheirTruthTables()
    {
        using MegaCircuitBuilder circuit = new();
        foreach (CircuitBool a in Operands(circuit))
        {
            foreach (CircuitBool b in Operands(circuit))
            {
                Assert.Equal(!a.Value, (!a).Value);
                Assert.Equal(a.Value && b.Value, (a & b).Value);
                Assert.Equal(a.Value || b.Value, (a | b).Value);
                Assert.Equal(a.Value ^ b.Value, (a ^ b).Value);
                Assert.Equal(a.Value == b.Value, a.IsEqualTo(b).Value);
                Assert.Equal(a.Value, a.Normalize().Value);
                a.AssertEqual(a.Value == b.Value ? b : !b);
                foreach (CircuitBool predicate in Operands(circuit))
                {
                    Assert.Equal(predicate.Value ? a.Value : b.Value, CircuitBool.Select(predicate, a, b).Value);
                }
            }
        }

        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Fact]
    public void AssertEqual_Different_FailsForAllKinds()
    {
        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j < 6; j++)
            {
                using MegaCircuitBuilder circuit = new();
                CircuitBool a = Operands(circuit)[i];
                CircuitBool b = Operands(circuit)[j];
                if (a.Value != b.Value)
                {
                    a.AssertEqual(b);
                    Assert.NotNull(circuit.Failure);
                }
            }
        }
    }

    private static CircuitBool[] Operands(MegaCircuitBuilder circuit) =>
    [
        CircuitBool.Constant(circuit, value: false), CircuitBool.Constant(circuit, value: true),
        CircuitBool.Witness(circuit, value: false), CircuitBool.Witness(circuit, value: true),
        !CircuitBool.Witness(circuit, value: false), !CircuitBool.Witness(circuit, value: true),
    ];
}
