using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Fields;

namespace Chonk.Prover.Tests.Circuits;

/// <summary>Inputs of gadgets under test, as variables or as constants.</summary>
internal static class CircuitInputs
{
    public static CircuitField[] Of(MegaCircuitBuilder? circuit, IEnumerable<ulong> values) =>
        [.. values.Select(value => circuit is null ? CircuitField.Constant(value) : CircuitField.Witness(circuit, value))];

    public static CircuitField[] Of(MegaCircuitBuilder? circuit, IEnumerable<byte> values) => Of(circuit, values.Select(static value => (ulong)value));

    public static CircuitField[] Of(MegaCircuitBuilder? circuit, IEnumerable<uint> values) => Of(circuit, values.Select(static value => (ulong)value));

    public static byte[] BytesOf(IEnumerable<CircuitField> fields) => [.. fields.Select(static field => (byte)field.Value.ToInteger().L0)];

    public static uint[] WordsOf(IEnumerable<CircuitField> fields) => [.. fields.Select(static field => checked((uint)field.Value.ToInteger().L0))];
}
