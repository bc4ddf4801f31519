using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Bytes;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Fields;
using Chonk.Prover.Tests.Acir.Gates;
using Xunit;

namespace Chonk.Prover.Tests.Circuits.Bytes;

public sealed class CircuitBytesTests
{
    [Theory]
    [InlineData(31)]
    [InlineData(16)]
    [InlineData(4)]
    [InlineData(1)]
    public void FromField_ValuesThatFit_AreTheirBytes(int count)
    {
        Fr largest = Fr.FromInteger(UInt256.Subtract(UInt256.One << (8 * count), UInt256.One, out _));
        foreach (Fr value in new[] { Fr.Zero, Fr.One, Fr.FromUInt64(255), largest })
        {
            using MegaCircuitBuilder circuit = new();
            CircuitField[] bytes = CircuitBytes.FromField(CircuitField.Witness(circuit, value), count);
            byte[] expected = new byte[32];
            value.WriteBigEndian(expected);
            Assert.Equal(expected[(32 - count)..], CircuitInputs.BytesOf(bytes));
            Assert.Equal(value, CircuitBytes.ToField(bytes).Value);
            Array.Reverse(bytes);
            Assert.Equal(value, CircuitBytes.ToFieldLittleEndian(bytes).Value);
            Assert.Null(CircuitSatisfaction.FindViolation(circuit));
        }
    }

    [Fact]
    public void FromField_ValueOfMoreBytes_Fails()
    {
        using MegaCircuitBuilder circuit = new();
        CircuitBytes.FromField(CircuitField.Witness(circuit, 256), 1);
        Assert.NotNull(circuit.Failure);
    }

    [Fact]
    public void FromField_Constant_AddsNothing()
    {
        using MegaCircuitBuilder circuit = new();
        int gates = circuit.GateCount;
        Assert.Equal([1, 2], CircuitInputs.BytesOf(CircuitBytes.FromField(CircuitField.Constant(circuit, Fr.FromUInt64(258)), 2)));
        Assert.Equal(gates, circuit.GateCount);
    }
}
