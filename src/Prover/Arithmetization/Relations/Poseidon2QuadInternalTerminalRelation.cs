using System.Collections.Immutable;
using Chonk.Prover.Fields;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>
/// The last four partial rounds of Poseidon2: lane 0 before each of them is on this row, the whole state after them on the next.
/// With <c>u_k = (w_k + q_k)^5</c> lane k of that state is the linear form C_k of
/// <see cref="Poseidon2QuadCoefficients"/>, in which lanes 1 to 3 carry u_3 once.
/// </summary>
public readonly record struct Poseidon2QuadInternalTerminalRelation : IRelation
{
    /// <inheritdoc/>
    public static string Name => "Poseidon2 partial rounds, last";

    /// <inheritdoc/>
    public static ImmutableArray<Subrelation> Subrelations { get; } =
    [
        new("q_poseidon2_quad_internal_terminal*(C_00*w_r + C_01*w_o + C_02*w_4 + C_03*(w_l + q_l)^5 + C_04*(w_r"
            + " + q_r)^5 + C_05*(w_o + q_o)^5 + C_06*(w_4 + q_4)^5 - w_l')", 6, 7),
        new("q_poseidon2_quad_internal_terminal*(C_10*w_r + C_11*w_o + C_12*w_4 + C_13*(w_l + q_l)^5 + C_14*(w_r"
            + " + q_r)^5 + C_15*(w_o + q_o)^5 + (w_4 + q_4)^5 - w_r')", 6, 7),
        new("q_poseidon2_quad_internal_terminal*(C_20*w_r + C_21*w_o + C_22*w_4 + C_23*(w_l + q_l)^5 + C_24*(w_r"
            + " + q_r)^5 + C_25*(w_o + q_o)^5 + (w_4 + q_4)^5 - w_o')", 6, 7),
        new("q_poseidon2_quad_internal_terminal*(C_30*w_r + C_31*w_o + C_32*w_4 + C_33*(w_l + q_l)^5 + C_34*(w_r"
            + " + q_r)^5 + C_35*(w_o + q_o)^5 + (w_4 + q_4)^5 - w_4')", 6, 7),
    ];

    /// <inheritdoc/>
    public static ReadOnlySpan<int> Columns =>
    [
        (int)MegaColumn.QPoseidon2QuadInternalTerminal, (int)MegaColumn.QL, (int)MegaColumn.QR, (int)MegaColumn.QO, (int)MegaColumn.Q4, (int)MegaColumn.WL, (int)MegaColumn.WR, (int)MegaColumn.WO, (int)MegaColumn.W4,
        (int)MegaColumn.WLShift, (int)MegaColumn.WRShift, (int)MegaColumn.WOShift, (int)MegaColumn.W4Shift,
    ];

    /// <inheritdoc/>
    public static int SelectorColumn => (int)MegaColumn.QPoseidon2QuadInternalTerminal;

    /// <inheritdoc/>
    public static bool IsInactive<TZeros>(in TZeros zeros)
        where TZeros : struct, IColumnZeros, allows ref struct =>
        zeros.IsZero((int)MegaColumn.QPoseidon2QuadInternalTerminal);

    /// <inheritdoc/>
    public static void Evaluate<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>
    {
        MegaRow<TRing> r = new(row);
        Poseidon2QuadInternalRelation.PowersOfRow(r, out TRing u0, out TRing u1, out TRing u2, out TRing u3);
        values[0] = Form(r, parameters, 0, u0, u1, u2) + (parameters.Quad(Poseidon2QuadCoefficients.Terms - 1) * u3);
        values[1] = Form(r, parameters, 1, u0, u1, u2) + u3;
        values[2] = Form(r, parameters, 2, u0, u1, u2) + u3;
        values[3] = Form(r, parameters, 3, u0, u1, u2) + u3;
        Poseidon2ExternalRelation.SubtractNextRow(r, values);
    }

    private static TRing Form<TRing>(
        in MegaRow<TRing> r, RelationParameters<TRing> parameters, int lane, in TRing u0, in TRing u1, in TRing u2)
        where TRing : struct, IRing<TRing> =>
        Poseidon2QuadInternalRelation.Form(
            r, parameters, Poseidon2QuadCoefficients.ClosedForm + (Poseidon2QuadCoefficients.Terms * lane), u0, u1, u2);
}
