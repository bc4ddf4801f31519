using Chonk.Prover.Arithmetization;
using Chonk.Prover.Fields;
using Chonk.Prover.Hashing;

namespace Chonk.Prover.Tests.Arithmetization.Relations;

internal sealed partial class SampleTrace
{
    private Fr Record(Fr index, Fr second, Fr value, int access = 0) =>
        (index * eta) + (second * eta * eta) + (value * eta * eta * eta) + Int(access);

    private void AddMemory()
    {
        // A ROM of cells 0 and 1, cell 0 read twice: accesses, then the sorted list with its unconstrained last record.
        Fr[] first = [Next(), Next()];
        Fr[] second = [Next(), Next()];
        foreach (int cell in new[] { 1, 0, 0 })
        {
            AddRow(Int(cell), second[cell], first[cell], Record(Int(cell), second[cell], first[cell]),
                (MegaColumn.QMemory, Fr.One), (MegaColumn.QL, Fr.One), (MegaColumn.QM, Fr.One));
        }

        foreach (int cell in new[] { 0, 0 })
        {
            AddRow(Int(cell), second[cell], first[cell], Record(Int(cell), second[cell], first[cell]),
                (MegaColumn.QMemory, Fr.One), (MegaColumn.QL, Fr.One), (MegaColumn.QR, Fr.One));
        }

        AddRow(Int(1), second[1], first[1], Record(Int(1), second[1], first[1]));

        // A RAM: (cell, time, value, access), sorted; write 0, read 0, write 0 again, write 1, read 1.
        Fr a = Next();
        Fr b = Next();
        Fr c = Next();
        (int Cell, int Time, Fr Value, int Access)[] list = [(0, 0, a, 1), (0, 2, a, 0), (0, 3, b, 1), (1, 1, c, 1), (1, 4, c, 0)];
        foreach ((int cell, int time, Fr value, int access) in list)
        {
            AddRow(Int(cell), Int(time), value, Record(Int(cell), Int(time), value, access),
                (MegaColumn.QMemory, Fr.One), (MegaColumn.QL, Fr.One), (MegaColumn.QM, Fr.One), (MegaColumn.QC, Int(access)));
        }

        for (int i = 0; i < list.Length; i++)
        {
            Fr on = i + 1 < list.Length ? Fr.One : Fr.Zero;
            AddRow(Int(list[i].Cell), Int(list[i].Time), list[i].Value,
                Record(Int(list[i].Cell), Int(list[i].Time), list[i].Value, list[i].Access), (MegaColumn.QMemory, on), (MegaColumn.QO, on));
        }

        for (int i = 0; i + 1 < list.Length; i++)
        {
            int step = list[i + 1].Cell == list[i].Cell ? list[i + 1].Time - list[i].Time : 0;
            AddRow(Int(list[i].Cell), Int(list[i].Time), Int(step), Next(),
                (MegaColumn.QMemory, Fr.One), (MegaColumn.QL, Fr.One), (MegaColumn.Q4, Fr.One));
        }

        AddRow(Int(list[^1].Cell), Int(list[^1].Time), Fr.Zero, Fr.Zero);
    }

    private void AddNonNativeField()
    {
        Fr limb = Fr.FromInteger(UInt256.One << 68);
        Fr sublimb = Int(1 << 14);
        (MegaColumn A, MegaColumn B)[] kinds =
        [
            (MegaColumn.QR, MegaColumn.QO), (MegaColumn.QR, MegaColumn.Q4), (MegaColumn.QR, MegaColumn.QM),
            (MegaColumn.QO, MegaColumn.Q4), (MegaColumn.QO, MegaColumn.QM),
        ];
        foreach ((MegaColumn kindA, MegaColumn kindB) in kinds)
        {
            Fr[] w = [Next(), Next(), Next(), Next()];
            Fr[] n = [Next(), Next(), Next(), Next()];
            Fr cross = (w[0] * n[1]) + (n[0] * w[1]);
            Fr low = (cross * limb) + (n[0] * n[1]);
            switch (kindA, kindB)
            {
                case (MegaColumn.QR, MegaColumn.QO):
                    w[2] = low - w[3];
                    break;
                case (MegaColumn.QR, MegaColumn.Q4):
                    n[3] = (((w[0] * w[3]) + (w[1] * w[2]) - n[2]) * limb) + cross;
                    break;
                case (MegaColumn.QR, MegaColumn.QM):
                    n[3] = low + w[3] - n[2];
                    break;
                case (MegaColumn.QO, MegaColumn.Q4):
                    w[3] = Horner(sublimb, w[0], w[1], w[2], n[0], n[1]);
                    break;
                default:
                    n[3] = Horner(sublimb, w[2], w[3], n[0], n[1], n[2]);
                    break;
            }

            AddRow(w[0], w[1], w[2], w[3], (MegaColumn.QNnf, Fr.One), (kindA, Fr.One), (kindB, Fr.One));
            AddRow(n[0], n[1], n[2], n[3]);
        }
    }

    private static Fr Horner(Fr x, params Fr[] coefficients) => coefficients.Reverse().Aggregate(Fr.Zero, (sum, c) => (sum * x) + c);

    private void AddDatabus()
    {
        MegaColumn[] values =
        [
            MegaColumn.KernelCalldata, MegaColumn.FirstAppCalldata, MegaColumn.SecondAppCalldata, MegaColumn.ThirdAppCalldata,
            MegaColumn.ReturnData,
        ];
        MegaColumn[] selectors = [MegaColumn.QL, MegaColumn.QR, MegaColumn.QO, MegaColumn.Q4, MegaColumn.QM];
        MegaColumn[] indicators =
        [
            MegaColumn.KernelCalldataIndicator, MegaColumn.FirstAppCalldataIndicator, MegaColumn.SecondAppCalldataIndicator,
            MegaColumn.ThirdAppCalldataIndicator, MegaColumn.ReturnDataIndicator,
        ];
        for (int i = 0; i < 5; i++)
        {
            At(MegaColumn.DatabusId, BusStart + i) = Int(i);
        }

        for (int bus = 0; bus < 5; bus++)
        {
            // Bus b holds b + 1 entries; its last one is read twice, the others not at all.
            for (int i = 0; i <= bus; i++)
            {
                At(values[bus], BusStart + i) = Next();
                At(indicators[bus], BusStart + i) = Fr.One;
            }

            At(values[bus] + 1, BusStart + bus) = Int(2);
            int first = row;
            for (int i = 0; i < 2; i++)
            {
                AddRow(At(values[bus], BusStart + bus), Int(bus), Next(), Next(), (MegaColumn.QBusread, Fr.One), (selectors[bus], Fr.One));
            }

            foreach (int i in new[] { first, first + 1, BusStart + bus })
            {
                Fr read = At(MegaColumn.WL, i) + (beta * At(MegaColumn.WR, i)) + gamma;
                Fr entry = At(values[bus], i) + (beta * At(MegaColumn.DatabusId, i)) + gamma;
                At(values[bus] + 2, i) = Fr.Inverse(read * entry);
            }
        }
    }

    /// <summary>One permutation of Poseidon2 in 27 rows: the early full rounds, the late ones, then the partial rounds four to a row.</summary>
    private void AddPoseidon2()
    {
        Fr[] input = [Next(), Next(), Next(), Next()];
        Fr[][] states = [.. StatesBeforeRounds(input)];
        Fr[] expected = [.. input];
        Poseidon2.Permute(expected);
        Xunit.Assert.Equal(expected, states[Poseidon2.Rounds]);

        AddState(input, MegaColumn.QPoseidon2ExternalInitial, null);
        foreach (int start in new[] { 0, Poseidon2.Rounds - Poseidon2.HalfFullRounds })
        {
            for (int r = start; r < start + Poseidon2.HalfFullRounds; r++)
            {
                AddState(states[r], MegaColumn.QPoseidon2External, r);
            }

            AddState(states[start + Poseidon2.HalfFullRounds], null, null);
        }

        int partial = Poseidon2.HalfFullRounds;
        int entry = AddState(states[partial], MegaColumn.QPoseidon2TransitionEntry, null);
        SetConstants(entry, partial, MegaColumn.QL, MegaColumn.QR, MegaColumn.QO);
        int end = partial + Poseidon2.PartialRounds;
        for (int r = partial; r < end; r += 4)
        {
            bool last = r + 4 == end;
            int added = AddRow(states[r][0], states[r + 1][0], states[r + 2][0], states[r + 3][0],
                (last ? MegaColumn.QPoseidon2QuadInternalTerminal : MegaColumn.QPoseidon2QuadInternal, Fr.One));
            SetConstants(added, r, MegaColumn.QL, MegaColumn.QR, MegaColumn.QO, MegaColumn.Q4);
            if (!last)
            {
                SetConstants(added, r + 4, MegaColumn.QM, MegaColumn.QC, MegaColumn.Q5);
            }
        }

        AddState(states[end], null, null);
    }

    private int AddState(Fr[] state, MegaColumn? selector, int? round)
    {
        int added = AddRow(state[0], state[1], state[2], state[3]);
        if (selector is MegaColumn column)
        {
            At(column, added) = Fr.One;
        }

        if (round is int r)
        {
            ReadOnlySpan<Fr> constants = Poseidon2.RoundConstants(r);
            At(MegaColumn.QL, added) = constants[0];
            At(MegaColumn.QR, added) = constants[1];
            At(MegaColumn.QO, added) = constants[2];
            At(MegaColumn.Q4, added) = constants[3];
        }

        return added;
    }

    private void SetConstants(int index, int round, params MegaColumn[] columns)
    {
        foreach (MegaColumn column in columns)
        {
            At(column, index) = Poseidon2.RoundConstants(round++)[0];
        }
    }

    /// <summary>The permutation round by round with plain matrices; the state before round r, and the result last.</summary>
    private static IEnumerable<Fr[]> StatesBeforeRounds(Fr[] input)
    {
        int[][] external = [[5, 7, 1, 3], [4, 6, 1, 1], [1, 3, 5, 7], [1, 1, 4, 6]];
        Fr[] multiply(Fr[] x) => [.. external.Select(m => m.Zip(x).Aggregate(Fr.Zero, (s, p) => s + (Int(p.First) * p.Second)))];
        Fr[] state = multiply(input);
        for (int r = 0; r < Poseidon2.Rounds; r++)
        {
            yield return state;
            Fr[] constants = Poseidon2.RoundConstants(r).ToArray();
            if (Poseidon2.IsPartial(r))
            {
                Fr[] s = [.. state];
                s[0] = Fr.Pow(s[0] + constants[0], 5);
                Fr sum = s[0] + s[1] + s[2] + s[3];
                Fr[] diagonal = Poseidon2.InternalDiagonal.ToArray();
                state = [.. s.Select((x, i) => (x * diagonal[i]) + sum)];
            }
            else
            {
                state = multiply([.. state.Select((x, i) => Fr.Pow(x + constants[i], 5))]);
            }
        }

        yield return state;
    }

    /// <summary>
    /// Identity permutation but for a cycle of three cells with equal values and one "public" cell, whose quotient becomes delta.
    /// </summary>
    private Fr AddPermutation()
    {
        Fr shared = Next();
        (MegaColumn Column, int Row)[] cells = [];
        int free = AddRow(shared, Next(), shared, Next());
        int other = AddRow(Next(), shared, Next(), Next());
        cells = [(MegaColumn.WL, free), (MegaColumn.WO, free), (MegaColumn.WR, other)];
        Fr id(MegaColumn column, int index) => Int(index + ((long)(column - MegaColumn.WL) << 28));
        for (int i = 1; i < row; i++)
        {
            for (int w = 0; w < 4; w++)
            {
                At(MegaColumn.Id1 + w, i) = id(MegaColumn.WL + w, i);
                At(MegaColumn.Sigma1 + w, i) = id(MegaColumn.WL + w, i);
            }
        }

        for (int i = 0; i < 3; i++)
        {
            (MegaColumn column, int index) = cells[i];
            (MegaColumn nextColumn, int nextIndex) = cells[(i + 1) % 3];
            At(MegaColumn.Sigma1 + (column - MegaColumn.WL), index) = id(nextColumn, nextIndex);
        }

        At(MegaColumn.Sigma1, 1) = Int(-2);
        At(MegaColumn.LagrangeFirst, 0) = Fr.One;
        int last = row - 1;
        At(MegaColumn.LagrangeLast, last) = Fr.One;
        Fr z = Fr.One;
        for (int i = 0; i <= last; i++)
        {
            for (int w = 0; w < 4; w++)
            {
                Fr value = At(MegaColumn.WL + w, i) + gamma;
                z *= value + (beta * At(MegaColumn.Id1 + w, i));
                z *= Fr.Inverse(value + (beta * At(MegaColumn.Sigma1 + w, i)));
            }

            if (i < last)
            {
                At(MegaColumn.ZPerm, i + 1) = z;
            }
        }

        return z;
    }
}
