using System.Collections.Immutable;
using Chonk.Prover.Fields;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>
/// Limbs of 68 bits of a non-native field: products of two two-limb numbers (three kinds of rows) and recomposition of a limb from
/// sublimbs of 14 bits (two kinds), chosen by pairs of q_r, q_o, q_4, q_m.
/// </summary>
/// <remarks>
/// Kinds: product 1 (q_r = q_o = 1), product 2 (q_r = q_4 = 1), product 3 (q_r = q_m = 1), limb 1 (q_o = q_4 = 1), limb 2 (q_o = q_m = 1).
/// </remarks>
public readonly record struct NonNativeFieldRelation : IRelation
{
    /// <inheritdoc/>
    public static string Name => "non-native field";

    /// <inheritdoc/>
    public static ImmutableArray<Subrelation> Subrelations { get; } =
    [
        new("q_nnf*(q_r*(q_o*((w_l*w_r' + w_l'*w_r)*2^68 + w_l'*w_r' - w_o - w_4) + q_4*(w_l*w_r' + w_l'*w_r"
            + " + (w_l*w_4 + w_r*w_o - w_o')*2^68 - w_4') + q_m*((w_l*w_r' + w_l'*w_r)*2^68 + w_l'*w_r' + w_4 - w_o'"
            + " - w_4')) + q_o*(q_4*((((w_r'*2^14 + w_l')*2^14 + w_o)*2^14 + w_r)*2^14 + w_l - w_4)"
            + " + q_m*((((w_o'*2^14 + w_r')*2^14 + w_l')*2^14 + w_4)*2^14 + w_o - w_4')))", 5, 6),
    ];

    /// <inheritdoc/>
    public static ReadOnlySpan<int> Columns =>
    [
        (int)MegaColumn.QNnf, (int)MegaColumn.QM, (int)MegaColumn.QR, (int)MegaColumn.QO, (int)MegaColumn.Q4,
        (int)MegaColumn.WL, (int)MegaColumn.WR, (int)MegaColumn.WO, (int)MegaColumn.W4, (int)MegaColumn.WLShift, (int)MegaColumn.WRShift, (int)MegaColumn.WOShift, (int)MegaColumn.W4Shift,
    ];

    /// <inheritdoc/>
    public static int SelectorColumn => (int)MegaColumn.QNnf;

    /// <inheritdoc/>
    public static bool IsInactive<TZeros>(in TZeros zeros)
        where TZeros : struct, IColumnZeros, allows ref struct =>
        zeros.IsZero((int)MegaColumn.QNnf);

    /// <inheritdoc/>
    public static void Evaluate<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>
    {
        MegaRow<TRing> r = new(row);
        ref readonly TRing limb = ref parameters.LimbSize;
        ref readonly TRing sublimb = ref parameters.SublimbSize;
        TRing cross = (r.WL * r.WRShift) + (r.WLShift * r.WR);
        TRing low = (cross * limb) + (r.WLShift * r.WRShift);
        TRing product1 = low - r.WO - r.W4;
        TRing product2 = cross + (((r.WL * r.W4) + (r.WR * r.WO) - r.WOShift) * limb) - r.W4Shift;
        TRing product3 = low + r.W4 - r.WOShift - r.W4Shift;
        TRing limb1 = (((((((r.WRShift * sublimb) + r.WLShift) * sublimb) + r.WO) * sublimb) + r.WR) * sublimb) + r.WL - r.W4;
        TRing limb2 = (((((((r.WOShift * sublimb) + r.WRShift) * sublimb) + r.WLShift) * sublimb) + r.W4) * sublimb) + r.WO - r.W4Shift;
        values[0] = (r.QR * ((r.QO * product1) + (r.Q4 * product2) + (r.QM * product3)))
            + (r.QO * ((r.Q4 * limb1) + (r.QM * limb2)));
    }
}
