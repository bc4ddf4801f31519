using System.Collections.Immutable;
using System.Runtime.CompilerServices;
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
    public static int FormCount => 12;

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prepare<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters, Span<TRing> forms)
        where TRing : struct, IRing<TRing>
    {
        MegaRow<TRing> r = new(row);
        TRing twoX1 = r.WR + r.WR;
        forms[0] = r.WR;
        forms[1] = r.WO;
        forms[2] = r.W4Shift;
        forms[3] = r.QL;
        forms[4] = r.QM;
        forms[5] = r.WLShift - r.WR;
        forms[6] = r.WRShift - r.WR;
        forms[7] = r.WRShift + r.WLShift + r.WR;
        forms[8] = r.WRShift + twoX1;
        forms[9] = twoX1 + r.WR;
        forms[10] = r.WO + r.WOShift;
        forms[11] = r.WO + r.WO;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate<TRing>(ReadOnlySpan<TRing> forms, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>
    {
        ref readonly TRing x1 = ref forms[0];
        ref readonly TRing y1 = ref forms[1];
        ref readonly TRing y2 = ref forms[2];
        ref readonly TRing isDouble = ref forms[4];
        ref readonly TRing dx = ref forms[5];
        ref readonly TRing x3MinusX1 = ref forms[6];
        ref readonly TRing threeX1 = ref forms[9];
        ref readonly TRing y1Plus3 = ref forms[10];
        ref readonly TRing twoY1 = ref forms[11];
        TRing y1Squared = y1 * y1;
        TRing signedY2 = forms[3] * y2;

        // x: (x3 + x2 + x1) (x2 - x1)^2 = (q y2 - y1)^2 with q^2 = 1, or (x3 + 2 x1) 4 y1^2 = 9 x1 (y1^2 - b).
        TRing xAdd = (forms[7] * (dx * dx)) - (y2 * y2) - y1Squared + (twoY1 * signedY2);
        TRing xDouble = (forms[8] * (twoY1 * twoY1)) - (parameters.Three * (threeX1 * (y1Squared - parameters.CurveB)));
        values[0] = xAdd + (isDouble * (xDouble - xAdd));

        // y: (y1 + y3) (x2 - x1) = -(x3 - x1) (q y2 - y1), or -(y1 + y3) 2 y1 = 3 x1^2 (x3 - x1).
        TRing yAdd = (y1Plus3 * dx) + (x3MinusX1 * (signedY2 - y1));
        TRing yDouble = -(threeX1 * x1 * x3MinusX1) - (twoY1 * y1Plus3);
        values[1] = yAdd + (isDouble * (yDouble - yAdd));
    }
}
