using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Hashes;
using Chonk.Prover.Hashing;
using Chonk.Prover.Tests.Acir.Gates;
using Xunit;

namespace Chonk.Prover.Tests.Circuits;

public sealed class Poseidon2CircuitTests
{
    private const int RowsPerPermutation = 27;
    private const int VariablesPerPermutation = 95;

    [Fact]
    public void Permute_RandomAndEdgeStates_HasTheValueOfThePermutation()
    {
        Fr[][] states =
        [
            [Fr.Zero, Fr.Zero, Fr.Zero, Fr.Zero], [Fr.One, -Fr.One, Fr.FromUInt64(2), -Fr.FromUInt64(2)],
            [Fr.Random(), Fr.Random(), Fr.Random(), Fr.Random()],
        ];
        foreach (Fr[] values in states)
        {
            using MegaCircuitBuilder builder = new(values, []);
            int rows = builder.GateCount;
            int variables = builder.VariableCount;
            uint[] state = [0, 1, 2, 3];
            Poseidon2Circuit.Permute(builder, state);
            Assert.Equal(RowsPerPermutation, builder.GateCount - rows);
            Assert.Equal(VariablesPerPermutation, builder.VariableCount - variables);
            Fr[] expected = [.. values];
            Poseidon2.Permute(expected);
            Assert.Equal(expected, state.Select(variable => builder.ValueOf(variable)));
            Assert.Null(CircuitSatisfaction.FindViolation(builder));
        }
    }

    [Fact]
    public void Permute_OtherOutput_ViolatesAnExternalRow()
    {
        for (int lane = 0; lane < Poseidon2.Width; lane++)
        {
            using MegaCircuitBuilder builder = new([Fr.One, Fr.One, Fr.One, Fr.One, Fr.FromUInt64(5)], []);
            uint[] state = [0, 1, 2, 3];
            Poseidon2Circuit.Permute(builder, state);

            // The claimed output becomes the value of the class, so the columns hold it.
            builder.AssertEqual(4, state[lane]);
            Assert.NotNull(builder.Failure);
            Assert.StartsWith(
                "Poseidon2 full round", CircuitSatisfaction.FindRelationViolation(builder)?.Relation ?? "none", StringComparison.Ordinal);
        }
    }
}
