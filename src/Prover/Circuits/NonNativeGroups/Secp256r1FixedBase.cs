using System.Globalization;
using System.Numerics;
using Chonk.Prover.Arithmetization.Lookups;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.Lookups;
using Chonk.Prover.Circuits.NonNativeFields;
using Element = Chonk.Prover.Circuits.NonNativeFields.NonNativeField<Chonk.Prover.Circuits.NonNativeFields.Secp256r1BaseModulus>;
using Point = Chonk.Prover.Circuits.NonNativeGroups.NonNativePoint<
    Chonk.Prover.Circuits.NonNativeGroups.Secp256r1,
    Chonk.Prover.Circuits.NonNativeFields.Secp256r1BaseModulus,
    Chonk.Prover.Circuits.NonNativeFields.Secp256r1ScalarModulus>;
using Scalar = Chonk.Prover.Circuits.NonNativeFields.NonNativeField<Chonk.Prover.Circuits.NonNativeFields.Secp256r1ScalarModulus>;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>
/// Multiples of the generator G of secp256r1 from tables. A scalar's halves of 136 and 120 bits are cut into 38 windows of 7 bits (3 and 1 at the
/// tops); window w contributes <c>k 2^offset(w) G + 2^w H</c>, and <c>(2^38 - 1) H</c> is subtracted in the end. The terms in H keep the sums
/// of neighbours from meeting. A table's index in every circuit is the number of its window.
/// </summary>
internal static class Secp256r1FixedBase
{
    private const int WindowBits = 7;
    private const int LowWindows = 20;
    private const int HighWindows = 18;
    private const int LowTailBits = 3;
    private const int HighTailBits = 1;
    private const int WindowCount = LowWindows + HighWindows;
    private static readonly Lazy<(MultiTable[] Tables, IntegerPoint TotalOffset)> Data = new(Make);

    /// <summary><c>u G</c>.</summary>
    public static Point Multiply(Scalar scalar)
    {
        (MultiTable[] tables, IntegerPoint totalOffset) = Data.Value;

        // 1. The halves, looked up in the tables of x low, x high, y low, y high.
        Fr shift = (BigInteger.One << Scalar.LimbBits).ToFr();
        CircuitField low = scalar.Limbs[0].Element + (scalar.Limbs[1].Element * shift);
        CircuitField high = scalar.Limbs[2].Element + (scalar.Limbs[3].Element * shift);
        CircuitLookup[] reads = new CircuitLookup[tables.Length];
        for (int i = 0; i < tables.Length; i++)
        {
            reads[i] = CircuitLookup.Read(tables[i], (i & 1) == 0 ? low : high);
        }

        // 2. The points of all windows.
        Point[] points = new Point[WindowCount];
        for (int w = 0; w < WindowCount; w++)
        {
            int half = w < LowWindows ? 0 : 1;
            int row = w < LowWindows ? w : w - LowWindows;
            Element x = Coordinate(reads[half], reads[2 + half], row);
            points[w] = Point.FromCoordinates(x, Coordinate(reads[4 + half], reads[6 + half], row));
        }

        // 3. Their sum without the offset.
        var chain = NonNativeChain<Secp256r1, Secp256r1BaseModulus, Secp256r1ScalarModulus>.Start(points[0], points[1]);
        foreach (Point point in points.AsSpan(2))
        {
            chain = chain.Add(point);
        }

        return chain.End() - Point.Constant(null, totalOffset);
    }

    private static Element Coordinate(CircuitLookup low, CircuitLookup high, int row) =>
        Element.FromLimbsUnchecked(low.Column2[row], low.Column3[row], high.Column2[row], high.Column3[row]);

    private static int BitsOf(int window) => window switch
    {
        LowWindows - 1 => LowTailBits,
        WindowCount - 1 => HighTailBits,
        _ => WindowBits,
    };

    private static (MultiTable[] Tables, IntegerPoint TotalOffset) Make()
    {
        var steps = new IntegerPoint[WindowCount];
        var windows = new IntegerPoint[WindowCount][];
        IntegerPoint step = Secp256r1.Generator;
        IntegerPoint offset = Secp256r1.TableOffsetGenerator;
        IntegerPoint totalOffset = IntegerPoint.Infinity;
        for (int w = 0; w < WindowCount; w++)
        {
            totalOffset = IntegerCurve<Secp256r1, Secp256r1BaseModulus, Secp256r1ScalarModulus>.Add(totalOffset, offset);
            steps[w] = step;
            windows[w] = new IntegerPoint[1 << BitsOf(w)];
            windows[w][0] = offset;
            offset = IntegerCurve<Secp256r1, Secp256r1BaseModulus, Secp256r1ScalarModulus>.Double(offset);
            for (int i = 0; i < BitsOf(w); i++)
            {
                step = IntegerCurve<Secp256r1, Secp256r1BaseModulus, Secp256r1ScalarModulus>.Double(step);
            }
        }

        // Entry k of all windows at once, so that they share an inversion; short windows leave the later sums out.
        IntegerPoint[] sums = Array.ConvertAll(windows, static window => window[0]);
        for (int k = 1; k < 1 << WindowBits; k++)
        {
            sums = IntegerCurve<Secp256r1, Secp256r1BaseModulus, Secp256r1ScalarModulus>.AddAll(sums, steps);
            for (int w = 0; w < WindowCount; w++)
            {
                if (k < windows[w].Length)
                {
                    windows[w][k] = sums[w];
                }
            }
        }

        List<MultiTable> tables = [];
        foreach ((bool isY, bool isHigh) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            tables.Add(MakeTable(windows, 0, LowWindows, isY, isHigh));
            tables.Add(MakeTable(windows, LowWindows, HighWindows, isY, isHigh));
        }

        return ([.. tables], totalOffset);
    }

    private static MultiTable MakeTable(IntegerPoint[][] windows, int start, int count, bool isY, bool isHigh)
    {
        TableSlice[] slices = new TableSlice[count];
        for (int i = 0; i < count; i++)
        {
            IntegerPoint[] points = windows[start + i];
            string name = string.Create(
                CultureInfo.InvariantCulture, $"secp256r1 {(isY ? 'y' : 'x')} {(isHigh ? "high" : "low")}, window {start + i}");
            CoordinateTable table = new(name, CoordinateTable.Limbs<Secp256r1BaseModulus>(points, isY, isHigh), start + i);
            slices[i] = new(table, (ulong)points.Length, Fr.FromUInt64(1UL << WindowBits), Fr.Zero, Fr.Zero);
        }

        return new(slices);
    }
}
