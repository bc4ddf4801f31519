using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Lookups;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.Lookups;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Circuits.Hashes;

/// <summary>
/// The permutation Keccak-f[1600] on lanes in sparse form to the base 11: XOR is addition, reduced by tables. [FIPS 202, section 3,
/// https://doi.org/10.6028/NIST.FIPS.202]
/// </summary>
/// <remarks>
/// Beside each lane stands its top bit, so that <c>11 lane + top</c>, the lane shifted by one digit with the top bit also at digit 0, costs one
/// gate: it holds the lane (digits 1 to 64) and its rotation by one (digits 0 to 63) at once. Gates follow the reference prover.
/// </remarks>
public static class KeccakPermutation
{
    /// <summary>Lanes of the state.</summary>
    public const int LaneCount = 25;

    private const int RoundCount = 24;

    private static readonly ulong[] RoundConstants =
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b, 0x0000000080000001,
        0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
        0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
        0x000000000000800a, 0x800000008000000a, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    private static readonly Fr[] Powers = SparseForm.Powers(KeccakTables.Base, KeccakTables.LaneBits + 2);
    private static readonly Fr AllOnes = SparseForm.FromWord(ulong.MaxValue, Powers.AsSpan(0, KeccakTables.LaneBits));
    private static readonly Fr InverseBase = Fr.InverseOrZero(Powers[1]);

    /// <summary>Permutes a state.</summary>
    /// <param name="lanes">Lane <c>5 y + x</c> for all x and y; each is thereby constrained to 64 bits.</param>
    public static CircuitField[] Permute(ReadOnlySpan<CircuitField> lanes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(lanes.Length, LaneCount, nameof(lanes));
        CircuitField[] state = new CircuitField[LaneCount];
        CircuitField[] tops = new CircuitField[LaneCount];
        for (int i = 0; i < LaneCount; i++)
        {
            CircuitLookup lookup = CircuitLookup.Read(KeccakTables.Input, lanes[i]);
            state[i] = lookup.Column2[0];
            tops[i] = lookup.Column3[^1];
        }

        for (int round = 0; round < RoundCount; round++)
        {
            Theta(state, Twist(state, tops));
            Rho(state, tops);
            Pi(state);
            Chi(state, tops);
            CircuitField first = state[0] + SparseForm.FromWord(RoundConstants[round], Powers.AsSpan(0, KeccakTables.LaneBits));
            state[0] = NormalizeAndRotate(0, first, ref tops[0]);
        }

        return Array.ConvertAll(state, static lane => CircuitLookup.Read(KeccakTables.Output, lane).Column2[0]);
    }

    private static CircuitField[] Twist(CircuitField[] state, CircuitField[] tops)
    {
        CircuitField[] twisted = new CircuitField[LaneCount];
        for (int i = 0; i < LaneCount; i++)
        {
            twisted[i] = ((state[i] * Powers[1]) + tops[i]).Normalize();
        }

        return twisted;
    }

    /// <summary>
    /// <c>a_{x,y} += parity of columns x - 1 and, rotated by one, x + 1</c> [section 3.2.1]. With <c>c_x = sum_y twisted_{x,y}</c>, digits 1 to 64 of
    /// <c>c_{x-1} + 11 c_{x+1}</c> hold that sum; the digits below and above are cut off.
    /// </summary>
    private static void Theta(CircuitField[] state, CircuitField[] twisted)
    {
        CircuitField[] columns = new CircuitField[5];
        CircuitField[] sums = new CircuitField[5];
        for (int x = 0; x < 5; x++)
        {
            columns[x] = CircuitField.Sum([twisted[x], twisted[5 + x], twisted[10 + x], twisted[15 + x], twisted[20 + x]]);
        }

        for (int x = 0; x < 5; x++)
        {
            sums[x] = columns[(x + 4) % 5] + (columns[(x + 1) % 5] * Powers[1]);
        }

        for (int x = 0; x < 5; x++)
        {
            sums[x] = CircuitLookup.Read(KeccakTables.Theta, CutEnds(sums[x])).Column2[0];
        }

        for (int x = 0; x < 5; x++)
        {
            for (int y = 0; y < 5; y++)
            {
                state[(5 * y) + x] += sums[x];
            }
        }
    }

    /// <summary><c>m</c> with <c>sum = high 11^65 + 11 m + low</c> and high and low at most 10; the table bounds m.</summary>
    private static CircuitField CutEnds(in CircuitField sum)
    {
        UInt256 rest = UInt256.Divide(sum.Value.ToInteger(), KeccakTables.Base, out ulong lowest);
        for (int i = 0; i < KeccakTables.LaneBits; i++)
        {
            rest = UInt256.Divide(rest, KeccakTables.Base, out _);
        }

        Fr highValue = Fr.FromUInt64(rest.L0);
        Fr lowValue = Fr.FromUInt64(lowest);
        Fr middleValue = (sum.Value - lowValue - (highValue * Powers[^1])) * InverseBase;
        if (sum.IsConstant)
        {
            return CircuitField.Constant(sum.Builder, middleValue);
        }

        MegaCircuitBuilder circuit = sum.Builder!;
        CircuitField high = CircuitField.Witness(circuit, highValue);
        CircuitField middle = CircuitField.Witness(circuit, middleValue);
        CircuitField low = CircuitField.Witness(circuit, lowValue);
        sum.AssertEqual((high * Powers[^1]).AddTwo(middle * Powers[1], low), "A Keccak column sum does not recompose.");
        circuit.ConstrainToList(high.RawVariable, KeccakTables.Base - 1);
        circuit.ConstrainToList(low.RawVariable, KeccakTables.Base - 1);
        return middle;
    }

    /// <summary>Rotation of every lane [section 3.2.2].</summary>
    private static void Rho(CircuitField[] state, CircuitField[] tops)
    {
        for (int i = 0; i < LaneCount; i++)
        {
            state[i] = NormalizeAndRotate(i, state[i], ref tops[i]);
        }
    }

    /// <summary>Lane (x, y) goes to (y, 2 x + 3 y) [section 3.2.3].</summary>
    private static void Pi(CircuitField[] state)
    {
        CircuitField[] old = [.. state];
        for (int y = 0; y < 5; y++)
        {
            for (int x = 0; x < 5; x++)
            {
                state[(5 * (((2 * x) + (3 * y)) % 5)) + y] = old[(5 * y) + x];
            }
        }
    }

    /// <summary><c>a_x ^= not a_{x+1} and a_{x+2}</c> by the digits of <c>2 a_x + 1 - a_{x+1} + a_{x+2}</c> [section 3.2.4].</summary>
    private static void Chi(CircuitField[] state, CircuitField[] tops)
    {
        CircuitField[] sums = new CircuitField[5];
        for (int y = 0; y < 5; y++)
        {
            for (int x = 0; x < 5; x++)
            {
                CircuitField a = state[(5 * y) + x];
                sums[x] = (a + a + AllOnes).AddTwo(-state[(5 * y) + ((x + 1) % 5)], state[(5 * y) + ((x + 2) % 5)]);
            }

            for (int x = 0; x < 5; x++)
            {
                CircuitLookup lookup = CircuitLookup.Read(KeccakTables.Chi, sums[x]);
                state[(5 * y) + x] = lookup.Column2[0];
                tops[(5 * y) + x] = lookup.Column3[^1];
            }
        }
    }

    /// <summary>
    /// A lane of digits 0, 1, 2 to its parities, rotated to the left by r: <c>high + 11^r low</c>, where low holds its low <c>64 - r</c> digits.
    /// </summary>
    private static CircuitField NormalizeAndRotate(int lane, in CircuitField sum, ref CircuitField top)
    {
        CircuitLookup lookup = CircuitLookup.Read(KeccakTables.Rho[lane], sum);
        top = lookup.Column3[^1];
        CircuitField low = lookup.Column2[0];
        int rotation = KeccakTables.RotationOf(lane);
        return rotation == 0 ? low : lookup.Column2[KeccakTables.LowSliceCount(lane)] + (low * Powers[rotation]);
    }
}
