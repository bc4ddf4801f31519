using System.Numerics;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.NonNativeFields;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>
/// Points in read-only memory: five tables of pairs, for the limbs (x_0, x_1), (x_2, x_3), (y_0, y_1), (y_2, y_3) and the residues (x, y) modulo r.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">The order.</typeparam>
internal sealed class PointRom<TCurve, TBase, TScalar>
    where TCurve : struct, INonNativeCurve<TBase, TScalar>
    where TBase : struct, INonNativeModulus
    where TScalar : struct, INonNativeModulus
{
    private const int TableCount = 5;
    private readonly (CircuitField First, CircuitField Second)[][] cells = new (CircuitField, CircuitField)[TableCount][];
    private readonly int?[] roms = new int?[TableCount];
    private readonly BigInteger[] maximaX = new BigInteger[NonNativeField<TBase>.LimbCount];
    private readonly BigInteger[] maximaY = new BigInteger[NonNativeField<TBase>.LimbCount];

    /// <summary>Notes the limbs as they are now; each table is set when it is first read.</summary>
    public PointRom(NonNativePoint<TCurve, TBase, TScalar>[] points)
    {
        for (int table = 0; table < TableCount; table++)
        {
            int first = 2 * (table & 1);
            bool isX = table < 2;
            cells[table] = Array.ConvertAll(points, point => table == TableCount - 1
                ? (point.X.PrimeLimb, point.Y.PrimeLimb)
                : ((isX ? point.X : point.Y).Limbs[first].Element, (isX ? point.X : point.Y).Limbs[first + 1].Element));
        }

        foreach (NonNativePoint<TCurve, TBase, TScalar> point in points)
        {
            for (int i = 0; i < NonNativeField<TBase>.LimbCount; i++)
            {
                maximaX[i] = BigInteger.Max(maximaX[i], point.X.Limbs[i].Maximum);
                maximaY[i] = BigInteger.Max(maximaY[i], point.Y.Limbs[i].Maximum);
            }
        }
    }

    /// <summary>The point at a variable index.</summary>
    public NonNativePoint<TCurve, TBase, TScalar> Read(in CircuitField index)
    {
        MegaCircuitBuilder builder = index.Builder!;
        var read = new (CircuitField First, CircuitField Second)[TableCount];
        for (int table = 0; table < TableCount; table++)
        {
            int rom = roms[table] ??= AddRom(builder, cells[table]);
            (uint first, uint second) = builder.ReadRomPair(rom, index.ToVariable(builder));
            read[table] = (new CircuitField(builder, first), new CircuitField(builder, second));
        }

        return new(
            NonNativeField<TBase>.FromLimbsUnchecked([read[0].First, read[0].Second, read[1].First, read[1].Second, read[4].First], maximaX),
            NonNativeField<TBase>.FromLimbsUnchecked([read[2].First, read[2].Second, read[3].First, read[3].Second, read[4].Second], maximaY));
    }

    private static int AddRom(MegaCircuitBuilder builder, (CircuitField First, CircuitField Second)[] entries)
    {
        // All entries that are constants get their variables before any that are scaled.
        var plain = Array.ConvertAll(entries, entry => (Plain(entry.First), Plain(entry.Second)));
        int rom = builder.AddRom(entries.Length);
        for (int i = 0; i < plain.Length; i++)
        {
            uint first = plain[i].Item1.ToVariable(builder);
            builder.SetRomPair(rom, i, first, plain[i].Item2.ToVariable(builder));
        }

        return rom;

        CircuitField Plain(in CircuitField field) => field.IsConstant ? new CircuitField(builder, builder.PutConstant(field.Value)) : field;
    }
}
