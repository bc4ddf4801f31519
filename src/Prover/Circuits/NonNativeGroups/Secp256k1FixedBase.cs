using Chonk.Prover.Arithmetization.Lookups;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.Lookups;
using Chonk.Prover.Circuits.NonNativeFields;
using Element = Chonk.Prover.Circuits.NonNativeFields.NonNativeField<Chonk.Prover.Circuits.NonNativeFields.Secp256k1BaseModulus>;
using Point = Chonk.Prover.Circuits.NonNativeGroups.NonNativePoint<
    Chonk.Prover.Circuits.NonNativeGroups.Secp256k1,
    Chonk.Prover.Circuits.NonNativeFields.Secp256k1BaseModulus,
    Chonk.Prover.Circuits.NonNativeFields.Secp256k1ScalarModulus>;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>
/// Odd multiples of the generator G of secp256k1 from tables, <c>(2 e - 255) G</c> for e of 8 bits, and the same of <c>-lambda G</c>, whose points are
/// <c>(beta x, -y)</c>: only the tables of x are others.
/// </summary>
internal static class Secp256k1FixedBase
{
    private const int PointCount = 256;
    private const ulong KeyBase = 512;
    private static readonly Lazy<(MultiTable[] Plain, MultiTable[] Mapped)> Tables = new(Make);

    /// <summary><c>(2 e - 255) G</c>, or that many <c>-lambda G</c>.</summary>
    public static Point Read(in CircuitField index, bool isMapped)
    {
        MultiTable[] tables = isMapped ? Tables.Value.Mapped : Tables.Value.Plain;
        var reads = new CircuitLookup[tables.Length];
        for (int i = 0; i < tables.Length; i++)
        {
            reads[i] = CircuitLookup.Read(tables[i], index);
        }

        Element x = Coordinate(reads[0], reads[1], reads[4].Column2[0]);
        Element y = Coordinate(reads[2], reads[3], reads[4].Column3[0]);
        return new(x, isMapped ? -y : y);
    }

    private static Element Coordinate(CircuitLookup low, CircuitLookup high, in CircuitField residue) =>
        Element.FromLimbsUnchecked([low.Column2[0], low.Column3[0], high.Column2[0], high.Column3[0], residue]);

    private static (MultiTable[] Plain, MultiTable[] Mapped) Make()
    {
        var points = new IntegerPoint[PointCount];
        IntegerPoint twice = IntegerCurve<Secp256k1, Secp256k1BaseModulus, Secp256k1ScalarModulus>.Double(Secp256k1.Generator);
        points[PointCount / 2] = Secp256k1.Generator;
        for (int i = PointCount / 2; i < PointCount; i++)
        {
            points[i] = i == PointCount / 2
                ? Secp256k1.Generator
                : IntegerCurve<Secp256k1, Secp256k1BaseModulus, Secp256k1ScalarModulus>.Add(points[i - 1], twice);
            points[PointCount - 1 - i] = IntegerCurve<Secp256k1, Secp256k1BaseModulus, Secp256k1ScalarModulus>.Negate(points[i]);
        }

        IntegerPoint[] mapped = Array.ConvertAll(points, static point => point with { X = point.X * Secp256k1Endomorphism.Beta % Element.Modulus });
        MultiTable yLow = Limbs("y low", points, isY: true, isHigh: false);
        MultiTable yHigh = Limbs("y high", points, isY: true, isHigh: true);
        return ([.. Abscissae("x", points), yLow, yHigh, Single("x and y", CoordinateTable.Residues(points))],
            [.. Abscissae("beta x", mapped), yLow, yHigh, Single("beta x and y", CoordinateTable.Residues(mapped))]);
    }

    private static MultiTable[] Abscissae(string name, IntegerPoint[] points) =>
        [Limbs($"{name} low", points, isY: false, isHigh: false), Limbs($"{name} high", points, isY: false, isHigh: true)];

    private static MultiTable Limbs(string name, IntegerPoint[] points, bool isY, bool isHigh) =>
        Single(name, CoordinateTable.Limbs<Secp256k1BaseModulus>(points, isY, isHigh));

    private static MultiTable Single(string name, (Fr First, Fr Second)[] entries) =>
        new([new TableSlice(new CoordinateTable($"secp256k1 {name}", entries), KeyBase, Fr.Zero, Fr.Zero, Fr.Zero)]);
}
