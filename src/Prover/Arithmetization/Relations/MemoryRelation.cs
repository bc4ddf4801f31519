using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chonk.Prover.Fields;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>
/// ROM and RAM. A record is <c>w_4 = q_c + eta w_l + eta^2 w_r + eta^3 w_o</c> of index, timestamp or second value, and value (plus 1 for a
/// write). Kinds of rows: access (q_l = q_m = 1), sorted ROM (q_l = q_r = 1), sorted RAM (q_o = 1), RAM timestamps (q_l = q_4 = 1).
/// </summary>
/// <remarks>
/// Sorted rows: indices grow by 0 or 1; equal neighbours of a ROM hold equal records; a RAM read of an equal index repeats the value, and
/// access types are bits, the next row's too (the list's last row itself is unconstrained). Timestamp rows: w_o is the step of w_r while
/// the index stays.
/// </remarks>
public readonly record struct MemoryRelation : IRelation
{
    /// <inheritdoc/>
    public static string Name => "memory";

    /// <inheritdoc/>
    public static ImmutableArray<Subrelation> Subrelations { get; } =
    [
        new("q_memory*((q_c + eta*w_l + eta^2*w_r + eta^3*w_o - w_4)*(q_l*q_r + q_l*q_m) + q_l*q_4*((w_l - w_l'"
            + " + 1)*(w_r' - w_r) - w_o) + q_o*(q_c + eta*w_l + eta^2*w_r + eta^3*w_o - w_4)*(q_c + eta*w_l"
            + " + eta^2*w_r + eta^3*w_o - w_4 + 1))", 5, 6),
        new("q_memory*q_l*q_r*(w_l - w_l' + 1)*(w_4' - w_4)", 5, 6),
        new("q_memory*q_l*q_r*(w_l - w_l')*(w_l - w_l' + 1)", 5, 6),
        new("q_memory*q_o*(w_l - w_l' + 1)*(w_o' - w_o)*(eta*w_l' + eta^2*w_r' + eta^3*w_o' - w_4' + 1)", 5, 6),
        new("q_memory*q_o*(w_l - w_l')*(w_l - w_l' + 1)", 4, 6),
        new("q_memory*q_o*(eta*w_l' + eta^2*w_r' + eta^3*w_o' - w_4')*(eta*w_l' + eta^2*w_r' + eta^3*w_o' - w_4' + 1)", 4, 6),
    ];

    /// <inheritdoc/>
    public static ReadOnlySpan<int> Columns =>
    [
        (int)MegaColumn.QMemory, (int)MegaColumn.QM, (int)MegaColumn.QL, (int)MegaColumn.QR, (int)MegaColumn.QO, (int)MegaColumn.Q4, (int)MegaColumn.QC,
        (int)MegaColumn.WL, (int)MegaColumn.WR, (int)MegaColumn.WO, (int)MegaColumn.W4, (int)MegaColumn.WLShift, (int)MegaColumn.WRShift, (int)MegaColumn.WOShift, (int)MegaColumn.W4Shift,
    ];

    /// <inheritdoc/>
    public static int SelectorColumn => (int)MegaColumn.QMemory;

    /// <inheritdoc/>
    public static bool IsInactive<TZeros>(in TZeros zeros)
        where TZeros : struct, IColumnZeros, allows ref struct =>
        zeros.IsZero((int)MegaColumn.QMemory);

    /// <inheritdoc/>
    public static int FormCount => 12;

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prepare<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters, Span<TRing> forms)
        where TRing : struct, IRing<TRing>
    {
        MegaRow<TRing> r = new(row);
        forms[0] = r.QC + (parameters.Eta * r.WL) + (parameters.EtaTwo * r.WR) + (parameters.EtaThree * r.WO) - r.W4;
        forms[1] = (parameters.Eta * r.WLShift) + (parameters.EtaTwo * r.WRShift) + (parameters.EtaThree * r.WOShift) - r.W4Shift;
        forms[2] = r.WL - r.WLShift;
        forms[3] = r.WRShift - r.WR;
        forms[4] = r.WO;
        forms[5] = r.W4Shift - r.W4;
        forms[6] = r.WOShift - r.WO;
        forms[7] = r.QL;
        forms[8] = r.QR;
        forms[9] = r.QO;
        forms[10] = r.Q4;
        forms[11] = r.QM;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate<TRing>(ReadOnlySpan<TRing> forms, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>
    {
        ref readonly TRing one = ref parameters.One;
        ref readonly TRing record = ref forms[0];
        ref readonly TRing nextAccess = ref forms[1];
        ref readonly TRing indexStep = ref forms[2];
        ref readonly TRing qL = ref forms[7];
        ref readonly TRing qO = ref forms[9];
        TRing sameIndex = indexStep + one;
        TRing stepIsBit = indexStep * sameIndex;
        TRing sortedRom = qL * forms[8];
        TRing timestamp = (sameIndex * forms[3]) - forms[4];
        values[0] = (record * (sortedRom + (qL * forms[11]))) + (qL * forms[10] * timestamp) + (qO * record * (record + one));
        values[1] = sortedRom * sameIndex * forms[5];
        values[2] = sortedRom * stepIsBit;
        values[3] = qO * sameIndex * forms[6] * (nextAccess + one);
        values[4] = qO * stepIsBit;
        values[5] = qO * nextAccess * (nextAccess + one);
    }
}
