using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chonk.Prover.Fields;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>
/// The ecc op wires repeat the ordinary wires of the next row where lagrange_ecc_op is one, and are zero elsewhere.
/// </summary>
/// <remarks>Left out where lagrange_ecc_op and the four ecc op wires are zero.</remarks>
public readonly record struct EccOpQueueRelation : IRelation
{
    /// <inheritdoc/>
    public static string Name => "ecc op queue";

    /// <inheritdoc/>
    public static ImmutableArray<Subrelation> Subrelations { get; } =
    [
        new("lagrange_ecc_op*(ecc_op_wire_1 - w_l')", 2, 3),
        new("lagrange_ecc_op*(ecc_op_wire_2 - w_r')", 2, 3),
        new("lagrange_ecc_op*(ecc_op_wire_3 - w_o')", 2, 3),
        new("lagrange_ecc_op*(ecc_op_wire_4 - w_4')", 2, 3),
        new("(1 - lagrange_ecc_op)*ecc_op_wire_1", 2, 3),
        new("(1 - lagrange_ecc_op)*ecc_op_wire_2", 2, 3),
        new("(1 - lagrange_ecc_op)*ecc_op_wire_3", 2, 3),
        new("(1 - lagrange_ecc_op)*ecc_op_wire_4", 2, 3),
    ];

    /// <inheritdoc/>
    public static ReadOnlySpan<int> Columns =>
    [
        (int)MegaColumn.LagrangeEccOp, (int)MegaColumn.EccOpWire1, (int)MegaColumn.EccOpWire2, (int)MegaColumn.EccOpWire3, (int)MegaColumn.EccOpWire4,
        (int)MegaColumn.WLShift, (int)MegaColumn.WRShift, (int)MegaColumn.WOShift, (int)MegaColumn.W4Shift,
    ];

    /// <inheritdoc/>
    public static int SelectorColumn => -1;

    /// <inheritdoc/>
    public static bool IsInactive<TZeros>(in TZeros zeros)
        where TZeros : struct, IColumnZeros, allows ref struct =>
        zeros.IsZero((int)MegaColumn.LagrangeEccOp)
        && zeros.IsZero((int)MegaColumn.EccOpWire1) && zeros.IsZero((int)MegaColumn.EccOpWire2)
        && zeros.IsZero((int)MegaColumn.EccOpWire3) && zeros.IsZero((int)MegaColumn.EccOpWire4);

    /// <inheritdoc/>
    public static int FormCount => 10;

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prepare<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters, Span<TRing> forms)
        where TRing : struct, IRing<TRing>
    {
        MegaRow<TRing> r = new(row);
        forms[0] = r.LagrangeEccOp;
        forms[1] = parameters.One - r.LagrangeEccOp;
        forms[2] = r.EccOpWire1 - r.WLShift;
        forms[3] = r.EccOpWire2 - r.WRShift;
        forms[4] = r.EccOpWire3 - r.WOShift;
        forms[5] = r.EccOpWire4 - r.W4Shift;
        forms[6] = r.EccOpWire1;
        forms[7] = r.EccOpWire2;
        forms[8] = r.EccOpWire3;
        forms[9] = r.EccOpWire4;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate<TRing>(ReadOnlySpan<TRing> forms, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>
    {
        for (int i = 0; i < 4; i++)
        {
            values[i] = forms[0] * forms[2 + i];
            values[4 + i] = forms[1] * forms[6 + i];
        }
    }
}
