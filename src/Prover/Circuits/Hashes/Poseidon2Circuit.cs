using Chonk.Prover.Arithmetization;
using Chonk.Prover.Hashing;

namespace Chonk.Prover.Circuits.Hashes;

/// <summary>
/// The Poseidon2 permutation of four variables in 27 rows of a Mega circuit. [Grassi, Khovratovich, Schofnegger 2023],
/// https://eprint.iacr.org/2023/323; the layout is that of Barretenberg 5.0.0.
/// </summary>
/// <remarks>
/// External block, 11 rows: input (initial linear layer), states before rounds 0 to 3, state after them; states before rounds 60 to 63,
/// output. Internal block, 16 rows: the state before round 4 (entry), 14 rows of four rounds each that hold only lane 0 before each round
/// (the relations derive the other lanes), the state before round 60 (read by the last of these).
/// </remarks>
public static class Poseidon2Circuit
{
    private const int RoundsPerQuadRow = 4;
    private const int FirstPartialRound = Poseidon2.HalfFullRounds;
    private const int EndOfPartialRounds = FirstPartialRound + Poseidon2.PartialRounds;

    /// <summary>Adds a permutation: 27 rows and 95 variables.</summary>
    /// <param name="builder">The circuit.</param>
    /// <param name="state">Four variables of the input; on return, four new variables of the output.</param>
    public static void Permute(MegaCircuitBuilder builder, Span<uint> state)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfNotEqual(state.Length, Poseidon2.Width);
        Span<Fr> values = stackalloc Fr[Poseidon2.Width];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = builder.ValueOf(state[i]);
        }

        // 1. Initial linear layer.
        builder.AddPoseidon2ExternalRow(Poseidon2ExternalGate.Initial, Row(state), default);
        Poseidon2.ApplyInitialLayer(values);
        AddVariables(builder, values, state);

        // 2. Rounds 0 to 3.
        AddFullRounds(builder, 0, values, state);

        // 3. Rounds 4 to 59, four a row.
        builder.AddPoseidon2InternalRow(
            Poseidon2InternalGate.Entry,
            Row(state),
            new()
            {
                QL = PartialConstant(FirstPartialRound),
                QR = PartialConstant(FirstPartialRound + 1),
                QO = PartialConstant(FirstPartialRound + 2),
            });
        for (int round = FirstPartialRound; round < EndOfPartialRounds; round += RoundsPerQuadRow)
        {
            AddQuadRow(builder, round, values, state);
        }

        AddVariables(builder, values[1..], state[1..]);
        builder.AddPoseidon2InternalRow(Poseidon2InternalGate.None, Row(state), default);

        // 4. Rounds 60 to 63.
        AddFullRounds(builder, EndOfPartialRounds, values, state);
    }

    /// <summary>Four rows of full rounds and the row that the last of them reads.</summary>
    private static void AddFullRounds(MegaCircuitBuilder builder, int firstRound, Span<Fr> values, Span<uint> state)
    {
        for (int round = firstRound; round < firstRound + Poseidon2.HalfFullRounds; round++)
        {
            ReadOnlySpan<Fr> constants = Poseidon2.RoundConstants(round);
            builder.AddPoseidon2ExternalRow(
                Poseidon2ExternalGate.Round,
                Row(state),
                new() { QL = constants[0], QR = constants[1], QO = constants[2], Q4 = constants[3] });
            Poseidon2.ApplyRound(round, values);
            AddVariables(builder, values, state);
        }

        builder.AddPoseidon2ExternalRow(Poseidon2ExternalGate.None, Row(state), default);
    }

    /// <summary>
    /// A row of lane 0 before rounds r, r + 1, r + 2, r + 3. Its selectors hold the constants of these rounds and, unless it is the last
    /// such row, of the three after them, since its relation speaks of the next row too. Lane 0 of the state moves to round r + 4.
    /// </summary>
    private static void AddQuadRow(MegaCircuitBuilder builder, int round, Span<Fr> values, Span<uint> state)
    {
        Span<uint> lanes = stackalloc uint[RoundsPerQuadRow];
        lanes[0] = state[0];
        for (int i = 1; i < RoundsPerQuadRow; i++)
        {
            Poseidon2.ApplyRound(round + i - 1, values);
            lanes[i] = builder.AddVariable(values[0]);
        }

        bool isLast = round + RoundsPerQuadRow == EndOfPartialRounds;
        builder.AddPoseidon2InternalRow(
            isLast ? Poseidon2InternalGate.Terminal : Poseidon2InternalGate.Quad,
            Row(lanes),
            new()
            {
                QL = PartialConstant(round),
                QR = PartialConstant(round + 1),
                QO = PartialConstant(round + 2),
                Q4 = PartialConstant(round + 3),
                QM = isLast ? Fr.Zero : PartialConstant(round + 4),
                QC = isLast ? Fr.Zero : PartialConstant(round + 5),
                Q5 = isLast ? Fr.Zero : PartialConstant(round + 6),
            });
        Poseidon2.ApplyRound(round + RoundsPerQuadRow - 1, values);
        state[0] = builder.AddVariable(values[0]);
    }

    private static Fr PartialConstant(int round) => Poseidon2.RoundConstants(round)[0];

    private static WireRow Row(ReadOnlySpan<uint> variables) => new(variables[0], variables[1], variables[2], variables[3]);

    private static void AddVariables(MegaCircuitBuilder builder, ReadOnlySpan<Fr> values, Span<uint> variables)
    {
        for (int i = 0; i < variables.Length; i++)
        {
            variables[i] = builder.AddVariable(values[i]);
        }
    }
}
