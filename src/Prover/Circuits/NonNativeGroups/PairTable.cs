using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.NonNativeFields;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>
/// The sums <c>+-P_1 +- P_0</c> of two points in read-only memory, one pair of limbs per cell: entry <c>b_0 + 2 b_1</c> is
/// <c>(-1)^b_1 P_1 + (-1)^b_0 P_0</c>.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">The order.</typeparam>
internal sealed class PairTable<TCurve, TBase, TScalar>
    where TCurve : struct, INonNativeCurve<TBase, TScalar>
    where TBase : struct, INonNativeModulus
    where TScalar : struct, INonNativeModulus
{
    private readonly PointRom<TCurve, TBase, TScalar> rom;

    /// <summary>Makes the sums; the cells are set with the first read.</summary>
    public PairTable(NonNativePoint<TCurve, TBase, TScalar> point0, NonNativePoint<TCurve, TBase, TScalar> point1)
    {
        NonNativePoint<TCurve, TBase, TScalar> p0 = point0.Copy();
        NonNativePoint<TCurve, TBase, TScalar> p1 = point1.Copy();
        (NonNativePoint<TCurve, TBase, TScalar> sum, NonNativePoint<TCurve, TBase, TScalar> difference) = p1.AddAndSubtract(p0);
        First = sum;
        NonNativePoint<TCurve, TBase, TScalar> negatedDifference = -difference;
        rom = new([sum, difference, negatedDifference, -sum]);
    }

    /// <summary><c>P_1 + P_0</c>.</summary>
    public NonNativePoint<TCurve, TBase, TScalar> First { get; }

    /// <summary>The sum of the points with these signs.</summary>
    public NonNativePoint<TCurve, TBase, TScalar> Read(in CircuitBool isNegative0, in CircuitBool isNegative1)
    {
        CircuitField bit0 = isNegative0;
        CircuitField bit1 = isNegative1;
        return rom.Read(CircuitField.Sum([bit0, bit1 * Fr.FromUInt64(2)]));
    }
}
