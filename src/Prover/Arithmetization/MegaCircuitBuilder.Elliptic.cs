namespace Chonk.Prover.Arithmetization;

/// <content>
/// Grumpkin's group law on affine points: a row (-, x1, y1, -) with <c>q_elliptic = 1</c> and the row below it. A gate whose first point
/// is the result on the block's last row takes that row instead of a new one.
/// </content>
public sealed partial class MegaCircuitBuilder
{
    /// <summary>Adds <c>(x3, y3) = (x1, y1) + sign (x2, y2)</c> for points of different x.</summary>
    /// <param name="first">Variables of the first point.</param>
    /// <param name="second">Variables of the second point.</param>
    /// <param name="sum">Variables of the result.</param>
    /// <param name="subtract">Whether the sign is -1.</param>
    public void AddEllipticAddition((uint X, uint Y) first, (uint X, uint Y) second, (uint X, uint Y) sum, bool subtract = false)
    {
        Fr sign = subtract ? -Fr.One : Fr.One;
        if (LastEllipticRowHolds(first))
        {
            ref SelectorRow last = ref Block(MegaBlockKind.Elliptic).LastSelectors();
            last.QL = palette.IndexOf(sign);
            last.Gate = 1;
        }
        else
        {
            AddRow(MegaBlockKind.Elliptic, new(ZeroVariable, first.X, first.Y, ZeroVariable), new() { QL = sign }, 1);
        }

        AddUnconstrainedRow(MegaBlockKind.Elliptic, new(second.X, sum.X, sum.Y, second.Y));
    }

    /// <summary>Adds <c>(x3, y3) = 2 (x1, y1)</c>.</summary>
    /// <param name="point">Variables of the point.</param>
    /// <param name="doubled">Variables of the result.</param>
    public void AddEllipticDoubling((uint X, uint Y) point, (uint X, uint Y) doubled)
    {
        if (LastEllipticRowHolds(point))
        {
            ref SelectorRow last = ref Block(MegaBlockKind.Elliptic).LastSelectors();
            last.QM = palette.IndexOf(Fr.One);
            last.Gate = 1;
        }
        else
        {
            AddRow(MegaBlockKind.Elliptic, new(ZeroVariable, point.X, point.Y, ZeroVariable), new() { QM = Fr.One }, 1);
        }

        AddUnconstrainedRow(MegaBlockKind.Elliptic, new(ZeroVariable, doubled.X, doubled.Y, ZeroVariable));
    }

    /// <summary>Indices are compared as they stand, not up to copy constraints.</summary>
    private bool LastEllipticRowHolds((uint X, uint Y) point)
    {
        ReadOnlySpan<WireRow> wires = Block(MegaBlockKind.Elliptic).Wires;
        return wires.Length > 0 && wires[^1].R == point.X && wires[^1].O == point.Y;
    }
}
