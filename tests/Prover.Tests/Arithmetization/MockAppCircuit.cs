using Chonk.Prover.Arithmetization;
using Chonk.Prover.Hashing;

namespace Chonk.Prover.Tests.Arithmetization;

/// <summary>
/// The reference flow's smallest circuit, <c>mock:app</c>, put together gate by gate, with every witness zero: 38 witnesses, 8 of them
/// hashed twice through four permutations, four returned over the databus.
/// </summary>
internal static class MockAppCircuit
{
    public static MegaCircuitBuilder Build()
    {
        MegaCircuitBuilder builder = new(new Fr[41], []);
        uint zero = builder.ZeroVariable;
        foreach ((uint witness, ulong constant) in ((uint, ulong)[])[(6, 1), (7, 2), (8, 3)])
        {
            builder.AddGate(new(witness, zero, zero, zero) { QA = -Fr.One, Constant = Fr.FromUInt64(constant) });
        }

        builder.AddGate(new(2, 21, zero, zero) { QA = Fr.One, QB = -Fr.One });
        builder.AddGate(new(3, 37, zero, zero) { QA = Fr.One, QB = -Fr.One });
        builder.AddGate(new(4, zero, zero, zero) { QA = Fr.One });
        builder.AddGate(new(5, zero, zero, zero) { QA = Fr.One });
        foreach (uint first in (uint[])[0, 1])
        {
            uint output = 9 + (16 * first);
            AddPermutation(builder, [first, 6, 7, 8], output);
            for (uint i = 0; i < 3; i++)
            {
                AddPermutation(builder, [output, output + 1, output + 2, output + 3], output + 4);
                output += 4;
            }
        }

        builder.FillBus(BusColumn.ReturnData, [2, 3, 4, 5]);
        for (int i = 0; i < 8; i++)
        {
            builder.FixWitness(builder.AddPublicVariable(Fr.Zero), Fr.Zero);
        }

        return builder;
    }

    private static void AddPermutation(MegaCircuitBuilder builder, uint[] input, uint output)
    {
        builder.AddPoseidon2ExternalRow(Poseidon2ExternalGate.Initial, Row(input), default);
        uint[] state = New(builder, 4);
        for (int round = 0; round < 4; round++)
        {
            builder.AddPoseidon2ExternalRow(Poseidon2ExternalGate.Round, Row(state), External(round));
            state = New(builder, 4);
        }

        builder.AddPoseidon2ExternalRow(Poseidon2ExternalGate.None, Row(state), default);
        builder.AddPoseidon2InternalRow(
            Poseidon2InternalGate.Entry, Row(state), new() { QL = Internal(4), QR = Internal(5), QO = Internal(6) });
        uint first = state[0];
        for (int round = 4; round < 60; round += 4)
        {
            uint[] lanes = [first, .. New(builder, 3)];
            bool isLast = round == 56;
            RowSelectors selectors = new()
            {
                QL = Internal(round),
                QR = Internal(round + 1),
                QO = Internal(round + 2),
                Q4 = Internal(round + 3),
                QM = isLast ? Fr.Zero : Internal(round + 4),
                QC = isLast ? Fr.Zero : Internal(round + 5),
                Q5 = isLast ? Fr.Zero : Internal(round + 6),
            };
            builder.AddPoseidon2InternalRow(isLast ? Poseidon2InternalGate.Terminal : Poseidon2InternalGate.Quad, Row(lanes), selectors);
            first = builder.AddVariable(Fr.Zero);
        }

        state = [first, .. New(builder, 3)];
        builder.AddPoseidon2InternalRow(Poseidon2InternalGate.None, Row(state), default);
        for (int round = 60; round < 64; round++)
        {
            builder.AddPoseidon2ExternalRow(Poseidon2ExternalGate.Round, Row(state), External(round));
            state = round == 63 ? [output, output + 1, output + 2, output + 3] : New(builder, 4);
        }

        builder.AddPoseidon2ExternalRow(Poseidon2ExternalGate.None, Row(state), default);
    }

    private static Fr Internal(int round) => Poseidon2.RoundConstants(round)[0];

    private static RowSelectors External(int round)
    {
        ReadOnlySpan<Fr> constants = Poseidon2.RoundConstants(round);
        return new() { QL = constants[0], QR = constants[1], QO = constants[2], Q4 = constants[3] };
    }

    private static WireRow Row(uint[] variables) => new(variables[0], variables[1], variables[2], variables[3]);

    private static uint[] New(MegaCircuitBuilder builder, int count)
    {
        uint[] variables = new uint[count];
        for (int i = 0; i < count; i++)
        {
            variables[i] = builder.AddVariable(Fr.Zero);
        }

        return variables;
    }
}
