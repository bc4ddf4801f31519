using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chonk.Prover.Fields;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>
/// Four partial rounds of Poseidon2 between two rows that each hold lane 0 before four rounds. Lane 0 after them is the next row's
/// first wire; the hidden lanes are compared through the invertible matrix V: <c>V out = b_next</c>, both sides linear in this row's
/// and the next row's wires and fifth powers. q_l, q_r, q_o, q_4 hold this row's constants, q_m, q_c, q_5 the next row's first three.
/// </summary>
/// <remarks>The constants C, V, D_1, S and the derivation stand at <see cref="Poseidon2QuadCoefficients"/>; the last three of a row of V belong to b_next.</remarks>
public readonly record struct Poseidon2QuadInternalRelation : IRelation
{
    private const int V = Poseidon2QuadCoefficients.Vandermonde;
    private const int Terms = Poseidon2QuadCoefficients.Terms;

    /// <inheritdoc/>
    public static string Name => "Poseidon2 partial rounds";

    /// <inheritdoc/>
    public static ImmutableArray<Subrelation> Subrelations { get; } =
    [
        new("q_poseidon2_quad_internal*(C_00*w_r + C_01*w_o + C_02*w_4 - w_l' + C_03*(w_l + q_l)^5 + C_04*(w_r"
            + " + q_r)^5 + C_05*(w_o + q_o)^5 + C_06*(w_4 + q_4)^5)", 6, 7),
        new("q_poseidon2_quad_internal*(V_00*w_r + V_01*w_o + V_02*w_4 - w_r' + V_03*(w_l + q_l)^5 + V_04*(w_r"
            + " + q_r)^5 + V_05*(w_o + q_o)^5 + V_06*(w_4 + q_4)^5 + V_07*(w_l' + q_m)^5)", 6, 7),
        new("q_poseidon2_quad_internal*(V_10*w_r + V_11*w_o + V_12*w_4 - w_o' + 2*w_r' + V_13*(w_l + q_l)^5"
            + " + V_14*(w_r + q_r)^5 + V_15*(w_o + q_o)^5 + V_16*(w_4 + q_4)^5 + V_17*(w_l' + q_m)^5 + V_18*(w_r'"
            + " + q_c)^5)", 6, 7),
        new("q_poseidon2_quad_internal*(V_20*w_r + V_21*w_o + V_22*w_4 - w_4' + w_o' + (S + 2)*w_r' + V_23*(w_l"
            + " + q_l)^5 + V_24*(w_r + q_r)^5 + V_25*(w_o + q_o)^5 + V_26*(w_4 + q_4)^5 + V_27*(w_l' + q_m)^5"
            + " + V_28*(w_r' + q_c)^5 + V_29*(w_o' + q_5)^5)", 6, 7),
    ];

    /// <inheritdoc/>
    public static ReadOnlySpan<int> Columns =>
    [
        (int)MegaColumn.QPoseidon2QuadInternal, (int)MegaColumn.QM, (int)MegaColumn.QL, (int)MegaColumn.QR, (int)MegaColumn.QO, (int)MegaColumn.Q4, (int)MegaColumn.QC, (int)MegaColumn.Q5, (int)MegaColumn.WL, (int)MegaColumn.WR, (int)MegaColumn.WO, (int)MegaColumn.W4,
        (int)MegaColumn.WLShift, (int)MegaColumn.WRShift, (int)MegaColumn.WOShift, (int)MegaColumn.W4Shift,
    ];

    /// <inheritdoc/>
    public static int SelectorColumn => (int)MegaColumn.QPoseidon2QuadInternal;

    /// <inheritdoc/>
    public static bool IsInactive<TZeros>(in TZeros zeros)
        where TZeros : struct, IColumnZeros, allows ref struct =>
        zeros.IsZero((int)MegaColumn.QPoseidon2QuadInternal);

    /// <inheritdoc/>
    public static int FormCount => 11;

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
        forms[4] = r.WLShift + r.QM;
        forms[5] = r.WRShift + r.QC;
        forms[6] = r.WOShift + r.Q5;
        forms[7] = OfWires(r, parameters, Poseidon2QuadCoefficients.ClosedForm) - r.WLShift;
        forms[8] = OfWires(r, parameters, V) - r.WRShift;
        forms[9] = OfWires(r, parameters, V + Terms) - r.WOShift + r.WRShift + r.WRShift;
        forms[10] = OfWires(r, parameters, V + (2 * Terms)) - r.W4Shift + r.WOShift
            + (parameters.Quad(Poseidon2QuadCoefficients.SigmaPlusTwo) * r.WRShift);
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate<TRing>(ReadOnlySpan<TRing> forms, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>
    {
        // u_0, ..., u_3 of this row, then u_0', u_1', u_2' of the next.
        FifthPowers<TRing> powers = default;
        Span<TRing> u = powers;
        for (int i = 0; i < u.Length; i++)
        {
            u[i] = Poseidon2ExternalRelation.FifthPower(forms[i]);
        }

        const int P = Poseidon2QuadCoefficients.FirstPower;
        values[0] = forms[7] + TRing.Dot(parameters.QuadRange(Poseidon2QuadCoefficients.ClosedForm + P, 4), u[..4]);
        values[1] = forms[8] + TRing.Dot(parameters.QuadRange(V + P, 5), u[..5]);
        values[2] = forms[9] + TRing.Dot(parameters.QuadRange(V + Terms + P, 6), u[..6]);
        values[3] = forms[10] + TRing.Dot(parameters.QuadRange(V + (2 * Terms) + P, 7), u);
    }

    /// <summary>The terms in w_r, w_o, w_4 of a linear form.</summary>
    internal static TRing OfWires<TRing>(in MegaRow<TRing> r, RelationParameters<TRing> parameters, int first)
        where TRing : struct, IRing<TRing> =>
        (parameters.Quad(first) * r.WR) + (parameters.Quad(first + 1) * r.WO) + (parameters.Quad(first + 2) * r.W4);
}
