using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Fields;
using Chonk.Prover.Tests.Acir.Gates;
using Xunit;

namespace Chonk.Prover.Tests.Circuits.Fields;

/// <summary>Every operation on constants, variables and scaled variables: the value, the satisfied circuit, and what it costs.</summary>
public sealed class CircuitFieldTests
{
    private const int KindCount = 4;

    [Fact]
    public void Operations_AllKindsOfOperands_HaveTheFieldsValues()
    {
        using MegaCircuitBuilder circuit = new();
        for (int i = 0; i < KindCount * KindCount * KindCount; i++)
        {
            CircuitField a = Operand(circuit, i % KindCount);
            CircuitField b = Operand(circuit, i / KindCount % KindCount);
            CircuitField c = Operand(circuit, i / KindCount / KindCount);
            (Fr x, Fr y, Fr z) = (a.Value, b.Value, c.Value);
            Assert.Equal(x + y, (a + b).Value);
            Assert.Equal(x - y, (a - b).Value);
            Assert.Equal(x * y, (a * b).Value);
            Assert.Equal(x * x, a.Square().Value);
            Assert.Equal(x * Fr.InverseOrZero(y), (a / b).Value);
            Assert.Equal((x * y) + z, a.MultiplyAdd(b, c).Value);
            Assert.Equal(x + y + z, a.AddTwo(b, c).Value);
            Assert.Equal(x + y + z + x, CircuitField.Sum([a, b, c, a]).Value);
            Assert.Equal(x, a.Normalize().Value);
            Assert.True(a.Normalize().IsNormalized);
            a.AssertNotZero();
            (a + b).AssertEqual(b + a);
            CircuitField.AssertSumZero(a, b, -a, -b);
            CircuitField.AssertProductSumZero(a, b, -(a * b), CircuitField.Constant(0));
            CircuitBool bit = CircuitBool.Witness(circuit, (i & 1) != 0);
            Assert.Equal(bit.Value ? x : y, CircuitField.Select(bit, a, b).Value);
            Assert.False(a.IsZero().Value);
            Assert.True((a - a).IsZero().Value);
            Assert.True(a.IsEqualTo(a + Fr.Zero).Value);
        }

        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Fact]
    public void Scaling_AnyNumberOfConstants_CostsNothing()
    {
        using MegaCircuitBuilder circuit = new();
        CircuitField a = CircuitField.Witness(circuit, 7);
        int gates = circuit.GateCount;
        CircuitField scaled = ((a * Fr.FromUInt64(3)) + Fr.FromUInt64(5) - a - a) * CircuitField.Constant(2);
        Assert.Equal(Fr.FromUInt64(24), scaled.Value);
        Assert.Equal(gates, circuit.GateCount);
        Assert.Equal(circuit.GateCount + 1, GatesAfter(circuit, () => scaled.Normalize()));
    }

    /// <summary>No gate, no constraint: what an operation on two scaled variables adds, whatever values they have.</summary>
    [Fact]
    public void Operations_OnVariables_CostTheirGates()
    {
        using MegaCircuitBuilder circuit = new();
        CircuitField a = Operand(circuit, 3);
        CircuitField b = Operand(circuit, 3);
        CircuitField c = Operand(circuit, 3);
        CircuitBool bit = CircuitBool.Witness(circuit, value: true);
        (int Gates, Action Operation)[] operations =
        [
            (1, () => _ = a + b), (1, () => _ = a - b), (1, () => _ = a * b), (1, () => a.Square()), (2, () => _ = a / b),
            (1, () => a.DivideUnchecked(b)), (1, () => CircuitField.One.DivideUnchecked(b)), (1, () => a.MultiplyAdd(b, c)), (1, () => a.AddTwo(b, c)),
            (1, () => a.Normalize()), (1, () => a.AssertNotZero()), (3, () => a.IsZero()), (1, () => (a - a.Value).AssertZero()),
            (1, () => a.AssertEqual((a * Fr.One) + Fr.Zero)), (1, () => CircuitField.AssertSumZero(a, b, -a, -b)),
            (1, () => CircuitField.AssertProductSumZero(a, b, -(a.Value * b.Value), CircuitField.Constant(0))),
            (1, () => _ = (!bit).Normalize()), (1, () => _ = bit & !bit), (1, () => _ = bit | !bit), (1, () => _ = bit ^ !bit),
            (1, () => CircuitBool.Witness(circuit, value: false)), (2, () => (a - a.Value).ToBool()),
        ];
        foreach ((int gates, Action operation) in operations)
        {
            int before = circuit.GateCount;
            operation();
            Assert.Equal(before + gates, circuit.GateCount);
        }
    }

    [Fact]
    public void Sum_OfSevenVariables_TakesThreeGates()
    {
        using MegaCircuitBuilder circuit = new();
        CircuitField[] terms = CircuitInputs.Of(circuit, Enumerable.Range(1, 7).Select(static i => (ulong)i));
        int gates = circuit.GateCount;
        Assert.Equal(gates + 3, GatesAfter(circuit, () => CircuitField.Sum(terms)));
        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(32)]
    [InlineData(252)]
    public void ConstrainBits_Boundary_AcceptsTheLastAndRefusesTheNext(int bitCount)
    {
        Fr bound = Fr.FromInteger(UInt256.One << bitCount);
        using MegaCircuitBuilder accepted = new();
        CircuitField.Witness(accepted, bound - Fr.One).ConstrainBits(bitCount);
        Assert.Null(CircuitSatisfaction.FindViolation(accepted));
        using MegaCircuitBuilder refused = new();
        CircuitField.Witness(refused, bound).ConstrainBits(bitCount);
        Assert.NotNull(refused.Failure);
        Assert.NotNull(CircuitSatisfaction.FindRelationViolation(refused));
    }

    [Fact]
    public void ToBool_PlainInvertedAndScaled_KeepTheirValue()
    {
        foreach (bool value in new[] { false, true })
        {
            using MegaCircuitBuilder circuit = new();
            CircuitField bit = CircuitField.Witness(circuit, value ? 1UL : 0);
            Assert.Equal(value, bit.ToBool().Value);
            Assert.Equal(!value, (-bit + Fr.One).ToBool().Value);
            Assert.Equal(value, ((bit + bit) * Fr.InverseOrZero(Fr.FromUInt64(2))).ToBool().Value);
            Assert.Null(CircuitSatisfaction.FindViolation(circuit));
        }
    }

    [Fact]
    public void Violations_OfEachConstraint_AreSeenByTheCircuit()
    {
        Action<CircuitField, CircuitField>[] constraints =
        [
            static (a, b) => a.AssertEqual(b + Fr.One),
            static (a, b) => (a + Fr.One).AssertEqual(b + Fr.One),
            static (a, _) => a.AssertZero(),
            static (a, _) => (a - a.Value).AssertNotZero(),
            static (a, b) => CircuitField.AssertSumZero(a, b, a, b),
            static (a, b) => CircuitField.AssertProductSumZero(a, b, a, b),
            static (a, _) => a.ToBool(),
            static (a, b) => _ = a / (b - b.Value),
        ];
        foreach (Action<CircuitField, CircuitField> constraint in constraints)
        {
            using MegaCircuitBuilder circuit = new();
            constraint(CircuitField.Witness(circuit, 17), CircuitField.Witness(circuit, 18));
            Assert.NotNull(circuit.Failure);
            Assert.NotNull(CircuitSatisfaction.FindRelationViolation(circuit));
        }
    }

    [Fact]
    public void Constants_ThatContradict_ThrowWithoutACircuit() =>
        Assert.Throws<InvalidOperationException>(() => CircuitField.Constant(1).AssertEqual(CircuitField.Constant(2)));

    private static CircuitField Operand(MegaCircuitBuilder circuit, int kind) => kind switch
    {
        0 => CircuitField.Constant(Fr.Random()),
        1 => CircuitField.Witness(circuit, Fr.Random()),
        2 => CircuitField.Witness(circuit, Fr.Random()) * Fr.Random(),
        _ => (CircuitField.Witness(circuit, Fr.Random()) * Fr.Random()) + Fr.Random(),
    };

    private static int GatesAfter(MegaCircuitBuilder circuit, Action action)
    {
        action();
        return circuit.GateCount;
    }
}
