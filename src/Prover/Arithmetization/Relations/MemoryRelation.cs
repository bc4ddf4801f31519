using System.Collections.Immutable;
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
    public static void Evaluate<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>
    {
        MegaRow<TRing> r = new(row);
        ref readonly TRing one = ref parameters.One;
        TRing record = r.QC + (parameters.Eta * r.WL) + (parameters.EtaTwo * r.WR) + (parameters.EtaThree * r.WO) - r.W4;
        TRing nextAccess = (parameters.Eta * r.WLShift) + (parameters.EtaTwo * r.WRShift) + (parameters.EtaThree * r.WOShift) - r.W4Shift;
        TRing indexStep = r.WL - r.WLShift;
        TRing sameIndex = indexStep + one;
        TRing stepIsBit = indexStep * sameIndex;
        TRing sortedRom = r.QL * r.QR;
        TRing timestamp = (sameIndex * (r.WRShift - r.WR)) - r.WO;
        values[0] = (record * (sortedRom + (r.QL * r.QM))) + (r.QL * r.Q4 * timestamp) + (r.QO * record * (record + one));
        values[1] = sortedRom * sameIndex * (r.W4Shift - r.W4);
        values[2] = sortedRom * stepIsBit;
        values[3] = r.QO * sameIndex * (r.WOShift - r.WO) * (nextAccess + one);
        values[4] = r.QO * stepIsBit;
        values[5] = r.QO * nextAccess * (nextAccess + one);
    }
}
