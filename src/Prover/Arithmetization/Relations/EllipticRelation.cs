using System.Collections.Immutable;
using Chonk.Prover.Fields;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>
/// Points of Grumpkin, <c>y^2 = x^3 + b</c>: with P1 = (w_r, w_o), P2 = (w_l_shift, w_4_shift), P3 = (w_r_shift, w_o_shift) and the sign
/// q_l = 1 or -1, P3 = P1 + q_l P2 when q_m = 0 and P3 = 2 P1 when q_m = 1. Slopes are cancelled; the doubling uses x1^3 = y1^2 - b.
/// </summary>
public readonly record struct EllipticRelation : IRelation
{
    /// <inheritdoc/>
    public static string Name => "elliptic";

    /// <inheritdoc/>
    public static ImmutableArray<Subrelation> Subrelations { get; } =
    [
        new("q_elliptic*((w_r' + w_l' + w_r)*(w_l' - w_r)^2 - w_4'^2 - w_o^2 + 2*w_o*q_l*w_4' + q_m*(4*(w_r'"
            + " + 2*w_r)*w_o^2 - 9*w_r*(w_o^2 - b) - (w_r' + w_l' + w_r)*(w_l' - w_r)^2 + w_4'^2 + w_o^2"
            + " - 2*w_o*q_l*w_4'))", 5, 6),
        new("q_elliptic*((w_o + w_o')*(w_l' - w_r) + (w_r' - w_r)*(q_l*w_4' - w_o) + q_m*(-3*w_r^2*(w_r' - w_r)"
            + " - 2*w_o*(w_o + w_o') - (w_o + w_o')*(w_l' - w_r) - (w_r' - w_r)*(q_l*w_4' - w_o)))", 5, 6),
    ];

    /// <inheritdoc/>
    public static ReadOnlySpan<int> Columns =>
    [
        (int)MegaColumn.QElliptic, (int)MegaColumn.QM, (int)MegaColumn.QL, (int)MegaColumn.WR, (int)MegaColumn.WO,
        (int)MegaColumn.WLShift, (int)MegaColumn.WRShift, (int)MegaColumn.WOShift, (int)MegaColumn.W4Shift,
    ];

    /// <inheritdoc/>
    public static int SelectorColumn => (int)MegaColumn.QElliptic;

    /// <inheritdoc/>
    public static bool IsInactive<TZeros>(in TZeros zeros)
        where TZeros : struct, IColumnZeros, allows ref struct =>
        zeros.IsZero((int)MegaColumn.QElliptic);

    /// <inheritdoc/>
    public static void Evaluate<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>
    {
        MegaRow<TRing> r = new(row);
        ref readonly TRing x1 = ref r.WR;
        ref readonly TRing y1 = ref r.WO;
        ref readonly TRing x2 = ref r.WLShift;
        ref readonly TRing x3 = ref r.WRShift;
        TRing dx = x2 - x1;
        TRing x3MinusX1 = x3 - x1;
        TRing twoX1 = x1 + x1;
        TRing threeX1 = twoX1 + x1;
        TRing y1Plus3 = y1 + r.WOShift;
        TRing twoY1 = y1 + y1;
        TRing y1Squared = y1 * y1;
        TRing signedY2 = r.QL * r.W4Shift;

        // x: (x3 + x2 + x1) (x2 - x1)^2 = (q y2 - y1)^2 with q^2 = 1, or (x3 + 2 x1) 4 y1^2 = 9 x1 (y1^2 - b).
        TRing xAdd = ((x3 + x2 + x1) * (dx * dx)) - (r.W4Shift * r.W4Shift) - y1Squared + (twoY1 * signedY2);
        TRing xDouble = ((x3 + twoX1) * (twoY1 * twoY1)) - (parameters.Three * (threeX1 * (y1Squared - parameters.CurveB)));
        values[0] = xAdd + (r.QM * (xDouble - xAdd));

        // y: (y1 + y3) (x2 - x1) = -(x3 - x1) (q y2 - y1), or -(y1 + y3) 2 y1 = 3 x1^2 (x3 - x1).
        TRing yAdd = (y1Plus3 * dx) + (x3MinusX1 * (signedY2 - y1));
        TRing yDouble = -(threeX1 * x1 * x3MinusX1) - (twoY1 * y1Plus3);
        values[1] = yAdd + (r.QM * (yDouble - yAdd));
    }
}
