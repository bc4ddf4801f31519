using System.Collections.Immutable;
using System.Runtime.CompilerServices;
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
    private const int First = Poseidon2QuadCoefficients.ClosedForm;
    private const int Terms = Poseidon2QuadCoefficients.Terms;

    /// <inheritdoc/>
    public static string Name => "Poseidon2 partial rounds, last";

    /// <inheritdoc/>
    public static ImmutableArray<Subrelation> Subrelations { get; } =
    [
        new("q_poseidon2_quad_internal_terminal*(C_00*w_r + C_01*w_o + C_02*w_4 - w_l' + C_03*(w_l + q_l)^5"
            + " + C_04*(w_r + q_r)^5 + C_05*(w_o + q_o)^5 + C_06*(w_4 + q_4)^5)", 6, 7),
        new("q_poseidon2_quad_internal_terminal*(C_10*w_r + C_11*w_o + C_12*w_4 - w_r' + C_13*(w_l + q_l)^5"
            + " + C_14*(w_r + q_r)^5 + C_15*(w_o + q_o)^5 + (w_4 + q_4)^5)", 6, 7),
        new("q_poseidon2_quad_internal_terminal*(C_20*w_r + C_21*w_o + C_22*w_4 - w_o' + C_23*(w_l + q_l)^5"
            + " + C_24*(w_r + q_r)^5 + C_25*(w_o + q_o)^5 + (w_4 + q_4)^5)", 6, 7),
        new("q_poseidon2_quad_internal_terminal*(C_30*w_r + C_31*w_o + C_32*w_4 - w_4' + C_33*(w_l + q_l)^5"
            + " + C_34*(w_r + q_r)^5 + C_35*(w_o + q_o)^5 + (w_4 + q_4)^5)", 6, 7),
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
    public static int FormCount => 8;

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prepare<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters, Span<TRing> forms)
        where TRing : struct, IRing<TRing>
    {
        MegaRow<TRing> r = new(row);
        forms[0] = r.WL + r.QL;
        forms[1] = r.WR + r.QR;
        forms[2] = r.WO + r.QO;
        forms[3] = r.W4 + r.Q4;
        forms[4] = Poseidon2QuadInternalRelation.OfWires(r, parameters, First) - r.WLShift;
        forms[5] = Poseidon2QuadInternalRelation.OfWires(r, parameters, First + Terms) - r.WRShift;
        forms[6] = Poseidon2QuadInternalRelation.OfWires(r, parameters, First + (2 * Terms)) - r.WOShift;
        forms[7] = Poseidon2QuadInternalRelation.OfWires(r, parameters, First + (3 * Terms)) - r.W4Shift;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate<TRing>(ReadOnlySpan<TRing> forms, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>
    {
        FifthPowers<TRing> powers = default;
        Span<TRing> u = ((Span<TRing>)powers)[..4];
        for (int i = 0; i < u.Length; i++)
        {
            u[i] = Poseidon2ExternalRelation.FifthPower(forms[i]);
        }

        const int P = First + Poseidon2QuadCoefficients.FirstPower;
        values[0] = forms[4] + TRing.Dot(parameters.QuadRange(P, 4), u);
        for (int lane = 1; lane < 4; lane++)
        {
            values[lane] = forms[4 + lane] + TRing.Dot(parameters.QuadRange(P + (Terms * lane), 3), u[..3]) + u[3];
        }
    }
}
