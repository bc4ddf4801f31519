using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Lookups;
using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.Lookups;
using Chonk.Prover.Curves;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Circuits.Groups;

/// <summary>
/// <c>sum k_i P_i</c> on Grumpkin: constants are multiplied natively, the two Pedersen generators by fixed tables, everything else by windows of 4
/// bits over tables in ROM [Straus 1964]. Offsets of unknown logarithm keep incomplete sums finite and are subtracted at the end.
/// </summary>
public static class GrumpkinMultiplication
{
    private const int WindowBits = 4;
    private const int TableSize = 1 << WindowBits;
    private const int RoundCount = (GrumpkinScalar.LowBits + GrumpkinScalar.HighBits + WindowBits - 1) / WindowBits;
    private const string OffsetDomain = "cycle_group_offset_generator";

    /// <summary>The sum of products.</summary>
    /// <param name="points">P_i.</param>
    /// <param name="scalars">k_i.</param>
    public static GrumpkinPoint Multiply(ReadOnlySpan<GrumpkinPoint> points, ReadOnlySpan<GrumpkinScalar> scalars)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scalars.Length, points.Length, nameof(scalars));
        List<(GrumpkinPoint Point, GrumpkinScalar Scalar)> variable = [];
        List<(FixedBaseTables Tables, GrumpkinScalar Scalar)> fixedBase = [];
        GrumpkinJacobian constant = GrumpkinJacobian.Infinity;
        bool canAddUnchecked = true;
        bool isConstant = true;
        for (int i = 0; i < points.Length; i++)
        {
            (GrumpkinPoint point, GrumpkinScalar scalar) = (points[i], scalars[i]);
            if (point.IsConstant && scalar.IsConstant)
            {
                constant += GrumpkinJacobian.Multiply(point.Value, scalar.Value);
            }
            else if (!point.IsConstant)
            {
                variable.Add((point, scalar));
                (canAddUnchecked, isConstant) = (false, false);
            }
            else if (!point.Value.IsInfinity)
            {
                isConstant = false;
                if (FixedBaseTables.Find(point.Value) is FixedBaseTables tables)
                {
                    fixedBase.Add((tables, scalar));
                }
                else
                {
                    variable.Add((point, scalar));
                }
            }
        }

        if (isConstant)
        {
            return GrumpkinPoint.Constant(constant.ToAffine());
        }

        GrumpkinJacobian offset = -constant;
        GrumpkinPoint sum = default;
        if (fixedBase.Count > 0)
        {
            sum = MultiplyFixed(fixedBase, ref offset);
        }

        if (variable.Count > 0)
        {
            GrumpkinPoint variableSum = MultiplyVariable(variable, canAddUnchecked, ref offset);
            sum = fixedBase.Count == 0 ? variableSum : canAddUnchecked ? sum.AddUnchecked(variableSum) : sum.AddChecked(variableSum);
        }

        return !constant.IsInfinity && canAddUnchecked
            ? sum.AddUnchecked(GrumpkinPoint.Constant((-offset).ToAffine()))
            : sum - GrumpkinPoint.Constant(offset.ToAffine());
    }

    private static GrumpkinPoint MultiplyFixed(List<(FixedBaseTables Tables, GrumpkinScalar Scalar)> terms, ref GrumpkinJacobian offset)
    {
        List<GrumpkinPoint> points = [];
        foreach ((FixedBaseTables tables, GrumpkinScalar scalar) in terms)
        {
            AddWindows(points, tables.Low, scalar.Low);
            AddWindows(points, tables.High, scalar.High);
            offset = offset + tables.LowOffset + tables.HighOffset;
        }

        GrumpkinPoint sum = points[0];
        for (int i = 1; i < points.Count; i++)
        {
            sum = sum.AddUnchecked(points[i]);
        }

        return sum;

        static void AddWindows(List<GrumpkinPoint> points, MultiTable table, in CircuitField scalar)
        {
            CircuitLookup lookup = CircuitLookup.Read(table, scalar);
            for (int i = 0; i < lookup.Column2.Length; i++)
            {
                points.Add(GrumpkinPoint.FromParts(lookup.Column2[i], lookup.Column3[i], CircuitBool.False));
            }
        }
    }

    /// <summary>
    /// From the most significant window down: four doublings, then for every term the table's point. The product of all differences of x
    /// coordinates is not zero.
    /// </summary>
    private static GrumpkinPoint MultiplyVariable(
        List<(GrumpkinPoint Point, GrumpkinScalar Scalar)> terms, bool canAddUnchecked, ref GrumpkinJacobian offset)
    {
        MegaCircuitBuilder circuit = terms.Select(static term => term.Scalar.Builder ?? term.Point.Builder).First(static builder => builder is not null)!;
        GrumpkinAffine[] offsets = DerivedGenerators.Derive<Grumpkin, Bn254ScalarField, Fq>(OffsetDomain, terms.Count + 1);
        CircuitField[][] windows = [.. terms.Select(term => Windows(circuit, term.Scalar))];
        (int Rom, GrumpkinAffine[] Values)[] tables = [.. terms.Select((term, i) => CreateTable(circuit, term.Point, offsets[i + 1]))];
        ReadOnlySpan<GrumpkinAffine> guesses = SumsOnTheWay(offsets[0], tables, windows);

        int step = 0;
        GrumpkinPoint sum = GrumpkinPoint.Constant(offsets[0]);
        GrumpkinJacobian offsetSum = offsets[0];
        CircuitField differences = CircuitField.One;
        for (int round = RoundCount - 1; round >= 0; round--)
        {
            if (round != RoundCount - 1)
            {
                for (int i = 0; i < WindowBits; i++)
                {
                    sum = sum.Double(guesses[step++]);
                    offsetSum = GrumpkinJacobian.Double(offsetSum);
                }
            }

            for (int i = 0; i < tables.Length; i++)
            {
                GrumpkinPoint point = ReadTable(circuit, tables[i].Rom, windows[i][round]);
                if (!canAddUnchecked)
                {
                    differences *= point.X - sum.X;
                }

                sum = sum.AddUnchecked(point, guesses[step++]);
                offsetSum += offsets[i + 1];
            }
        }

        if (!canAddUnchecked)
        {
            differences.AssertNotZero("Points that a multiplication adds have the same x coordinate.");
        }

        offset += offsetSum;
        return sum;
    }

    /// <summary>Every sum of <see cref="MultiplyVariable"/> in its order, computed without a circuit and with one inversion for all.</summary>
    private static GrumpkinAffine[] SumsOnTheWay(GrumpkinAffine start, (int Rom, GrumpkinAffine[] Values)[] tables, CircuitField[][] windows)
    {
        GrumpkinJacobian[] sums = new GrumpkinJacobian[((RoundCount - 1) * WindowBits) + (RoundCount * tables.Length)];
        GrumpkinJacobian sum = start;
        int step = 0;
        for (int round = RoundCount - 1; round >= 0; round--)
        {
            for (int i = 0; round != RoundCount - 1 && i < WindowBits; i++)
            {
                sum = GrumpkinJacobian.Double(sum);
                sums[step++] = sum;
            }

            for (int i = 0; i < tables.Length; i++)
            {
                // A digit of an invalid witness may exceed the window; any guess will do then.
                sum += tables[i].Values[(int)windows[i][round].Value.ToInteger().GetBits(0, WindowBits)];
                sums[step++] = sum;
            }
        }

        GrumpkinAffine[] points = new GrumpkinAffine[sums.Length];
        GrumpkinJacobian.ToAffine(sums, points);
        return points;
    }

    /// <summary>The windows of a scalar, least significant first. The high half is cut first.</summary>
    private static CircuitField[] Windows(MegaCircuitBuilder circuit, in GrumpkinScalar scalar)
    {
        CircuitField[] high = Cut(scalar.High, GrumpkinScalar.HighBits);
        CircuitField[] low = Cut(scalar.Low, GrumpkinScalar.LowBits);
        return [.. low, .. high];

        CircuitField[] Cut(in CircuitField half, int bitCount)
        {
            if (!half.IsConstant)
            {
                uint[] limbs = circuit.DecomposeIntoLimbs(half.Normalize().RawVariable, bitCount, WindowBits, "A half of a Grumpkin scalar is too large.");
                return Array.ConvertAll(limbs, limb => new CircuitField(circuit, limb));
            }

            UInt256 value = half.Value.ToInteger();
            CircuitField[] digits = new CircuitField[(bitCount + WindowBits - 1) / WindowBits];
            for (int i = 0; i < digits.Length; i++)
            {
                digits[i] = CircuitField.Constant(value.GetBits(WindowBits * i, WindowBits));
            }

            return digits;
        }
    }

    /// <summary>
    /// The ROM of <c>O + k P</c> for k = 0, ..., 15. If P is infinity, the generator takes its place in the sums, and then O that of every sum.
    /// </summary>
    private static (int Rom, GrumpkinAffine[] Values) CreateTable(MegaCircuitBuilder circuit, in GrumpkinPoint point, GrumpkinAffine offset)
    {
        GrumpkinPoint generator = GrumpkinPoint.Constant(GrumpkinAffine.Generator);
        CircuitField x = CircuitField.Select(point.IsInfinity, generator.X, point.X);
        CircuitField y = CircuitField.Select(point.IsInfinity, generator.Y, point.Y);
        GrumpkinPoint step = GrumpkinPoint.FromParts(x, y, CircuitBool.False);
        GrumpkinPoint[] table = new GrumpkinPoint[TableSize];
        if (point.IsConstant)
        {
            step = GrumpkinPoint.FixedVariables(circuit, step.Value);
            table[0] = GrumpkinPoint.FixedVariables(circuit, offset);
            for (int i = 1; i < TableSize; i++)
            {
                table[i] = table[i - 1].AddUnchecked(step);
            }
        }
        else
        {
            CircuitField differences = CircuitField.One;
            table[0] = GrumpkinPoint.Constant(offset);
            for (int i = 1; i < TableSize; i++)
            {
                differences *= table[i - 1].X - step.X;
                table[i] = table[i - 1].AddUnchecked(step);
            }

            differences.AssertNotZero("Points of a table have the same x coordinate.");
            for (int i = 1; i < TableSize; i++)
            {
                table[i] = GrumpkinPoint.Select(point.IsInfinity, table[0], table[i]);
            }
        }

        int rom = circuit.AddRom(TableSize);
        for (int i = 0; i < TableSize; i++)
        {
            GrumpkinPoint entry = table[i].IsConstant ? GrumpkinPoint.FixedVariables(circuit, table[i].Value) : table[i];
            uint entryX = entry.X.ToVariable(circuit);
            circuit.SetRomPair(rom, i, entryX, entry.Y.ToVariable(circuit));
        }

        return (rom, Array.ConvertAll(table, static entry => GrumpkinAffine.CreateUnchecked(entry.X.Value, entry.Y.Value)));
    }

    private static GrumpkinPoint ReadTable(MegaCircuitBuilder circuit, int rom, in CircuitField index)
    {
        CircuitField variable = index;
        if (index.IsConstant)
        {
            variable = CircuitField.Witness(circuit, index.Value);
            variable.AssertEqual(index);
        }

        (uint x, uint y) = circuit.ReadRomPair(rom, variable.ToVariable(circuit));
        return GrumpkinPoint.FromParts(new CircuitField(circuit, x), new CircuitField(circuit, y), CircuitBool.False);
    }
}
