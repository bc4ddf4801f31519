using System.Collections.Immutable;
using Chonk.Prover.Fields;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>
/// Four partial rounds of Poseidon2 between two rows that each hold lane 0 before four rounds. Lane 0 after them is the next row's
/// first wire; the hidden lanes are compared through the invertible matrix V: <c>V out = b_next</c>, both sides linear in this row's
/// and the next row's wires and fifth powers. q_l, q_r, q_o, q_4 hold this row's constants, q_m, q_c, q_5 the next row's first three.
/// </summary>
/// <remarks>The constants C, V, D_1, S and the derivation stand at <see cref="Poseidon2QuadCoefficients"/>.</remarks>
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
            + " + q_r)^5 + V_05*(w_o + q_o)^5 + V_06*(w_4 + q_4)^5 + D_1*(w_l' + q_m)^5)", 6, 7),
        new("q_poseidon2_quad_internal*(V_10*w_r + V_11*w_o + V_12*w_4 - w_o' + 2*w_r' + V_13*(w_l + q_l)^5"
            + " + V_14*(w_r + q_r)^5 + V_15*(w_o + q_o)^5 + V_16*(w_4 + q_4)^5 - (2*D_1 - 3)*(w_l' + q_m)^5"
            + " + D_1*(w_r' + q_c)^5)", 6, 7),
        new("q_poseidon2_quad_internal*(V_20*w_r + V_21*w_o + V_22*w_4 - w_4' + w_o' + (S + 2)*w_r' + V_23*(w_l"
            + " + q_l)^5 + V_24*(w_r + q_r)^5 + V_25*(w_o + q_o)^5 + V_26*(w_4 + q_4)^5 - ((S + 2)*D_1 - S - 3)*(w_l'"
            + " + q_m)^5 - (D_1 - 3)*(w_r' + q_c)^5 + D_1*(w_o' + q_5)^5)", 6, 7),
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
    public static void Evaluate<TRing>(ReadOnlySpan<TRing> forms, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>
    {
        TRing u0 = Poseidon2ExternalRelation.FifthPower(forms[0]);
        TRing u1 = Poseidon2ExternalRelation.FifthPower(forms[1]);
        TRing u2 = Poseidon2ExternalRelation.FifthPower(forms[2]);
        TRing u3 = Poseidon2ExternalRelation.FifthPower(forms[3]);
        TRing next0 = Poseidon2ExternalRelation.FifthPower(forms[4]);
        TRing next1 = Poseidon2ExternalRelation.FifthPower(forms[5]);
        TRing next2 = Poseidon2ExternalRelation.FifthPower(forms[6]);
        ref readonly TRing d1 = ref parameters.Quad(Poseidon2QuadCoefficients.D1);
        values[0] = forms[7] + AllPowers(parameters, Poseidon2QuadCoefficients.ClosedForm, u0, u1, u2, u3);
        values[1] = forms[8] + AllPowers(parameters, V, u0, u1, u2, u3) + (d1 * next0);
        values[2] = forms[9] + AllPowers(parameters, V + Terms, u0, u1, u2, u3)
            - (parameters.Quad(Poseidon2QuadCoefficients.TwoD1MinusThree) * next0) + (d1 * next1);
        values[3] = forms[10] + AllPowers(parameters, V + (2 * Terms), u0, u1, u2, u3)
            - (parameters.Quad(Poseidon2QuadCoefficients.ThirdU0) * next0)
            - (parameters.Quad(Poseidon2QuadCoefficients.D1MinusThree) * next1) + (d1 * next2);
    }

    /// <summary>The terms in w_r, w_o, w_4 of a linear form.</summary>
    internal static TRing OfWires<TRing>(in MegaRow<TRing> r, RelationParameters<TRing> parameters, int first)
        where TRing : struct, IRing<TRing> =>
        (parameters.Quad(first) * r.WR) + (parameters.Quad(first + 1) * r.WO) + (parameters.Quad(first + 2) * r.W4);

    /// <summary>The terms in u_0, u_1, u_2 of a linear form.</summary>
    internal static TRing OfPowers<TRing>(
        RelationParameters<TRing> parameters, int first, in TRing u0, in TRing u1, in TRing u2)
        where TRing : struct, IRing<TRing> =>
        (parameters.Quad(first + 3) * u0) + (parameters.Quad(first + 4) * u1) + (parameters.Quad(first + 5) * u2);

    private static TRing AllPowers<TRing>(
        RelationParameters<TRing> parameters, int first, in TRing u0, in TRing u1, in TRing u2, in TRing u3)
        where TRing : struct, IRing<TRing> =>
        OfPowers(parameters, first, u0, u1, u2) + (parameters.Quad(first + 6) * u3);
}
