using System.Collections.Immutable;
using System.Runtime.CompilerServices;
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
    public static int FormCount => 16;

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prepare<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters, Span<TRing> forms)
        where TRing : struct, IRing<TRing>
    {
        MegaRow<TRing> r = new(row);
        ref readonly TRing s = ref parameters.SublimbSize;
        forms[0] = r.WL;
        forms[1] = r.WR;
        forms[2] = r.WO;
        forms[3] = r.W4;
        forms[4] = r.WLShift;
        forms[5] = r.WRShift;
        forms[6] = r.WOShift;
        forms[7] = r.W4Shift;
        forms[8] = r.QR;
        forms[9] = r.QO;
        forms[10] = r.Q4;
        forms[11] = r.QM;
        forms[12] = (((((((r.WRShift * s) + r.WLShift) * s) + r.WO) * s) + r.WR) * s) + r.WL - r.W4;
        forms[13] = (((((((r.WOShift * s) + r.WRShift) * s) + r.WLShift) * s) + r.W4) * s) + r.WO - r.W4Shift;
        forms[14] = r.WO + r.W4;
        forms[15] = r.W4 - r.WOShift - r.W4Shift;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate<TRing>(ReadOnlySpan<TRing> forms, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>
    {
        ref readonly TRing limb = ref parameters.LimbSize;
        ref readonly TRing qO = ref forms[9];
        ref readonly TRing q4 = ref forms[10];
        ref readonly TRing qM = ref forms[11];
        TRing cross = (forms[0] * forms[5]) + (forms[4] * forms[1]);
        TRing low = (cross * limb) + (forms[4] * forms[5]);
        TRing product1 = low - forms[14];
        TRing product2 = cross + (((forms[0] * forms[3]) + (forms[1] * forms[2]) - forms[6]) * limb) - forms[7];
        TRing product3 = low + forms[15];
        values[0] = (forms[8] * ((qO * product1) + (q4 * product2) + (qM * product3)))
            + (qO * ((q4 * forms[12]) + (qM * forms[13])));
    }
}
